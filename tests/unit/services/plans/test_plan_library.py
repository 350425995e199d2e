# SPDX-License-Identifier: Apache-2.0
from datetime import date

import pytest

from command_vehicle.domain.errors import ErrorCode
from command_vehicle.domain.incidents import IncidentType, ResponseLevel
from command_vehicle.domain.plans import LevelRule, Plan, PlanTask, PlanType
from command_vehicle.services.events import EventBus, PlansChanged, Trouble
from command_vehicle.services.plans.library import PlanFiles, PlanLibrary, is_expired
from command_vehicle.services.plans.text import PlanFault, PlanFaultReason


class _Shelf:
    """A `PlanSource` that a test fills."""

    def __init__(self, *plans: Plan, faults: tuple[PlanFault, ...] = ()) -> None:
        self.files = PlanFiles(plans=plans, faults=faults)

    def load(self) -> PlanFiles:
        return self.files


def _plan(title: str = "危化预案", edition: str = "2025", valid_until: date | None = None) -> Plan:
    return Plan(
        key=title,
        edition=edition,
        title=title,
        type=PlanType.SPECIAL,
        owner="县应急管理局",
        digest=f"{title}{edition}",
        incident_types=frozenset({IncidentType.HAZARDOUS_CHEMICALS}),
        phases=("现场处置",),
        groups=("警戒疏散组",),
        level_rules=(
            LevelRule(
                level=ResponseLevel.LEVEL_3, condition="疏散 500 人以上", clause="3.2.2 启动。"
            ),
        ),
        tasks=(
            PlanTask(
                key="4.5.3",
                title="返回通道设卡",
                phase="现场处置",
                group="警戒疏散组",
                clause="人员返回前应当设置检查点。检测合格后方可放行；Chlorine 低于 1 ppm。",
                checklist=("石桥村口",),
            ),
        ),
        valid_until=valid_until,
    )


def _library(
    *plans: Plan, faults: tuple[PlanFault, ...] = (), bus: EventBus | None = None
) -> PlanLibrary:
    library = PlanLibrary(_Shelf(*plans, faults=faults), bus or EventBus())
    library.load()
    return library


def test_plans_stand_by_title_newest_edition_first() -> None:
    library = _library(_plan("乙", "2023"), _plan("甲"), _plan("乙", "2025"))
    assert [(plan.title, plan.edition) for plan in library.plans] == [
        ("乙", "2025"),
        ("乙", "2023"),
        ("甲", "2025"),
    ]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("放行", "检测合格后方可放行；"),
        ("chlorine PPM", "Chlorine 低于 1 ppm。"),
        ("石桥", "石桥村口"),
        ("500", "疏散 500 人以上"),
    ],
)
def test_a_search_gives_the_sentence_that_hits(words: str, sentence: str) -> None:
    assert [hit.sentence for hit in _library(_plan()).search(words)] == [sentence]


def test_all_words_must_stand_in_one_sentence() -> None:
    assert _library(_plan()).search("检查点 放行") == ()


def test_no_words_hit_nothing() -> None:
    assert _library(_plan()).search("  ") == ()


def test_a_hit_knows_its_task() -> None:
    hit = _library(_plan()).search("放行")[0]
    assert hit.task is not None
    assert hit.task.key == "4.5.3"


def test_plans_are_offered_by_type_of_incident() -> None:
    library = _library(_plan())
    assert library.offered(IncidentType.HAZARDOUS_CHEMICALS) == library.plans
    assert library.offered(IncidentType.FLOOD) == ()


def test_a_broken_file_is_told_of_once_by_its_first_fault() -> None:
    troubles: list[Trouble] = []
    bus = EventBus()
    bus.subscribe(Trouble, troubles.append)
    faults = tuple(
        PlanFault(file="b.yaml", line=line, field="title", reason=PlanFaultReason.MISSING)
        for line in (3, 9)
    )
    _library(_plan(), faults=faults, bus=bus)
    assert [trouble.error.code for trouble in troubles] == [ErrorCode.PLAN_BROKEN]
    assert troubles[0].error.params["line"] == 3


def test_loading_is_announced() -> None:
    seen: list[PlansChanged] = []
    bus = EventBus()
    bus.subscribe(PlansChanged, seen.append)
    _library(bus=bus)
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("last_day", "expired"),
    [(None, False), (date(2026, 5, 4), False), (date(2026, 5, 3), True)],
)
def test_a_plan_holds_through_its_last_day(last_day: date | None, *, expired: bool) -> None:
    assert is_expired(_plan(valid_until=last_day), date(2026, 5, 4)) is expired
