# SPDX-License-Identifier: Apache-2.0
"""The page of headquarters: what stands on it, in which words, and that it is only text."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from command_vehicle.central.status_page import StatusView, render
from command_vehicle.central.storage import Vehicle
from command_vehicle.domain.delivery import Delivery, DeliveryState
from command_vehicle.domain.identity import Lane, OperationId, ReplicaId
from command_vehicle.domain.incidents import (
    Incident,
    IncidentOpened,
    IncidentType,
    OperatingMode,
    ResponseLevel,
)
from command_vehicle.domain.timeline import Amendment, Entry, EntryKind, EntryRecorded

NOW = datetime(2026, 5, 4, 4, 0, tzinfo=UTC)
REPLICA = ReplicaId(uuid=UUID(int=1))
VEHICLE = Vehicle(
    uuid=REPLICA.uuid,
    number=1,
    name="青岚指挥01",
    public_key=bytes(32),
    enrolled_at=NOW,
    contact_at=NOW - timedelta(seconds=5),
    bearer="cellular",
    agent="command-vehicle 0.1.0",
    held=131,
)
ENTRY = Entry(
    id=OperationId(replica=REPLICA, lane=Lane.OPS, seq=2),
    recorded=EntryRecorded(kind=EntryKind.OBSERVATION, text="甲罐泄漏", happened_at=NOW),
    recorded_at=NOW,
    actor="周敏",
    delivery=DeliveryState(delivery=Delivery.RECEIVED),
)
INCIDENT = Incident(
    id=OperationId(replica=REPLICA, lane=Lane.OPS, seq=1),
    opened=IncidentOpened(
        title="液氯泄漏",
        type=IncidentType.HAZARDOUS_CHEMICALS,
        happened_at=NOW,
        place="青岚化工园区",
        mode=OperatingMode.DRILL,
    ),
    recorded_at=NOW,
    actor="周敏",
)


def page(
    vehicles: tuple[Vehicle, ...] = (VEHICLE,),
    incidents: tuple[Incident, ...] = (),
    entries: tuple[Entry, ...] = (),
) -> str:
    """The text that a person reads, cells set apart by a bar."""
    html = render(
        StatusView(
            name="青岚县中心平台", now=NOW, vehicles=vehicles, incidents=incidents, entries=entries
        )
    )
    return re.sub(r"\|+", "|", re.sub(r"</?(td|th|tr|p|h1|h2|table)[^>]*>", "|", html))


def amended(text: str | None, reason: str) -> Entry:
    amendment = Amendment(
        id=OperationId(replica=REPLICA, lane=Lane.OPS, seq=3),
        text=text,
        reason=reason,
        actor="周敏",
        recorded_at=NOW,
    )
    return replace(ENTRY, amendments=(amendment,))


def test_a_vehicle_stands_with_number_link_and_count() -> None:
    assert "|1|青岚指挥01|" in page()
    assert "|公网|131|command-vehicle 0.1.0|" in page()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (5, "（5 秒前）"),
        (185, "（3 分钟前）"),
        (7500, "（2 小时 5 分钟前）"),
        (-3, "（0 秒前）"),
    ],
)
def test_the_last_contact_has_an_age(seconds: int, words: str) -> None:
    vehicle = replace(VEHICLE, contact_at=NOW - timedelta(seconds=seconds))
    assert words in page(vehicles=(vehicle,))


def test_a_vehicle_that_never_called_is_said_to_be_one() -> None:
    assert "|从未联系|" in page(vehicles=(replace(VEHICLE, contact_at=None),))


def test_a_drill_is_called_a_drill_and_an_open_level_is_not_invented() -> None:
    text = page(incidents=(INCIDENT,))
    assert "|演练|响应级别未定|液氯泄漏|青岚化工园区|进行中|青岚指挥01|" in text


def test_a_level_and_an_end_are_shown() -> None:
    ended = replace(INCIDENT, level=ResponseLevel.LEVEL_2, closed_at=NOW)
    assert "|演练|Ⅱ级|液氯泄漏|青岚化工园区|已结束|" in page(incidents=(ended,))


def test_a_correction_shows_both_wordings_and_the_reason() -> None:
    text = page(entries=(amended("乙罐泄漏", "听错"),))
    assert "<s>甲罐泄漏</s> 乙罐泄漏" in text
    assert "更正：听错" in text


def test_a_retraction_leaves_the_wording_struck_through() -> None:
    text = page(entries=(amended(None, "误报"),))
    assert "<s>甲罐泄漏</s>" in text
    assert "撤回：误报" in text


@pytest.mark.parametrize("evil", ["<script>x</script>", '"><img src=x>', "&lt;", "</title>"])
def test_whatever_others_write_stays_text(evil: str) -> None:
    shown = page(
        vehicles=(replace(VEHICLE, name=evil, bearer=evil, agent=evil),),
        incidents=(replace(INCIDENT, opened=replace(INCIDENT.opened, title=evil, place=evil)),),
        entries=(
            replace(
                ENTRY,
                actor=evil,
                recorded=replace(ENTRY.recorded, text=evil),
                amendments=amended(evil, evil).amendments,
            ),
        ),
    )
    assert evil not in shown.replace("</title>", "", 1)
