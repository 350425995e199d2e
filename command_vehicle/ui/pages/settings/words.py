# SPDX-License-Identifier: Apache-2.0
"""Names of sections and settings, what each one does, and what is wrong with a value."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from PySide6.QtCore import QCoreApplication

from command_vehicle.services.settings.declarations import (
    RECEIVER_SECTIONS,
    CoordinateFormat,
    Language,
    Theme,
)
from command_vehicle.services.settings.layers import (
    Declaration,
    Layer,
    Problem,
    SettingNotice,
)
from command_vehicle.ui.formatting import UNKNOWN

SECTIONS: Final = ("unit", "screen", "positioning", "map", "platform", "data")
"""In the order of the page; the fault report and the particulars of the program follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingWords:
    """What a row says.

    Attributes:
        name: Of the setting.
        effect: What it does.
    """

    name: str
    effect: str


def section_word(section: str) -> str:
    """Heading of a section."""
    translate = QCoreApplication.translate
    return {
        "unit": translate("Settings", "单位与车辆"),
        "screen": translate("Settings", "屏幕"),
        "positioning": translate("Settings", "定位接收机"),
        "map": translate("Settings", "地图"),
        "platform": translate("Settings", "平台"),
        "data": translate("Settings", "数据与备份"),
    }[section]


def section_of(key: str) -> str:
    """Section of the page in which a setting stands: all receivers are in one."""
    section = key.partition(".")[0]
    return RECEIVER_SECTIONS[0] if section in RECEIVER_SECTIONS else section


def setting_words(key: str) -> SettingWords:
    """Name and effect of a setting; one that is not described yet goes by its key."""
    words = {
        **_unit_words(),
        **_screen_words(),
        **_receiver_words(),
        **_link_words(),
        **_data_words(),
    }
    name, effect = words.get(key, (key, ""))
    return SettingWords(name=name, effect=effect)


def _unit_words() -> dict[str, tuple[str, str]]:
    translate = QCoreApplication.translate
    return {
        "unit.vehicle_name": (
            translate("Settings", "本车名称"),
            translate("Settings", "平台和其他车看到的名字，入网时用。"),
        ),
        "unit.county": (
            translate("Settings", "所属区县"),
            translate("Settings", "印在导出和报告上。"),
        ),
        "unit.duty_person": (
            translate("Settings", "值班人员"),
            translate("Settings", "每条记录的记录人。换班先改这里。"),
        ),
    }


def _screen_words() -> dict[str, tuple[str, str]]:
    translate = QCoreApplication.translate
    return {
        "screen.theme": (
            translate("Settings", "颜色"),
            translate("Settings", "Ctrl+T 随时换：日间、强光、夜间。"),
        ),
        "screen.language": (
            translate("Settings", "语言"),
            translate("Settings", "重新打开程序后换。记录保持原来的文字。"),
        ),
        "screen.scale_percent": (
            translate("Settings", "大小"),
            translate("Settings", "界面上所有东西的大小。重新打开程序后换。"),
        ),
        "screen.coordinates": (
            translate("Settings", "坐标写法"),
            translate("Settings", "只改显示，存的都是 WGS-84。"),
        ),
        "map.follow_vehicle": (
            translate("Settings", "打开时跟随本车"),
            translate("Settings", "地图打开就以本车为中心。"),
        ),
        "map.track_hours": (
            translate("Settings", "画出的轨迹"),
            translate("Settings", "只改显示，轨迹全部保存。"),
        ),
    }


def _receiver_words() -> dict[str, tuple[str, str]]:
    """The same three settings for each place; the first place is the preferred receiver."""
    words: dict[str, tuple[str, str]] = {}
    for number, section in enumerate(RECEIVER_SECTIONS, start=1):
        for name, (title, effect) in _receiver_setting_words().items():
            words[f"{section}.{name}"] = title.replace("%1", str(number)), effect
    return words


