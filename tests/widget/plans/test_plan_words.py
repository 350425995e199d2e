# SPDX-License-Identifier: Apache-2.0
from datetime import date

import pytest

from command_vehicle.domain.incidents import IncidentType
from command_vehicle.domain.plans import PlanType
from command_vehicle.services.plans.text import PlanFault, PlanFaultReason
from command_vehicle.ui.pages.plans.words import (
    expired_sentence,
    fault_words,
    incident_type_word,
    over_words,
    plan_type_word,
    validity_words,
)
from tests.support.county import County


@pytest.mark.parametrize("reason", PlanFaultReason)
def test_every_fault_says_where_and_what(reason: PlanFaultReason) -> None:
    fault = PlanFault(file="p.yaml", line=7, field="tasks[1].key", reason=reason, value="4.1")
    words = fault_words(fault)
    assert words.startswith("第 7 行　tasks[1].key　")
    assert "%1" not in words


def test_every_type_has_a_word() -> None:
    assert all(incident_type_word(kind) for kind in IncidentType)
    assert all(plan_type_word(kind) for kind in PlanType)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(20, "20\u2009s"), (61, "1\u2009min"), (3599, "59\u2009min"), (3960, "1\u2009h 06")],
)
def test_time_beyond_a_limit_is_short(seconds: float, words: str) -> None:
    assert over_words(seconds) == words


def test_a_plan_says_how_long_it_holds() -> None:
    county = County()
    flood = next(plan for plan in county.library.plans if plan.key == "qinglan-flood")
    county.close()
    assert validity_words(flood, date(2026, 3, 31)) == "有效至 2026-03-31"
    assert validity_words(flood, date(2026, 4, 1)) == "已过期 1 天"
    assert expired_sentence(flood, date(2026, 3, 31)) == ""
