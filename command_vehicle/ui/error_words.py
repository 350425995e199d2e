# SPDX-License-Identifier: Apache-2.0
"""Expected errors in plain words: what happened, what it means, what to do; in that order."""

import re
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication

from command_vehicle.domain.errors import CommandVehicleError, ErrorCode
from command_vehicle.ui.formatting import UNKNOWN

_PLACE = re.compile(r"\{(\w+)\}")


def error_sentence(error: CommandVehicleError) -> str:
    """The error for the person in front of the screen, in the language in force."""
    if error.code is ErrorCode.VALUE_INVALID:
        known = invalid_sentence(str(error.params.get("reason", "")))
        if known is not None:
            return known
    template = _SENTENCES[error.code]()
    return _PLACE.sub(lambda match: str(error.params.get(match[1], UNKNOWN)), template)


def code_sentence(code: str) -> str:
    """The same for a bare code, as a state carries it; a code of a newer program is shown as is."""
    known = {each.value: each for each in ErrorCode}
    if code not in known:
        return code
    return error_sentence(CommandVehicleError(known[code]))


def invalid_sentence(reason: str) -> str | None:
    """Why a value was not taken, for the reasons that a person can meet."""
    reasons = {
        "empty": QCoreApplication.translate("Errors", "没有内容。写一句再存。"),
        "too long": QCoreApplication.translate("Errors", "太长。删减，或分几条记。"),
        "not Unicode text": QCoreApplication.translate("Errors", "有无法保存的字符。删去后再存。"),
        "preset by the agency": QCoreApplication.translate(
            "Errors", "由单位预设，本机不能改。找管理员改站点文件。"
        ),
        "no place is free": QCoreApplication.translate(
            "Errors", "四台接收机的位置都占满了。先让一台“不再使用”。"
        ),
        "closed": QCoreApplication.translate("Errors", "已经结束，不能再改。"),
    }
    return reasons.get(reason)


def _port_busy() -> str:
    return QCoreApplication.translate(
        "Errors", "串口 {port} 被“{holder}”占用，本程序不抢。关闭它后点“重看”。"
    )


def _port_denied() -> str:
    return QCoreApplication.translate(
        "Errors", "无权打开 {port}。把本用户加入 dialout 组后重新登录。"
    )


def _port_gone() -> str:
    return QCoreApplication.translate("Errors", "串口 {port} 已断开。查插头，插回后自动接上。")


def _port_silent() -> str:
    return QCoreApplication.translate("Errors", "{port} 没有数据。查供电和接线。")


def _port_unknown() -> str:
    return QCoreApplication.translate("Errors", "没有串口 {port}。查设置里的端口名。")


def _disk_full() -> str:
    return QCoreApplication.translate("Errors", "磁盘已满，写不进去。移走附件，或导出到 U 盘。")


def _disk_error() -> str:
    return QCoreApplication.translate("Errors", "磁盘写入出错。换盘或导出到 U 盘。")


def _store_locked() -> str:
    return QCoreApplication.translate("Errors", "数据库正被另一个程序占用。关闭它后再试。")


def _store_damaged() -> str:
    return QCoreApplication.translate(
        "Errors", "数据库有损坏，原件未动。移走它，换上备份；没有备份就另起新库。"
    )


def _store_too_new() -> str:
    return QCoreApplication.translate("Errors", "数据库由更新的版本写成，本版不改它。请升级程序。")


def _store_unsafe() -> str:
    return QCoreApplication.translate("Errors", "数据库不能保证落盘，已停止记录。换一个数据目录。")


def _store_unreachable() -> str:
    return QCoreApplication.translate(
        "Errors", "数据库打不开，现在记不进去。查数据目录的权限，或换一个目录。"
    )


def _disk_low() -> str:
    return QCoreApplication.translate("Errors", "磁盘只剩 {free_mib} MiB。移走附件，或清理磁盘。")


def _record_older_copy() -> str:
    return QCoreApplication.translate(
        "Errors", "数据库是旧的一份，缺本车 {missing} 条。新记录另编号；缺的从平台或备份取回。"
    )


def _record_elsewhere() -> str:
    return QCoreApplication.translate(
        "Errors", "数据库是从别处搬来的。新记录另编号，免得与原处重号。"
    )


def _record_forked() -> str:
    return QCoreApplication.translate(
        "Errors", "平台上有同号的另一条记录。两条都留着，新记录另编号。找平台管理员核对。"
    )


def _platform_offline() -> str:
    return QCoreApplication.translate("Errors", "平台没有应答。记录照常保存，恢复后补传。")


def _platform_refused() -> str:
    return QCoreApplication.translate("Errors", "平台拒收：{reason}。记录仍在本机，找平台管理员。")


def _platform_nonsense() -> str:
    return QCoreApplication.translate("Errors", "平台的应答读不懂。记录仍在本机，核对平台地址。")


def _not_enrolled() -> str:
    return QCoreApplication.translate("Errors", "本车未入网。向平台要入网码，在同步页填入。")


def _already_enrolled() -> str:
    return QCoreApplication.translate("Errors", "本车已入网，不必再填入网码。")


