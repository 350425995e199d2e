# SPDX-License-Identifier: Apache-2.0
"""The demo's incident: what has happened before the demo starts, and the news while it runs.

The words lie in `resources/sample_county/story.yaml`. Everything goes through the same services
as a person's hand; lines of the running demo name it as their source.
"""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from typing import Any, Final

import yaml

from command_vehicle.adapters.files.resources import ResourceFiles
from command_vehicle.app.vehicle import Vehicle
from command_vehicle.domain.datum import Frame
from command_vehicle.domain.errors import BugError, ErrorCode, ExpectedError
from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.incidents import IncidentOpened, IncidentType, ResponseLevel
from command_vehicle.domain.plans import Activation, PlanTask, TaskState
from command_vehicle.domain.resources import ResourceFilter, ResourceStatus
from command_vehicle.domain.timeline import Entry, EntryFilter, EntryKind
from command_vehicle.services.ports import PageOf

SOURCE: Final = "demo"

Next = Callable[[], None]
Step = Callable[[Next], None]


@dataclass(frozen=True, slots=True)
class Story:
    """The file, as it was read."""

    folder: Path
    content: Mapping[str, Any]

    @classmethod
    def load(cls, folder: Path) -> "Story":
        """Read the story that lies in the sample county's folder."""
        text = (folder / "story.yaml").read_text(encoding="utf-8")
        return cls(folder, yaml.safe_load(text))


class StoryTeller:
    """Tells the story to one vehicle."""

    def __init__(self, vehicle: Vehicle, story: Story) -> None:
        self._vehicle = vehicle
        self._story = story
        self._steps: deque[Step] = deque()
        self._news = cycle(story.content["news"])

    def begin(self, then: Next) -> None:
        """Tell what has happened so far, once in the life of a database."""

        def known(count: int) -> None:
            if count == 0:
                self._steps.extend(self._past())
            self._steps.append(lambda _next: then())
            self._advance()

        self._vehicle.timeline.count(EntryFilter(), known, _impossible)

    def tell_news(self) -> None:
        """One more line from the scene."""
        kind, text = next(self._news)
        self._vehicle.timeline.record_automatic(EntryKind[kind.upper()], text, SOURCE)

    def _advance(self) -> None:
        if self._steps:
            self._steps.popleft()(self._advance)

    def _past(self) -> Sequence[Step]:
        content = self._story.content
        return (
            *(self._import(name) for name in ("resources.csv", "enterprises.geojson")),
            self._open_incident,
            self._confirm_level,
            *(self._entry(line) for line in content["past"]),
            self._correct,
            *(self._status(line) for line in content["statuses"]),
            self._activate,
            self._work,
            *([self._first_news] * content["first_news"]),
        )

    def _first_news(self, proceed: Next) -> None:
        self.tell_news()
        proceed()

    def _import(self, name: str) -> Step:
        def step(proceed: Next) -> None:
            source = ResourceFiles().open(self._story.folder / name)
            self._vehicle.resources.import_rows(
                source,
                Frame.WGS84,
                then=lambda _report: proceed(),
                failed=lambda error, _report: _impossible(error),
            )

        return step

    def _open_incident(self, proceed: Next) -> None:
        told = self._story.content["incident"]
        latitude_deg, longitude_deg = told["point"]
        intake = IncidentOpened(
            title=told["title"],
            type=IncidentType.HAZARDOUS_CHEMICALS,
            happened_at=self._vehicle.clock.now() - timedelta(minutes=told["minutes_ago"]),
            point=GeoPoint(latitude_deg=latitude_deg, longitude_deg=longitude_deg),
            place=told["place"],
        )
        self._vehicle.incidents.open(intake, lambda _operation: None, _impossible)
        self._vehicle.incidents.refresh(lambda _incidents: proceed(), _impossible)

    def _confirm_level(self, proceed: Next) -> None:
        told = self._story.content["incident"]
        incident = self._vehicle.incidents.incidents[0]
        self._vehicle.incidents.confirm_level(
            incident,
            ResponseLevel(told["level"]),
            told["level_basis"],
            lambda _operation: proceed(),
            _impossible,
            wording=told["level_wording"],
        )

    def _entry(self, line: tuple[int, str, str]) -> Step:
        minutes, kind, text = line
        return lambda proceed: self._vehicle.timeline.record(
            EntryKind[kind.upper()],
            f"-{minutes} {text}",
            lambda _operation: proceed(),
            _impossible,
        )

    def _correct(self, proceed: Next) -> None:
        told = self._story.content["correction"]
        wanted = EntryFilter(kinds=frozenset({EntryKind.CASUALTY}))

        def found(entries: tuple[Entry, ...]) -> None:
            self._vehicle.timeline.correct(
                entries[0],
                told["text"],
                told["reason"],
                lambda _operation: proceed(),
                _impossible,
            )

        self._vehicle.timeline.page(wanted, PageOf(limit=1), found, _impossible)

    def _status(self, line: tuple[str, str, str]) -> Step:
        name, status, note = line

        def step(proceed: Next) -> None:
            self._vehicle.resources.page(
                ResourceFilter(text=name),
                PageOf(limit=1),
                lambda found: self._vehicle.resources.report_status(
                    found.states[0],
                    ResourceStatus[status.upper()],
                    note,
                    lambda _operation: proceed(),
                    _impossible,
                ),
                _impossible,
            )

        return step

    def _activate(self, proceed: Next) -> None:
        told = self._story.content["plan"]
        plan = next(plan for plan in self._vehicle.library.plans if plan.key == told["key"])
        self._vehicle.plans.activate(
            plan,
            ResponseLevel(told["level"]),
            told["basis"],
            lambda _operation: self._vehicle.plans.refresh(_impossible),
            _impossible,
        )
        proceed()

    def _work(self, proceed: Next) -> None:
        """Do the first phases and begin the next one, as soon as the activation is known."""
        told = self._story.content["plan"]
        if not self._vehicle.plans.activations:
            self._vehicle.timeline.count(EntryFilter(), lambda _n: self._work(proceed), _impossible)
            return
        activation = self._vehicle.plans.activations[0]
        lines = self._vehicle.plans.lines(activation)
        phases = list(dict.fromkeys(line.task.phase for line in lines))
        done = set(phases[: told["done_phases"]])
        tasks = [line.task for line in lines if line.is_due]
        rest = [task for task in tasks if task.phase not in done][: told["in_progress"]]
        changes = [(task, TaskState.DONE) for task in tasks if task.phase in done]
        changes += [(task, TaskState.IN_PROGRESS) for task in rest]
        self._steps.extendleft(
            self._change(activation, task, state) for task, state in reversed(changes)
        )
        proceed()

    def _change(self, activation: Activation, task: PlanTask, state: TaskState) -> Step:
        return lambda proceed: self._vehicle.plans.set_state(
            activation, task, state, lambda _operation: proceed(), _impossible
        )


def _impossible(error: ExpectedError) -> None:
    """The demo's own data was refused."""
    raise BugError(ErrorCode.VALUE_INVALID, field="demo", reason=str(error))
