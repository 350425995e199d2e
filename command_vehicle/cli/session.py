# SPDX-License-Identifier: Apache-2.0
"""The record's services for one command: opened, used inline, closed."""

import getpass
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import TypeVar

from command_vehicle.adapters.clock import SystemClock
from command_vehicle.adapters.files.durable import refusal
from command_vehicle.adapters.files.high_water import HighWaterFiles, user_marks_dir
from command_vehicle.adapters.files.kept_state import KeptStateFile
from command_vehicle.adapters.files.key_file_signer import KeyFileSigner
from command_vehicle.adapters.files.settings import TomlSettingsFiles
from command_vehicle.adapters.paths import DataDir
from command_vehicle.cli.messages import sentence
from command_vehicle.cli.output import say
from command_vehicle.domain.errors import ErrorCode, ExpectedError, InputError
from command_vehicle.domain.identity import OperationId
from command_vehicle.services.events import EventBus
from command_vehicle.services.incidents import IncidentService
from command_vehicle.services.journal import Journal, clock_stamp
from command_vehicle.services.settings.service import SettingsService
from command_vehicle.services.timeline.quick_line import parse_quick_line
from command_vehicle.services.timeline.service import TimelineService
from command_vehicle.storage.inline_runner import InlineStoreRunner
from command_vehicle.storage.vehicle_store import VehicleStore

Answer = TypeVar("Answer")

FUTURE_TOLERANCE = timedelta(minutes=1)
CLOCK_STEP = timedelta(milliseconds=1)
"""What is written is rounded to this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What a command works with."""

    data_dir: DataDir
    clock: SystemClock
    zone: tzinfo
    store: VehicleStore
    runner: InlineStoreRunner
    settings: SettingsService
    journal: Journal
    timeline: TimelineService
    incidents: IncidentService


@contextmanager
def open_session(root: Path, actor: str | None = None) -> Iterator[Session]:
    """Open the database below a data directory, creating both when they are missing.

    Args:
        root: The data directory.
        actor: Who says so; the person on duty, or else the user of the computer, when not given.
    """
    data_dir = DataDir(root)
    _prepare(data_dir)
    clock = SystemClock()
    zone = clock.zone()
    bus = EventBus()
    settings = SettingsService(TomlSettingsFiles(data_dir), bus)
    kept = KeptStateFile(data_dir.kept_state)
    name = actor or settings.settings.unit.duty_person or getpass.getuser()
    opened_at = clock.now()
    with VehicleStore(
        data_dir.database,
        clock,
        signer=KeyFileSigner(data_dir.signing_key),
        high_water=HighWaterFiles(data_dir.database, user_marks_dir()),
    ) as store:
        _tell_renewal(store, opened_at)
        runner = InlineStoreRunner(store)
        journal = Journal(runner, bus, actor=lambda: name, clock=lambda: clock_stamp(None))
        timeline = TimelineService(
            runner, journal, bus, clock, kept, position=lambda: None, zone=lambda: zone
        )
        incidents = IncidentService(runner, journal, bus, clock, kept)
        yield Session(
            data_dir=data_dir,
            clock=clock,
            zone=zone,
            store=store,
            runner=runner,
            settings=settings,
            journal=journal,
            timeline=timeline,
            incidents=incidents,
        )


def _tell_renewal(store: VehicleStore, opened_at: datetime) -> None:
    """Say that the database is an older copy of itself: once, and as long as something is missing.

    Stderr; what a command prints stays as it is.
    """
    renewal = store.renewal()
    if renewal is not None and (renewal.missing or renewal.at >= opened_at - CLOCK_STEP):
        say(sentence(renewal.trouble()))


def outcome(
    call: Callable[[Callable[[Answer], None], Callable[[ExpectedError], None]], None],
) -> Answer:
    """The answer of a use case that runs inline; its error is raised."""
    answers: list[Answer] = []
    errors: list[ExpectedError] = []
    call(answers.append, errors.append)
    if errors:
        raise errors[0]
    return answers[0]


def moment(text: str, now: datetime, zone: tzinfo) -> datetime:
    """A time that somebody typed: ISO 8601, `14:02`, `1402` or `-5`; UTC.

    Raises:
        InputError: It is none of these, or lies in the future.
    """
    read = parse_quick_line(f"{text} .", now, zone).happened_at or _iso(text, zone)
    if read is None:
        raise InputError(ErrorCode.VALUE_INVALID, field="time", value=text)
    if read > now + FUTURE_TOLERANCE:
        raise InputError(ErrorCode.VALUE_INVALID, field="time", value=text, reason="in the future")
    return read


def operation_id(text: str) -> OperationId:
    """An id as other commands print it.

    Raises:
        InputError: It is not one.
    """
    try:
        return OperationId.parse(text)
    except ValueError as error:
        raise InputError(ErrorCode.VALUE_INVALID, field="id", value=text) from error


def _iso(text: str, zone: tzinfo) -> datetime | None:
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return None
    return (read if read.tzinfo else read.replace(tzinfo=zone)).astimezone(UTC)


def _prepare(data_dir: DataDir) -> None:
    try:
        data_dir.prepare()
    except OSError as error:
        raise refusal(error, data_dir.root) from error
