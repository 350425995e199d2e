# SPDX-License-Identifier: Apache-2.0
"""How far records have come, in the situations that screens must tell apart."""

from collections.abc import Callable
from dataclasses import dataclass

from command_vehicle.domain.errors import ErrorCode, ExpectedError
from command_vehicle.domain.identity import Lane
from command_vehicle.domain.sync import (
    BearerHealth,
    BearerKind,
    BearerState,
    LaneProgress,
    Platform,
    SyncState,
)
from tests.support.entries import MORNING, an_id

COMMAND_CENTRE = Platform(
    url="https://10.2.0.8:8443",
    name="青岚县应急指挥中心",
    uuid="0192" + "0" * 28,
    public_key=bytes(range(7, 39)),
    alias=17,
)


def a_sync_state() -> SyncState:
    """Three records behind, over 4G."""
    return SyncState(
        platform=COMMAND_CENTRE,
        bearers=_bearers(
            BearerState(
                kind=BearerKind.CELLULAR,
                health=BearerHealth.UP,
                last_success_at=MORNING,
                last_success_age_s=2.0,
                queued=3,
            )
        ),
        lanes=(
            LaneProgress(lane=Lane.FLASH, local=19, sent=19, received=19),
            LaneProgress(lane=Lane.OPS, local=128, sent=127, received=125, queued_bytes=1240),
            LaneProgress(lane=Lane.TRACK, local=340, sent=340, received=340),
            LaneProgress(lane=Lane.META, local=9, sent=9, received=9),
        ),
    )


def a_cut_state() -> SyncState:
    """Cut off for a while; two records were refused before that."""
    return SyncState(
        platform=COMMAND_CENTRE,
        bearers=_bearers(
            BearerState(
                kind=BearerKind.CELLULAR,
                health=BearerHealth.DOWN,
                last_success_at=MORNING,
                last_success_age_s=2460.0,
                retry_in_s=38.0,
                queued=124,
                error=ErrorCode.PLATFORM_OFFLINE.value,
            )
        ),
        lanes=(
            LaneProgress(lane=Lane.FLASH, local=21, sent=19, received=19, queued_bytes=812),
            LaneProgress(lane=Lane.OPS, local=220, sent=160, received=125, queued_bytes=48_000),
            LaneProgress(lane=Lane.TRACK, local=367, sent=340, received=340, queued_bytes=9_400),
            LaneProgress(lane=Lane.META, local=9, sent=9, received=9),
        ),
        refused=(f"{an_id(93)}: fork", "META: platform-ahead"),
    )


def a_lone_state() -> SyncState:
    """Not enrolled; everything is saved here only."""
    return SyncState(
        bearers=_bearers(),
        lanes=(
            LaneProgress(lane=Lane.OPS, local=12, sent=0, received=0, queued_bytes=3_100),
            LaneProgress(lane=Lane.TRACK, local=4, sent=0, received=0, queued_bytes=900),
        ),
    )


def _bearers(*states: BearerState) -> tuple[BearerState, ...]:
    known = {state.kind: state for state in states}
    return tuple(known.get(kind, BearerState(kind=kind)) for kind in BearerKind)


class StillSync:
    """How far records have come, as a test says; counts how often a try is wanted."""

    def __init__(self, state: SyncState | None = None) -> None:
        self.state = state or SyncState()
        self.tries = 0

    def try_now(self) -> None:
        """A person does not want to wait."""
        self.tries += 1


@dataclass
class AskedEnrolment:
    """What a form asked for, and the ways to answer."""

    url: str
    code: str
    name: str
    then: Callable[[Platform], None]
    failed: Callable[[ExpectedError], None]


class FakeEnrolment:
    """Keeps what was asked until a test answers."""

    def __init__(self) -> None:
        self.asked: list[AskedEnrolment] = []

    def enrol(
        self,
        url: str,
        code: str,
        name: str,
        then: Callable[[Platform], None],
        failed: Callable[[ExpectedError], None],
    ) -> None:
        """Remember it."""
        self.asked.append(AskedEnrolment(url=url, code=code, name=name, then=then, failed=failed))