def _code_unknown() -> str:
    return QCoreApplication.translate("Errors", "平台不认此入网码。核对，或要一个新的。")


def _file_missing() -> str:
    return QCoreApplication.translate("Errors", "没有文件 {path}。核对文件名。")


def _file_unreadable() -> str:
    return QCoreApplication.translate("Errors", "读不了文件 {path}：{reason}。")


def _file_unwritable() -> str:
    return QCoreApplication.translate("Errors", "写不了文件 {path}：{reason}。换一个位置。")


def _file_exists() -> str:
    return QCoreApplication.translate("Errors", "{path} 已存在，不覆盖。换一个名字。")


def _file_too_large() -> str:
    return QCoreApplication.translate("Errors", "文件 {path} 太大。拆成几个再导入。")


def _file_is_workbook() -> str:
    return QCoreApplication.translate("Errors", "{path} 是电子表格。先另存为 CSV 再导入。")


def _file_not_text() -> str:
    return QCoreApplication.translate("Errors", "{path} 不是文字文件。另存为 UTF-8 的 CSV。")


def _file_damaged() -> str:
    return QCoreApplication.translate("Errors", "{path} 第 {line} 行起读不懂。改好后再导入。")


def _geojson_damaged() -> str:
    return QCoreApplication.translate("Errors", "{path} 不是完好的 GeoJSON。重新导出后再导入。")


def _columns_missing() -> str:
    return QCoreApplication.translate("Errors", "缺少必需的列：{columns}。补上列名后再导入。")


def _value_invalid() -> str:
    return QCoreApplication.translate("Errors", "{field} 的值不能用：{reason}。改好再存。")


def _record_unknown() -> str:
    return QCoreApplication.translate("Errors", "本机没有这条记录。等同步后再看。")


def _reason_missing() -> str:
    return QCoreApplication.translate("Errors", "须写原因。写一句再存。")


def _evidence_broken() -> str:
    return QCoreApplication.translate("Errors", "证据核对不上：{reason}。保留原件，重新导出。")


def _map_pack_broken() -> str:
    return QCoreApplication.translate("Errors", "地图包 {file} 有损坏，未使用。换一份再装。")


def _plan_broken() -> str:
    return QCoreApplication.translate("Errors", "预案 {path} 读不懂，未收入。改好后重看文库。")


def _plan_running() -> str:
    return QCoreApplication.translate("Errors", "“{title}”已在执行，不重复启动。")


_SENTENCES: Final[dict[ErrorCode, Callable[[], str]]] = {
    ErrorCode.PORT_BUSY: _port_busy,
    ErrorCode.PORT_DENIED: _port_denied,
    ErrorCode.PORT_GONE: _port_gone,
    ErrorCode.PORT_SILENT: _port_silent,
    ErrorCode.PORT_UNKNOWN: _port_unknown,
    ErrorCode.DISK_FULL: _disk_full,
    ErrorCode.DISK_ERROR: _disk_error,
    ErrorCode.STORE_LOCKED: _store_locked,
    ErrorCode.STORE_DAMAGED: _store_damaged,
    ErrorCode.STORE_TOO_NEW: _store_too_new,
    ErrorCode.STORE_UNSAFE: _store_unsafe,
    ErrorCode.STORE_UNREACHABLE: _store_unreachable,
    ErrorCode.DISK_LOW: _disk_low,
    ErrorCode.RECORD_OLDER_COPY: _record_older_copy,
    ErrorCode.RECORD_ELSEWHERE: _record_elsewhere,
    ErrorCode.RECORD_FORKED: _record_forked,
    ErrorCode.PLATFORM_OFFLINE: _platform_offline,
    ErrorCode.PLATFORM_REFUSED: _platform_refused,
    ErrorCode.PLATFORM_NONSENSE: _platform_nonsense,
    ErrorCode.NOT_ENROLLED: _not_enrolled,
    ErrorCode.ALREADY_ENROLLED: _already_enrolled,
    ErrorCode.CODE_UNKNOWN: _code_unknown,
    ErrorCode.FILE_MISSING: _file_missing,
    ErrorCode.FILE_UNREADABLE: _file_unreadable,
    ErrorCode.FILE_UNWRITABLE: _file_unwritable,
    ErrorCode.FILE_EXISTS: _file_exists,
    ErrorCode.FILE_TOO_LARGE: _file_too_large,
    ErrorCode.FILE_IS_WORKBOOK: _file_is_workbook,
    ErrorCode.FILE_NOT_TEXT: _file_not_text,
    ErrorCode.FILE_DAMAGED: _file_damaged,
    ErrorCode.GEOJSON_DAMAGED: _geojson_damaged,
    ErrorCode.COLUMNS_MISSING: _columns_missing,
    ErrorCode.VALUE_INVALID: _value_invalid,
    ErrorCode.RECORD_UNKNOWN: _record_unknown,
    ErrorCode.REASON_MISSING: _reason_missing,
    ErrorCode.EVIDENCE_BROKEN: _evidence_broken,
    ErrorCode.MAP_PACK_BROKEN: _map_pack_broken,
    ErrorCode.PLAN_BROKEN: _plan_broken,
    ErrorCode.PLAN_RUNNING: _plan_running,
}
