# SPDX-License-Identifier: Apache-2.0
"""Receivers and fixes in words."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from command_vehicle.domain.positioning import (
    AccuracyBasis,
    Constellation,
    Fix,
    FixMode,
    FixQuality,
    Freshness,
    LinkState,
    ReceiverState,
    SourceReason,
    SpeedBasis,
    freshness,
)
from command_vehicle.domain.receivers import FoundPort, PortUse
from command_vehicle.ui.formatting import UNKNOWN, with_unit
from command_vehicle.ui.glyphs import Glyph, Sign, freshness_sign

INK_OF_FRESHNESS: Final = {
    Freshness.LIVE: "text",
    Freshness.STALE: "doubt",
    Freshness.LOST: "lost",
    Freshness.NEVER: "lost",
}
"""What is dead loses its colour."""


def constellation_word(constellation: Constellation) -> str:
    """Name of a satellite system."""
    translate = QCoreApplication.translate
    return {
        Constellation.BEIDOU: translate("Devices", "北斗"),
        Constellation.GPS: "GPS",
        Constellation.GALILEO: translate("Devices", "伽利略"),
        Constellation.GLONASS: translate("Devices", "格洛纳斯"),
        Constellation.QZSS: translate("Devices", "准天顶"),
        Constellation.NAVIC: "NavIC",
        Constellation.SBAS: translate("Devices", "星基增强"),
        Constellation.IMES: "IMES",
    }[constellation]


def mode_words(fix: Fix) -> str:
    """Dimensions and kind of a fix."""
    translate = QCoreApplication.translate
    if not fix.is_valid:
        return translate("Devices", "无定位")
    mode = {
        FixMode.NONE: "",
        FixMode.FIX_2D: translate("Devices", "二维"),
        FixMode.FIX_3D: translate("Devices", "三维"),
    }[fix.mode]
    quality = {
        FixQuality.DIFFERENTIAL: translate("Devices", "差分"),
        FixQuality.PPS: translate("Devices", "精密"),
        FixQuality.RTK_FIXED: translate("Devices", "固定解"),
        FixQuality.RTK_FLOAT: translate("Devices", "浮点解"),
        FixQuality.ESTIMATED: translate("Devices", "推算"),
        FixQuality.MANUAL: translate("Devices", "人工"),
        FixQuality.SIMULATOR: translate("Devices", "模拟"),
    }.get(fix.quality or FixQuality.AUTONOMOUS, translate("Devices", "单点"))
    return f"{mode} {quality}".strip()


def basis_words(basis: AccuracyBasis | None) -> str:
    """What an accuracy figure rests on."""
    translate = QCoreApplication.translate
    if basis is None:
        return translate("Devices", "没有依据")
    if basis is AccuracyBasis.HDOP:
        return translate("Devices", "由 HDOP 估算　水平 1σ")
    return translate("Devices", "由 %1　水平 1σ").replace("%1", basis.value)


def port_parts(receiver: ReceiverState) -> tuple[str, ...]:
    """Port, line speed and rate; where room is short the last goes first."""
    port = short_port(receiver.device or receiver.port)
    speed = () if receiver.baud_bps is None else (str(receiver.baud_bps),)
    rate = () if receiver.rate_hz is None else (with_unit(f"{receiver.rate_hz:.0f}", "Hz"),)
    return (port, *speed, *rate)


def speed_words(baud_bps: int | None, basis: SpeedBasis) -> str:
    """A line speed, and how it is known."""
    translate = QCoreApplication.translate
    words = {
        SpeedBasis.GIVEN: "%1",
        SpeedBasis.SOUGHT: translate("Devices", "正在试 %1"),
        SpeedBasis.FOUND: translate("Devices", "%1　监听得出"),
    }[basis]
    return words.replace("%1", UNKNOWN if baud_bps is None else str(baud_bps))


def short_port(port: str) -> str:
    """The last part of a device path; a URL as it is."""
    return port if "://" in port else port.rsplit("/", maxsplit=1)[-1]


def receiver_sign(receiver: ReceiverState, *, is_chosen: bool) -> Sign:
    """State of a receiver: of its fix while it speaks, else of its port."""
    translate = QCoreApplication.translate
    verdict = freshness(receiver.fix_age_s)
    if receiver.link is LinkState.RECEIVING:
        if verdict is Freshness.LIVE and not is_chosen:
            return Sign(glyph=Glyph.OFF, role="muted", word=translate("Devices", "热备"))
        return freshness_sign(verdict)
    words = {
        LinkState.OFF: (Glyph.OFF, "muted", translate("Devices", "未开")),
        LinkState.OPENING: (Glyph.STALE, "doubt", translate("Devices", "正在打开")),
        LinkState.LISTENING: (Glyph.STALE, "doubt", translate("Devices", "辨认中")),
        LinkState.SILENT: (Glyph.LOST, "lost", translate("Devices", "无数据")),
        LinkState.BUSY: (Glyph.LOST, "lost", translate("Devices", "被占用")),
        LinkState.DENIED: (Glyph.LOST, "lost", translate("Devices", "无权打开")),
        LinkState.GONE: (Glyph.LOST, "lost", translate("Devices", "已断开")),
        LinkState.WRONG_SPEED: (Glyph.LOST, "lost", translate("Devices", "波特率不对")),
        LinkState.ENDED: (Glyph.OFF, "muted", translate("Devices", "放完")),
    }
    glyph, role, word = words[receiver.link]
    return Sign(glyph=glyph, role=role, word=word)


def link_advice(receiver: ReceiverState) -> str:
    """What is wrong with a port and what to do; empty while nothing is."""
    translate = QCoreApplication.translate
    port = short_port(receiver.device or receiver.port)
    sentences = {
        LinkState.WRONG_SPEED: _wrong_speed_words(receiver),
        LinkState.ENDED: translate("Devices", "记录放完了。"),
        LinkState.BUSY: translate(
            "Devices", "串口 %1 被“%2”占用，本程序不抢。关闭它，本程序会自己再打开。"
        ),
        LinkState.DENIED: translate("Devices", "无权打开 %1。把本用户加入 %3 组后重新登录。"),
        LinkState.GONE: translate("Devices", "%1 不在了。插回后会自己认出来。"),
        LinkState.SILENT: translate("Devices", "%1 没有数据。查供电和接线。"),
        LinkState.LISTENING: translate("Devices", "在 %1 上监听，逐个试波特率，只听不发。"),
    }
    return (
        sentences.get(receiver.link, "")
        .replace("%1", port)
        .replace("%2", receiver.holder or UNKNOWN)
        .replace("%3", receiver.group or "dialout")
    )


def _wrong_speed_words(receiver: ReceiverState) -> str:
    translate = QCoreApplication.translate
    if receiver.speed is not SpeedBasis.GIVEN:
        return translate("Devices", "%1 有数据，各种波特率都读不懂。查是不是定位接收机。")
    words = translate("Devices", "%1 有数据，按 %4 读不懂。点“自动找波特率”，只听不发。")
    return words.replace("%4", str(receiver.baud_bps))


def port_use_sign(found: FoundPort) -> Sign:
    """Why a port is not open."""
    translate = QCoreApplication.translate
    word = {
        PortUse.NOT_GIVEN: translate("Devices", "未给本程序"),
        PortUse.HELD: translate("Devices", "被占用"),
        PortUse.DENIED: translate("Devices", "无权打开"),
    }[found.use]
    return Sign(glyph=Glyph.OFF, role="muted", word=word)


def port_use_words(found: FoundPort) -> str:
    """What stands beneath a port's name: who has it, what is missing, or what it says it is."""
    translate = QCoreApplication.translate
    if found.use is PortUse.HELD:
        return translate("Devices", "由“%1”占用").replace("%1", found.holder or UNKNOWN)
    if found.use is PortUse.DENIED:
        return translate("Devices", "加入 %1 组").replace("%1", found.group or "dialout")
    if found.description:
        return found.description
    return translate("Devices", "未知设备") if found.usb is None else found.usb.chip


def reason_words(reason: str) -> str:
    """Why the present receiver was chosen."""
    translate = QCoreApplication.translate
    return {
        "": translate("Devices", "还没有一台定位。"),
        SourceReason.FIRST_FIX.value: translate("Devices", "它最先定位，用它。"),
        SourceReason.FIX_LOST.value: translate("Devices", "上一台没有定位了，改用它。"),
        SourceReason.SILENT.value: translate("Devices", "上一台无数据，改用它。"),
        SourceReason.LINK_DOWN.value: translate("Devices", "上一台的端口断了，改用它。"),
        SourceReason.BETTER.value: translate("Devices", "它连续 10 秒比上一台好，改用它。"),
        SourceReason.RETURNED.value: translate(
            "Devices", "它排在前面，恢复后已稳定 10 秒，改回它。"
        ),
    }.get(reason, reason)
