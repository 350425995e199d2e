# SPDX-License-Identifier: Apache-2.0
"""What the cells of the strip say about a state. Variants go from whole to short.

Below the wide size class the last part of a second line goes first: the total of satellites, then
those of BeiDou, then the accuracy; the age never.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Final

from PySide6.QtCore import QCoreApplication

from command_vehicle.domain.incidents import Incident, OperatingMode
from command_vehicle.domain.operations import CLOCK_TOLERANCE_S
from command_vehicle.domain.positioning import (
    Constellation,
    Fix,
    Freshness,
    LinkState,
    PositionEstimate,
    PositioningState,
)
from command_vehicle.domain.sync import BearerHealth, BearerKind, BearerState
from command_vehicle.ui.components.level_shield import level_word
from command_vehicle.ui.formatting import (
    DOT,
    CoordinateForm,
    accuracy,
    age,
    ago,
    coordinate,
    count,
    distance,
    duration,
    offset,
    time_of_day,
)
from command_vehicle.ui.frame.strip_cell import CellContent, CellState
from command_vehicle.ui.glyphs import bearer_sign, freshness_sign

FRAME: Final = "WGS-84"


@dataclass(frozen=True, slots=True, kw_only=True)
class NearestPlace:
    """The nearest place that has a name.

    Attributes:
        name: As people call it.
        distance_m: From there to here.
        bearing_true_deg: From there to here.
    """

    name: str
    distance_m: float
    bearing_true_deg: float


_CELL_STATE: Final = {
    Freshness.LIVE: CellState.LIVE,
    Freshness.STALE: CellState.STALE,
    Freshness.LOST: CellState.LOST,
    Freshness.NEVER: CellState.OFF,
}
_BEARER_STATE: Final = {
    BearerHealth.UP: CellState.LIVE,
    BearerHealth.DOUBTFUL: CellState.STALE,
    BearerHealth.DOWN: CellState.LOST,
    BearerHealth.OFF: CellState.OFF,
}


def mode_word(mode: OperatingMode) -> str:
    """日常, 演练 or 实战."""
    return {
        OperatingMode.ROUTINE: QCoreApplication.translate("Strip", "日常"),
        OperatingMode.DRILL: QCoreApplication.translate("Strip", "演练"),
        OperatingMode.REAL: QCoreApplication.translate("Strip", "实战"),
    }[mode]


def incident_content(incident: Incident | None, elapsed_s: float | None) -> CellContent:
    """Title, confirmed level, time since it happened."""
    if incident is None:
        return CellContent(
            first=(QCoreApplication.translate("Strip", "没有事件"),),
            second=(QCoreApplication.translate("Strip", "记录照常保存"),),
            state=CellState.OFF,
        )
    level = (
        level_word(incident.level)
        if incident.level is not None
        else QCoreApplication.translate("Strip", "未定级")
    )
    elapsed = duration(elapsed_s)
    whole = QCoreApplication.translate("Strip", "已历时 {span}").replace("{span}", elapsed)
    if incident.closed_at is not None:
        whole = QCoreApplication.translate("Strip", "已结束")
    return CellContent(
        first=(incident.opened.title,),
        second=(f"{level}　{whole}", f"{level} {elapsed}", elapsed),
    )


def fix_content(state: PositioningState) -> CellContent:
    """Whether the position may be believed, its accuracy, age and satellites."""
    sign = freshness_sign(state.freshness)
    first = {
        Freshness.LIVE: (
            QCoreApplication.translate("Strip", "定位有效"),
            QCoreApplication.translate("Strip", "有效"),
        ),
        Freshness.STALE: (
            QCoreApplication.translate("Strip", "定位过时"),
            QCoreApplication.translate("Strip", "过时"),
        ),
        Freshness.LOST: (
            QCoreApplication.translate("Strip", "定位失效"),
            QCoreApplication.translate("Strip", "失效"),
        ),
        Freshness.NEVER: (QCoreApplication.translate("Strip", "未定位"),),
    }[state.freshness]
    second: tuple[str, ...] = (ago(state.age_s),)
    if state.freshness is Freshness.NEVER:
        second = (_receiver_words(state),)
    elif state.freshness is Freshness.LIVE and state.last_valid is not None:
        second = _fix_details(state, state.last_valid)
    return CellContent(
        first=first, second=second, state=_CELL_STATE[state.freshness], glyph=sign.glyph
    )


def position_content(
    state: PositioningState, form: CoordinateForm, nearest: NearestPlace | None, zone: tzinfo
) -> CellContent:
    """The place in figures, its frame, and the nearest place in words.

    A lost place gives way to the one that is reckoned, which says so and names its age; the last
    fix stays named by its time.
    """
    fix = state.last_valid
    if fix is None or fix.point is None:
        return CellContent(
            first=(QCoreApplication.translate("Strip", "位置未知"),),
            second=(FRAME,),
            state=CellState.OFF,
        )
    if state.freshness in (Freshness.LOST, Freshness.STALE):
        at = time_of_day(fix.time, zone, seconds=True)
        last = QCoreApplication.translate("Strip", "最后位置 {time}").replace("{time}", at)
        second: tuple[str, ...] = (last, at)
    else:
        second = _nearest_words(nearest)
    point = fix.point
    if state.freshness is Freshness.LOST and state.estimate is not None:
        point = state.estimate.point
        second = _reckoned_words(state.estimate, second[0])
    return CellContent(
        first=(coordinate(point, form),), second=second, state=_CELL_STATE[state.freshness]
    )


def _reckoned_words(estimate: PositionEstimate, last: str) -> tuple[str, ...]:
    """That the place is dead reckoning, for how long, and how far it may be off."""
    reckoned = QCoreApplication.translate("Strip", "推算 {age}").replace(
        "{age}", age(estimate.reckoned_for_s)
    )
    with_radius = f"{reckoned} {accuracy(estimate.radius_m)}"
    return (f"{with_radius}{DOT}{last}", with_radius, reckoned)


def clock_content(state: PositioningState, pc_now: datetime, zone: tzinfo) -> CellContent:
    """Satellite time when it is known, and how far the PC clock is off."""
    off_s = state.clock_offset_s
    if off_s is None:
        return CellContent(
            first=(time_of_day(pc_now, zone, seconds=True),),
            second=(
                QCoreApplication.translate("Strip", "本机时钟，未对时"),
                QCoreApplication.translate("Strip", "未对时"),
            ),
            state=CellState.STALE,
        )
    pc = QCoreApplication.translate("Strip", "本机 {offset}").replace("{offset}", offset(off_s))
    return CellContent(
        first=(time_of_day(pc_now - timedelta(seconds=off_s), zone, seconds=True),),
        second=(f"{_time_source(state)}{DOT}{pc}", pc, offset(off_s)),
        state=CellState.STALE if abs(off_s) > CLOCK_TOLERANCE_S else CellState.PLAIN,
    )


def bearer_name(kind: BearerKind, *, is_short: bool) -> str:
    """Name of a bearer, shortened on small windows."""
    if is_short:
        return {
            BearerKind.BEIDOU: QCoreApplication.translate("Strip", "北斗", "bearer"),
            BearerKind.CELLULAR: QCoreApplication.translate("Strip", "4G", "bearer"),
            BearerKind.SATELLITE: QCoreApplication.translate("Strip", "卫星", "bearer"),
            BearerKind.LAN: QCoreApplication.translate("Strip", "局域网", "bearer"),
        }[kind]
    return {
        BearerKind.BEIDOU: QCoreApplication.translate("Strip", "北斗短报文"),
        BearerKind.CELLULAR: QCoreApplication.translate("Strip", "4G/5G"),
        BearerKind.SATELLITE: QCoreApplication.translate("Strip", "卫星宽带"),
        BearerKind.LAN: QCoreApplication.translate("Strip", "现场局域网"),
    }[kind]


def bearer_content(state: BearerState, *, is_short: bool) -> CellContent:
    """Whether a bearer carries, what waits for it, and when it last did."""
    return CellContent(
        first=(
            bearer_name(state.kind, is_short=is_short),
            bearer_name(state.kind, is_short=True),
        ),
        second=_bearer_words(state),
        state=_BEARER_STATE[state.health],
        glyph=bearer_sign(state.health).glyph,
    )


def _bearer_words(state: BearerState) -> tuple[str, ...]:
    queued = QCoreApplication.translate("Strip", "待发 {count}").replace(
        "{count}", count(state.queued)
    )
    if state.health is BearerHealth.OFF:
        return (QCoreApplication.translate("Strip", "未开通"),)
    if state.health is BearerHealth.DOWN:
        cut = QCoreApplication.translate("Strip", "中断 {age}")
        if state.last_success_age_s is None:
            cut = QCoreApplication.translate("Strip", "没有连上过")
        cut = cut.replace("{age}", age(state.last_success_age_s))
        return (f"{cut}{DOT}{queued}", cut) if state.queued else (cut,)
    if state.last_success_age_s is None:
        first_try = QCoreApplication.translate("Strip", "正在连接")
        return (f"{first_try}{DOT}{queued}", first_try) if state.queued else (first_try,)
    since = ago(state.last_success_age_s)
    bare = age(state.last_success_age_s)
    if not state.queued:
        return (since, bare)
    return (f"{queued}{DOT}{since}", f"{queued}{DOT}{bare}", bare)


def _fix_details(state: PositioningState, fix: Fix) -> tuple[str, ...]:
    parts = [accuracy(fix.accuracy_m), age(state.age_s)]
    short = DOT.join(parts)
    used = state.used_by_constellation
    if not used:
        return (short, age(state.age_s))
    beidou = QCoreApplication.translate("Strip", "北斗{count}").replace(
        "{count}", count(used.get(Constellation.BEIDOU, 0))
    )
    total = QCoreApplication.translate("Strip", "总{count}").replace("{count}", count(_sum(used)))
    return (f"{short}{DOT}{beidou} {total}", f"{short}{DOT}{beidou}", short, age(state.age_s))


def _sum(used: Mapping[Constellation, int]) -> int:
    return sum(used.values())


def _receiver_words(state: PositioningState) -> str:
    """Why there has never been a position."""
    links = {receiver.link for receiver in state.receivers}
    words = {
        LinkState.RECEIVING: QCoreApplication.translate("Strip", "正在搜星"),
        LinkState.LISTENING: QCoreApplication.translate("Strip", "正在监听"),
        LinkState.OPENING: QCoreApplication.translate("Strip", "正在打开"),
        LinkState.SILENT: QCoreApplication.translate("Strip", "没有数据"),
        LinkState.BUSY: QCoreApplication.translate("Strip", "端口被占用"),
        LinkState.DENIED: QCoreApplication.translate("Strip", "无权打开端口"),
        LinkState.GONE: QCoreApplication.translate("Strip", "接收机已断开"),
    }
    for link, word in words.items():
        if link in links:
            return word
    return QCoreApplication.translate("Strip", "没有接收机")


def _nearest_words(nearest: NearestPlace | None) -> tuple[str, ...]:
    if nearest is None:
        return (FRAME,)
    where = (
        QCoreApplication.translate("Strip", "{place}{direction} {distance}")
        .replace("{place}", nearest.name)
        .replace("{direction}", direction_word(nearest.bearing_true_deg))
        .replace("{distance}", distance(nearest.distance_m))
    )
    return (f"{FRAME}　{where}", where, FRAME)


def direction_word(bearing_true_deg: float) -> str:
    """One of the eight directions."""
    words = (
        QCoreApplication.translate("Strip", "北", "direction"),
        QCoreApplication.translate("Strip", "东北", "direction"),
        QCoreApplication.translate("Strip", "东", "direction"),
        QCoreApplication.translate("Strip", "东南", "direction"),
        QCoreApplication.translate("Strip", "南", "direction"),
        QCoreApplication.translate("Strip", "西南", "direction"),
        QCoreApplication.translate("Strip", "西", "direction"),
        QCoreApplication.translate("Strip", "西北", "direction"),
    )
    return words[round(bearing_true_deg / 45.0) % len(words)]


def _time_source(state: PositioningState) -> str:
    """Where the time comes from at this instant."""
    if state.freshness is not Freshness.LIVE:
        return QCoreApplication.translate("Strip", "本机守时")
    used = state.used_by_constellation or {}
    if used.get(Constellation.BEIDOU):
        return QCoreApplication.translate("Strip", "北斗授时")
    return QCoreApplication.translate("Strip", "卫星授时")