def _receiver_setting_words() -> dict[str, tuple[str, str]]:
    translate = QCoreApplication.translate
    return {
        "port": (
            translate("Settings", "第 %1 接收机端口"),
            translate(
                "Settings",
                "串口名，或 gpsd://、socket://、rfc2217://、file:// 网址。空着就不开任何端口。",
            ),
        ),
        "baud_bps": (
            translate("Settings", "第 %1 接收机波特率"),
            translate("Settings", "0 是自动：只听不发，逐个试 4800 到 921600。"),
        ),
        "receiver_name": (
            translate("Settings", "第 %1 接收机名称"),
            translate("Settings", "设备页和记录里用的名字。"),
        ),
    }


def _link_words() -> dict[str, tuple[str, str]]:
    translate = QCoreApplication.translate
    return {
        "platform.enabled": (
            translate("Settings", "与平台同步"),
            translate("Settings", "关掉后只存在本机，打开后补传。"),
        ),
        "platform.interval_s": (
            translate("Settings", "空闲时多久问一次"),
            translate("Settings", "有新记录时不等，马上发。"),
        ),
        "platform.timeout_s": (
            translate("Settings", "最长等待"),
            translate("Settings", "超过这个时间没有回答，算链路不通。"),
        ),
    }


def _data_words() -> dict[str, tuple[str, str]]:
    translate = QCoreApplication.translate
    return {
        "data.log_size_mib": (
            translate("Settings", "运行日志上限"),
            translate("Settings", "程序自己的日志，不是值班记录。满了从最旧的删。"),
        ),
        "data.low_space_mib": (
            translate("Settings", "磁盘告警线"),
            translate("Settings", "剩得比这少就提醒。"),
        ),
    }


def choice_word(choice: Enum) -> str:
    """One of the values of a setting that has a fixed set of them."""
    translate = QCoreApplication.translate
    words: dict[Enum, str] = {
        Theme.DAY: translate("Settings", "日间"),
        Theme.SUNLIGHT: translate("Settings", "强光"),
        Theme.NIGHT: translate("Settings", "夜间"),
        Language.CHINESE: "中文",
        Language.ENGLISH: "English",
        CoordinateFormat.DECIMAL: translate("Settings", "小数度"),
        CoordinateFormat.DMS: translate("Settings", "度分秒"),
    }
    return words.get(choice, str(choice.value))


def unit_word(unit: str | None) -> str:
    """Unit behind a number field."""
    translate = QCoreApplication.translate
    return {
        None: "",
        "s": translate("Settings", "秒"),
        "h": translate("Settings", "小时"),
    }.get(unit, unit or "")


def problem_words(declaration: Declaration, problem: str) -> str:
    """What is wrong with a value, and what would fit."""
    translate = QCoreApplication.translate
    if problem == Problem.WRONG_TYPE.value:
        return translate("Settings", "要填整数。")
    if problem == Problem.OUT_OF_RANGE.value and declaration.value_type is str:
        words = translate("Settings", "太长，最多 %1 个字。")
        return words.replace("%1", _bound(declaration.maximum))
    if problem == Problem.OUT_OF_RANGE.value:
        words = translate("Settings", "要在 %1 到 %2 之间。")
        return words.replace("%1", _bound(declaration.minimum)).replace(
            "%2", _bound(declaration.maximum)
        )
    return translate("Settings", "这个值不能用。")


def notice_words(notice: SettingNotice) -> str:
    """What was passed over in a settings file."""
    translate = QCoreApplication.translate
    file = {
        Layer.SITE: translate("Settings", "单位文件"),
        Layer.USER: translate("Settings", "本机文件"),
        Layer.DEFAULT: "",
    }[notice.layer]
    problem = {
        Problem.UNREADABLE: translate("Settings", "读不出，整个没有用"),
        Problem.TOO_NEW: translate("Settings", "是新版程序写的，只用了认识的"),
        Problem.WRONG_TYPE: translate("Settings", "值的种类不对，没有用"),
        Problem.OUT_OF_RANGE: translate("Settings", "值超出范围，没有用"),
        Problem.NOT_A_CHOICE: translate("Settings", "值不在可选的里面，没有用"),
        Problem.UNKNOWN_KEY: translate("Settings", "不认识，留着没有用"),
    }[notice.problem]
    where = f"{file} {setting_words(notice.key).name}" if notice.key else file
    words = translate("Settings", "%1：%2")
    return words.replace("%1", where).replace("%2", problem)


def _bound(bound: float | None) -> str:
    return UNKNOWN if bound is None else f"{bound:.0f}"
