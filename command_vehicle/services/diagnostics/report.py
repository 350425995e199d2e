# SPDX-License-Identifier: Apache-2.0
"""The fault report: what support needs to know, and nothing about people or places.

Sections and rows are named by plain words of this module; they are the same in every language so
that whoever reads the report finds them again. The window shows the same report.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from command_vehicle.domain.errors import ExpectedError
from command_vehicle.domain.positioning import PositioningState
from command_vehicle.domain.sync import SyncState
from command_vehicle.services.evidence.chain_check import check_store
from command_vehicle.services.ports import Store
from command_vehicle.services.settings.layers import SettingNotice

Rows = Mapping[str, str]

HASH_DIGITS: Final = 16
"""Enough of a hash to compare two reports."""
MAX_FINDINGS: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSection:
    """A heading and what stands under it."""

    title: str
    rows: Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class DiagnosticReport:
    """Everything at one instant."""

    made_at: datetime
    sections: tuple[ReportSection, ...]

    def as_text(self) -> str:
        """Plain text, one row per line."""
        lines = [f"Command Vehicle diagnostics, {self.made_at.isoformat(timespec='seconds')}"]
        for section in self.sections:
            lines += ["", f"[{section.title}]"]
            lines += [f"{name}: {value}" for name, value in section.rows.items()]
        return "\n".join(lines) + "\n"


def reported(title: str, rows: Callable[[], Rows]) -> ReportSection:
    """A section; one that cannot be made says why, so that the rest of the report is made."""
    try:
        return ReportSection(title=title, rows=rows())
    except ExpectedError as error:
        return ReportSection(title=title, rows={"unavailable": str(error)})


def record_rows(store: Store) -> Rows:
    """How much there is in each lane, where it ends, and whether the chains hold."""
    rows: dict[str, str] = {}
    for held in store.have():
        name = f"lane {held.replica.uuid.hex[:8]}.{held.replica.incarnation}-{held.lane.value}"
        newest = store.operations(held.replica, held.lane, held.upto, held.upto)
        head = newest[0].chain_hash.hex()[:HASH_DIGITS] if newest else "none"
        beyond = sum(last - first + 1 for first, last in held.islands)
        rows[name] = f"{held.upto} operations, head {head}, {beyond} behind a gap"
    findings = check_store(store)
    rows["chains"] = "intact" if not findings else f"{len(findings)} findings"
    for number, finding in enumerate(findings[:MAX_FINDINGS], 1):
        rows[f"finding {number}"] = (
            f"{finding.damage.value} in lane {finding.lane} at {finding.seq}"
        )
    rows["state digest"] = store.state_digest()[:HASH_DIGITS]
    return rows


def positioning_rows(state: PositioningState) -> Rows:
    """Receivers and how they do; not where they are."""
    rows = {
        "freshness": state.freshness.value,
        "clock offset": _seconds(state.clock_offset_s),
    }
    for receiver in state.receivers:
        rows[f"receiver {receiver.port}"] = (
            f"{receiver.link.value}, {receiver.sentence_count} sentences, "
            f"{receiver.checksum_errors} bad, {receiver.garbage_bytes} stray bytes, "
            f"fix age {_seconds(receiver.fix_age_s)}"
        )
    return rows


def sync_rows(state: SyncState) -> Rows:
    """Enrolment, bearers and how far the platform has us."""
    rows = {"platform": "none" if state.platform is None else state.platform.url}
    for bearer in state.bearers:
        rows[f"bearer {bearer.kind.value}"] = (
            f"{bearer.health.value}, last success {_seconds(bearer.last_success_age_s)} ago, "
            f"{bearer.queued} waiting, last error {bearer.error or 'none'}"
        )
    for lane in state.lanes:
        rows[f"lane {lane.lane.value}"] = (
            f"{lane.local} here, {lane.sent} sent, {lane.received} received"
        )
    rows["refused"] = str(len(state.refused))
    return rows


def enrolment_rows(store: Store) -> Rows:
    """The same from the database alone, when no sync is running."""
    platform = store.platform()
    rows = {"platform": "none" if platform is None else platform.url}
    for cursor in store.cursors():
        rows[f"lane {cursor.lane.value}"] = f"{cursor.sent} sent, {cursor.received} received"
    return rows


def settings_rows(notices: tuple[SettingNotice, ...]) -> Rows:
    """What was passed over in the settings files; values stay out, for some are names."""
    if not notices:
        return {"notices": "none"}
    return {
        f"notice {number}": f"{notice.layer.value} file, {notice.key}: {notice.problem.value}"
        for number, notice in enumerate(notices, 1)
    }


def _seconds(value_s: float | None) -> str:
    return "unknown" if value_s is None else f"{value_s:.1f} s"
