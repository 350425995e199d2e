# SPDX-License-Identifier: Apache-2.0
"""Settings files in memory, and diagnostics that answer at once."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from command_vehicle.domain.errors import ExpectedError, StoreError
from command_vehicle.services.diagnostics.report import DiagnosticReport, ReportSection
from command_vehicle.ui.pages.settings.fault_report import CrashNote
from command_vehicle.ui.pages.settings.setting_row import SettingRow
from tests.support.entries import MORNING
from tests.support.hands import type_words


class MemoryFiles:
    """Both settings files."""

    def __init__(
        self,
        site: Mapping[str, object] | None = None,
        user: Mapping[str, object] | None = None,
    ) -> None:
        self.site = site or {}
        self.user = user or {}
        self.error: StoreError | None = None

    def load_site(self) -> Mapping[str, object]:
        """What the agency preset."""
        return self.site

    def load_user(self) -> Mapping[str, object]:
        """What people chose."""
        return self.user

    def save_user(self, document: Mapping[str, object]) -> None:
        """Keep it, unless the disk is said to refuse."""
        if self.error is not None:
            raise self.error
        self.user = document


def some_files() -> MemoryFiles:
    """The agency has set county and platform; one value of the user file does not fit."""
    return MemoryFiles(
        site={"version": 1, "unit": {"county": "青岚县"}, "platform": {"interval_s": 30}},
        user={
            "version": 1,
            "unit": {"vehicle_name": "青岚指挥01", "duty_person": "周敏"},
            "map": {"track_hours": 900},
        },
    )


class FakeDiagnosing:
    """A short report, a file, and whatever crashes a test puts in."""

    def __init__(self) -> None:
        self.error: ExpectedError | None = None
        self.notes: list[CrashNote] = []

    def report(
        self,
        then: Callable[[DiagnosticReport], None],
        failed: Callable[[ExpectedError], None],
    ) -> None:
        """Answer at once."""
        if self.error is not None:
            failed(self.error)
            return
        rows = {"lane 01920000.0-1": "147 operations, head 9f2c01aa, 0 behind a gap"}
        then(
            DiagnosticReport(
                made_at=MORNING + timedelta(minutes=14),
                sections=(
                    ReportSection(title="program", rows={"version": "0.1.0"}),
                    ReportSection(title="record", rows={**rows, "chains": "intact"}),
                ),
            )
        )

    def save(self, then: Callable[[str], None], failed: Callable[[ExpectedError], None]) -> None:
        """Say where the file would be."""
        if self.error is not None:
            failed(self.error)
        else:
            then("/media/usb/diagnose-20260504T001400Z.zip")

    def crashes(self) -> Sequence[CrashNote]:
        """As a test says."""
        return self.notes


def enter(row: SettingRow, text: str) -> None:
    """Replace the text of a row's field and leave the field."""
    field = row.field
    assert field is not None
    field.setFocus()
    field.selectAll()
    type_words(field, text)
    field.editingFinished.emit()
