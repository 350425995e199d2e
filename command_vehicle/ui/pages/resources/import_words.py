# SPDX-License-Identifier: Apache-2.0
"""What an import says to the clerk: columns, reasons, the sentence at the end."""

from PySide6.QtCore import QCoreApplication

from command_vehicle.domain.datum import Frame
from command_vehicle.services.resources.cells import CellFault, FaultReason
from command_vehicle.services.resources.columns import ImportField
from command_vehicle.services.resources.row_reader import ImportReport, ReturnedRow, RowOutcome
from command_vehicle.ui import formatting


def field_word(field: ImportField | None) -> str:
    """Name of a column; the whole row where there is none."""
    translate = QCoreApplication.translate
    if field is None:
        return translate("Import", "整行")
    return {
        ImportField.CODE: translate("Import", "编号"),
        ImportField.KIND: translate("Import", "类别"),
        ImportField.NAME: translate("Import", "名称"),
        ImportField.LATITUDE: translate("Import", "纬度"),
        ImportField.LONGITUDE: translate("Import", "经度"),
        ImportField.COORDINATES: translate("Import", "坐标"),
        ImportField.ADDRESS: translate("Import", "地址"),
        ImportField.KEEPER: translate("Import", "管理单位"),
        ImportField.CONTACT_NAME: translate("Import", "联系人"),
        ImportField.CONTACT_PHONE: translate("Import", "电话"),
        ImportField.CONTACT_RADIO: translate("Import", "电台"),
        ImportField.PEOPLE: translate("Import", "人数"),
        ImportField.VEHICLES: translate("Import", "车辆数"),
        ImportField.CAPABILITY: translate("Import", "说明"),
        ImportField.VERIFIED_ON: translate("Import", "核实日期"),
    }[field]


def reason_words(fault: CellFault) -> str:
    """What is wrong and what to do, in one sentence."""
    translate = QCoreApplication.translate
    words = {
        FaultReason.MISSING: translate("Import", "没有填。补上。"),
        FaultReason.UNKNOWN_KIND: translate("Import", "没有这个类别。改成队伍、医院等类别词。"),
        FaultReason.COORDINATE_UNREADABLE: translate(
            "Import", "坐标读不懂。写成 40.2308 或 40°13′50.9″。"
        ),
        FaultReason.COORDINATE_OUT_OF_RANGE: translate(
            "Import", "坐标不在地球上。核对，不收平面坐标。"
        ),
        FaultReason.COORDINATES_SWAPPED: translate("Import", "疑似经纬度对调。换过来再导。"),
        FaultReason.COORDINATES_ZERO: translate("Import", "坐标为 0。补上真实坐标，或留空。"),
        FaultReason.COUNT_UNREADABLE: translate("Import", "不是整数。不知道就留空，不要填 0。"),
        FaultReason.DATE_UNREADABLE: translate("Import", "日期读不懂。写成 2026-04-18。"),
        FaultReason.DATE_IN_FUTURE: translate("Import", "日期在今天以后。核对年份。"),
        FaultReason.PHONE_DAMAGED: translate("Import", "号码被表格改坏。把该列设为文本，重填。"),
        FaultReason.TWICE: translate("Import", "与第 %1 行编号相同。留一行，或改编号。"),
        FaultReason.TOO_MANY_CELLS: translate("Import", "格数比表头多。查多余的分隔符。"),
        FaultReason.GEOMETRY_UNUSABLE: translate("Import", "图形取不出一个点。改成点。"),
    }[fault.reason]
    return words.replace("%1", fault.value)


def row_reasons(row: ReturnedRow) -> str:
    """All that is wrong with a row, on one line."""
    return "　".join(f"{field_word(fault.field)}：{reason_words(fault)}" for fault in row.faults)


def returned_labels() -> tuple[str, str]:
    """Headings of the two columns in front of saved rows."""
    translate = QCoreApplication.translate
    return translate("Import", "行号"), translate("Import", "退回原因")


def frame_word(frame: Frame) -> str:
    """A frame and who uses it."""
    translate = QCoreApplication.translate
    return {
        Frame.WGS84: translate("Import", "WGS-84（北斗、GPS）"),
        Frame.CGCS2000: translate("Import", "CGCS2000（测绘）"),
        Frame.GCJ02: translate("Import", "GCJ-02（高德、腾讯）"),
        Frame.BD09: translate("Import", "BD-09（百度）"),
    }[frame]


def summary_sentence(report: ImportReport) -> str:
    """What became of the file."""
    translate = QCoreApplication.translate
    if report.returned_count == 0:
        words = translate("Import", "导入 %1 行，全部收下。")
    else:
        words = translate("Import", "导入 %1 行，收下 %2，退回 %3。退回原因见表，可改后再导。")
    return _filled(words, report)


def outcome_words(report: ImportReport) -> str:
    """New, changed, unchanged."""
    words = QCoreApplication.translate("Import", "新增 %1，更新 %2，未变 %3")
    for place, outcome in enumerate(RowOutcome, 1):
        words = words.replace(f"%{place}", formatting.count(report.outcomes[outcome]))
    return words


def progress_words(report: ImportReport) -> str:
    """How far the reading is."""
    words = QCoreApplication.translate("Import", "正在读取 %1，退回 %3")
    return _filled(words, report)


def _filled(words: str, report: ImportReport) -> str:
    return (
        words.replace("%1", formatting.count(report.read))
        .replace("%2", formatting.count(report.accepted))
        .replace("%3", formatting.count(report.returned_count))
    )
