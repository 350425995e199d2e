# SPDX-License-Identifier: Apache-2.0
"""What an entry is called, who it comes from and how it stands, in words."""

from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from typing import Final

from PySide6.QtCore import QCoreApplication

from command_vehicle.domain.delivery import Delivery
from command_vehicle.domain.positioning import STALE_AFTER_S
from command_vehicle.domain.timeline import Entry, EntryKind, PositionStamp
from command_vehicle.ui.formatting import DOT, age, coordinate, day, time_of_day
from command_vehicle.ui.frame.kinds import chosen_word, key_of, key_word
from command_vehicle.ui.glyphs import delivery_sign
from command_vehicle.ui.pages.timeline.rows import DayBar, Row
from command_vehicle.ui.refusal_words import refusal_words

_BEIJING_MINUTES: Final = 8 * 60
TIMED_STATES: Final = frozenset({Delivery.SENT, Delivery.RECEIVED})
"""States that mean little without their time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an entry was made.

    Attributes:
        words: One line, short enough for the list.
        whole: The same in full, for whoever has room.
        is_doubtful: The fix behind it was old, or there was none.
    """

    words: str
    whole: str
    is_doubtful: bool = False


def kind_word(kind: EntryKind) -> str:
    """Word for the chip: that of the key, or of what only the program writes."""
    translate = QCoreApplication.translate
    own = {
        EntryKind.INCIDENT: translate("EntryKind", "事件"),
        EntryKind.PLAN: translate("EntryKind", "预案"),
        EntryKind.POSITION: translate("EntryKind", "定位"),
        EntryKind.LINK: translate("EntryKind", "链路"),
        EntryKind.OTHER: translate("EntryKind", "其他"),
    }
    return own.get(kind) or key_word(key_of(kind))


def sub_kind_word(kind: EntryKind) -> str | None:
    """What tells two kinds of the same key apart."""
    key = key_of(kind)
    has_others = kind in key.kinds and len(key.kinds) > 1
    return chosen_word(kind) if has_others else None


def who(entry: Entry) -> str:
    """Who says so, and to whom."""
    recorded = entry.recorded
    if recorded.automatic_source is not None:
        automatic = QCoreApplication.translate("Timeline", "自动")
        return f"{automatic} {DOT} {source_word(recorded.automatic_source)}"
    if recorded.kind is EntryKind.ORDER and recorded.resources:
        return f"{entry.actor} → {recorded.resources[0]}"
    return entry.actor


def source_word(source: str) -> str:
    """Name of a part of the program that writes entries by itself."""
    translate = QCoreApplication.translate
    return {
        "positioning": translate("Timeline", "定位"),
        "sync": translate("Timeline", "同步"),
        "plans": translate("Timeline", "预案"),
        "resources": translate("Timeline", "资源"),
        "incidents": translate("Timeline", "事件"),
        "geofences": translate("Timeline", "电子围栏"),
        "demo": translate("Timeline", "演示"),
    }.get(source, source)


def place(stamp: PositionStamp | None, zone: tzinfo | None) -> Place:
    """Where the vehicle was; a fix that was old says so."""
    if stamp is None:
        nowhere = QCoreApplication.translate("Timeline", "无位置")
        return Place(words=nowhere, whole=nowhere, is_doubtful=True)
    if stamp.age_s > STALE_AFTER_S:
        words = QCoreApplication.translate("Timeline", "用 %1 的位置")
        whole = QCoreApplication.translate("Timeline", "用 %1 的位置，%2 前")
        at = time_of_day(stamp.fixed_at, zone, seconds=True)
        return Place(
            words=words.replace("%1", at),
            whole=whole.replace("%1", at).replace("%2", age(stamp.age_s)),
            is_doubtful=True,
        )
    where = coordinate(stamp.point)
    return Place(words=where, whole=where)


def late_word() -> str:
    """For an entry that was written later than it happened."""
    return QCoreApplication.translate("Timeline", "补记")


def late_words(entry: Entry, zone: tzinfo | None) -> str | None:
    """That an entry was written later than it happened, and when."""
    if not entry.is_late:
        return None
    return f"{late_word()} {time_of_day(entry.recorded_at, zone)}"


def state_words(entry: Entry, zone: tzinfo | None) -> str:
    """How far the entry has come, with the time where it counts."""
    state = entry.delivery
    word = delivery_sign(state.delivery).word
    if state.delivery in TIMED_STATES and state.at is not None:
        return f"{word} {time_of_day(state.at, zone)}"
    return word


def reason_of_state(entry: Entry) -> str | None:
    """Why the other side did not take it."""
    reason = entry.delivery.reason
    return None if reason is None else refusal_words(reason)


def amendment_words(entry: Entry, zone: tzinfo | None) -> str | None:
    """The newest correction or retraction, named."""
    if not entry.amendments:
        return None
    newest = entry.amendments[-1]
    if newest.text is None:
        words = QCoreApplication.translate("Timeline", "%1 撤回：%2")
    else:
        words = QCoreApplication.translate("Timeline", "%1 更正：%2")
    at = time_of_day(newest.recorded_at, zone)
    return words.replace("%1", at).replace("%2", newest.reason)


def weekday_word(number: int) -> str:
    """Day of the week, Monday is 0."""
    translate = QCoreApplication.translate
    return (
        translate("Timeline", "周一"),
        translate("Timeline", "周二"),
        translate("Timeline", "周三"),
        translate("Timeline", "周四"),
        translate("Timeline", "周五"),
        translate("Timeline", "周六"),
        translate("Timeline", "周日"),
    )[number]


def day_words(bar: DayBar) -> str:
    """Day and weekday."""
    return f"{bar.day.isoformat()} {weekday_word(bar.day.weekday())}"


def clock_words(day: date, zone: tzinfo | None) -> str:
    """By which clock the times of a day are written."""
    offset = datetime.combine(day, time(12), tzinfo=zone).astimezone(zone).utcoffset()
    minutes = 0 if offset is None else round(offset.total_seconds() / 60)
    if minutes == _BEIJING_MINUTES:
        return QCoreApplication.translate("Timeline", "北京时间")
    hours, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else "+"
    return f"UTC{sign}{hours}:{rest:02d}" if rest else f"UTC{sign}{hours}" if hours else "UTC"


def said(row: Row, zone: tzinfo | None) -> str:
    """The row for a screen reader: everything that is painted, in reading order."""
    if isinstance(row, DayBar):
        return day_words(row)
    parts = [
        time_of_day(row.recorded.happened_at, zone),
        late_words(row, zone),
        kind_word(row.recorded.kind),
        row.text_in_force or row.recorded.text,
        amendment_words(row, zone),
        who(row),
        place(row.recorded.position, zone).whole,
        state_words(row, zone),
        reason_of_state(row),
    ]
    return "，".join(part for part in parts if part)


def full_time(entry: Entry, zone: tzinfo | None) -> str:
    """Day and time to the second at which it happened."""
    happened_at = entry.recorded.happened_at
    return f"{day(happened_at, zone)} {time_of_day(happened_at, zone, seconds=True)}"
