# SPDX-License-Identifier: Apache-2.0
"""A morning at the chlorine store of the sample county, for pictures."""

from dataclasses import replace
from datetime import datetime, timedelta

from command_vehicle.domain.delivery import Delivery, DeliveryState
from command_vehicle.domain.timeline import Entry, EntryKind
from tests.support.entries import MORNING, a_correction, a_stamp, an_entry


def _at(clock: str) -> datetime:
    """This morning, by the clock on the wall in Beijing."""
    hours, minutes = clock.split(":")
    return MORNING + timedelta(hours=int(hours) - 8, minutes=int(minutes))


def _line(seq: int, clock: str, kind: EntryKind, text: str, actor: str = "周敏") -> Entry:
    """Received half a minute later."""
    happened_at = _at(clock)
    return an_entry(
        seq=seq,
        kind=kind,
        text=text,
        actor=actor,
        happened_at=happened_at,
        recorded_after_s=31.0,
        position=a_stamp(happened_at),
        delivery=Delivery.RECEIVED,
        via="cellular",
    )


def _with(
    entry: Entry,
    delivery: Delivery | None = None,
    source: str | None = None,
    resources: tuple[str, ...] = (),
    reason: str | None = None,
) -> Entry:
    state = entry.delivery
    if delivery is not None:
        state = DeliveryState(delivery=delivery, at=entry.recorded_at, via=state.via, reason=reason)
    recorded = replace(entry.recorded, automatic_source=source, resources=resources)
    return replace(entry, delivery=state, recorded=recorded)


def _late(entry: Entry) -> Entry:
    return replace(entry, recorded_at=entry.recorded.happened_at + timedelta(minutes=3))


def _old_fix(entry: Entry) -> Entry:
    stamp = a_stamp(entry.recorded.happened_at - timedelta(minutes=4), age_s=240.0)
    return replace(entry, recorded=replace(entry.recorded, position=stamp))


def story() -> list[Entry]:
    """Every kind of row that the timeline can show."""
    return [*_after(), *_before()]


def _after() -> list[Entry]:
    """Once the leak has stopped."""
    return [
        _with(
            _line(
                147,
                "08:11",
                EntryKind.REPORT_IN,
                "环境监测站：2# 测点 0.6 ppm，3# 测点 0.2 ppm，连续 40 分钟低于 1 ppm",
            ),
            Delivery.SAVED,
        ),
        _with(
            _line(146, "08:09", EntryKind.OBSERVATION, "喷淋水幕关闭，现场无可见烟羽"),
            Delivery.QUEUED,
        ),
        _with(
            _line(
                145,
                "08:06",
                EntryKind.DECISION_ADMINISTRATIVE,
                "同意石桥村、东坪村群众 09:00 起分批返回，先通风、后入户；老人和孩子由村医逐户"
                "查看，返回路线走青柳公路，警戒疏散组在石桥村口登记，名单报现场指挥部",
                "陈立群",
            ),
            Delivery.SENT,
        ),
        _line(
            144,
            "07:58",
            EntryKind.CASUALTY,
            "失联人员刘某在 2# 库房值班室找到，意识清醒，送县医院",
            "何志强",
        ),
        _with(
            _line(143, "07:52", EntryKind.ARRIVAL, "园区危化救援队 1 组 3 人到达，进入热区监护"),
            source="positioning",
        ),
        _with(
            _line(142, "07:40", EntryKind.WEATHER, "西风 1.8 m/s，气温 7.4 °C，湿度 68 %"),
            source="车载气象站",
        ),
    ]


def _before() -> list[Entry]:
    """While it went on."""
    corrected = _line(137, "05:31", EntryKind.CASUALTY, "送医 7 人，失联 2 人", "李建国")
    retracted = _line(136, "05:18", EntryKind.OBSERVATION, "南侧围墙外有人员聚集")
    correction = a_correction("送医 7 人，失联 1 人，保管员刘某", at=_at("05:44"))
    retraction = a_correction(None, reason="位置写错，另记", at=_at("05:20"))
    return [
        _late(
            _line(
                141,
                "07:21",
                EntryKind.HAZARD,
                "堵漏罩安装到位，瓶阀泄漏停止；喷淋继续 30 分钟",
                "何志强",
            )
        ),
        _with(
            _line(
                140, "06:39", EntryKind.REPORT_OUT, "续报（一）发市应急指挥中心，14 项，2 条短报文"
            ),
            Delivery.REFUSED,
            reason="quarantined",
        ),
        _old_fix(
            _with(
                _line(139, "05:46", EntryKind.HAZARD, "3# 测点氯气 4.6 ppm，超过撤离阈值 3 ppm"),
                source="四合一气体检测仪",
            )
        ),
        _with(
            _line(
                138,
                "05:36",
                EntryKind.ORDER,
                "@消防一中队 4 人进入热区实施堵漏，气瓶余量 30 min，到 20 min 必须撤出",
                "何志强",
            ),
            resources=("消防一中队",),
        ),
        replace(corrected, amendments=(correction,)),
        replace(
            retracted,
            amendments=(retraction,),
            recorded=replace(retracted.recorded, position=None),
        ),
        _with(
            _line(135, "05:06", EntryKind.ORDER, "初始隔离半径 150 m，无关人员全部撤出", "陈立群"),
            resources=("警戒疏散组",),
        ),
        _with(_line(134, "04:41", EntryKind.LINK, "4G/5G 中断，记录转入待发"), source="sync"),
        _line(120, "-3:52", EntryKind.OBSERVATION, "车辆例行检查，油量 3/4，发电机正常"),
    ]
