# SPDX-License-Identifier: Apache-2.0
"""The plan library 文库: which plans there are, what they say, and which one fits."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from command_vehicle.domain.errors import ErrorCode, InputError
from command_vehicle.domain.incidents import IncidentType
from command_vehicle.domain.plans import Activation, Plan, PlanTask
from command_vehicle.services.events import EventBus, PlansChanged, Trouble
from command_vehicle.services.plans.text import PlanFault

TROUBLE_SUBJECT = "plans"
MAX_HITS: Final = 200
_SENTENCE: Final = re.compile(r"[^。；;\n]+[。；;]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFiles:
    """What lies in the plan directories."""

    plans: tuple[Plan, ...]
    faults: tuple[PlanFault, ...]


class PlanSource(Protocol):
    """Where plans come from."""

    def load(self) -> PlanFiles:
        """Read everything anew."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanHit:
    """A sentence of a plan that holds all words looked for.

    Attributes:
        plan: Which plan.
        task: Which of its tasks; None for title and level rules.
        sentence: As it stands in the plan.
    """

    plan: Plan
    task: PlanTask | None
    sentence: str


class PlanLibrary:
    """All plans that could be read, in memory: some dozens at most."""

    def __init__(self, source: PlanSource, bus: EventBus) -> None:
        self._source = source
        self._bus = bus
        self._files = PlanFiles(plans=(), faults=())

    @property
    def plans(self) -> tuple[Plan, ...]:
        """By title, newest edition first."""
        return self._files.plans

    @property
    def faults(self) -> tuple[PlanFault, ...]:
        """What is wrong with files that could not be taken."""
        return self._files.faults

    def load(self) -> None:
        """Read the directories; each broken file is told of once, by its first fault."""
        files = self._source.load()
        newest_first = sorted(files.plans, key=lambda plan: plan.edition, reverse=True)
        plans = tuple(sorted(newest_first, key=lambda plan: plan.title))
        self._files = PlanFiles(plans=plans, faults=files.faults)
        for fault in {fault.file: fault for fault in reversed(files.faults)}.values():
            self._bus.publish(Trouble(subject=TROUBLE_SUBJECT, error=broken_plan(fault)))
        self._bus.publish(PlansChanged())

    def plan_of(self, activation: Activation) -> Plan | None:
        """The text an activation was started with, else the same edition, else None."""
        started = activation.started
        for plan in self.plans:
            if plan.digest == started.plan_digest:
                return plan
        wanted = (started.plan_key, started.edition)
        return next((plan for plan in self.plans if (plan.key, plan.edition) == wanted), None)

    def offered(self, incident_type: IncidentType) -> tuple[Plan, ...]:
        """Plans made for incidents of this type; to be suggested, never started."""
        return tuple(plan for plan in self.plans if incident_type in plan.incident_types)

    def search(self, text: str) -> tuple[PlanHit, ...]:
        """Sentences that hold every word of `text`, at most one per task."""
        words = text.casefold().split()
        hits = (hit for plan in self.plans for hit in _hits(plan, words))
        return tuple(hit for hit, _ in zip(hits, range(MAX_HITS), strict=False)) if words else ()


def is_expired(plan: Plan, today: date) -> bool:
    """Whether the plan's last day is over; it can still be started, and the record says so."""
    return plan.valid_until is not None and plan.valid_until < today


def broken_plan(fault: PlanFault) -> InputError:
    """A fault as an error that can be told."""
    return InputError(
        ErrorCode.PLAN_BROKEN,
        path=fault.file,
        line=fault.line,
        field=fault.field,
        reason=fault.reason.value,
        value=fault.value,
    )


def _hits(plan: Plan, words: list[str]) -> Iterator[PlanHit]:
    rules = [text for rule in plan.level_rules for text in (rule.condition, rule.clause)]
    head = _first_sentence([plan.title, plan.owner, *rules], words)
    if head is not None:
        yield PlanHit(plan=plan, task=None, sentence=head)
    for task in plan.tasks:
        sentence = _first_sentence(
            [task.title, task.criterion, task.clause, *task.checklist], words
        )
        if sentence is not None:
            yield PlanHit(plan=plan, task=task, sentence=sentence)


def _first_sentence(texts: list[str], words: list[str]) -> str | None:
    for text in texts:
        for match in _SENTENCE.finditer(text):
            sentence = match[0].strip()
            if all(word in sentence.casefold() for word in words):
                return sentence
    return None
