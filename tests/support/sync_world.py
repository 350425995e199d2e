# SPDX-License-Identifier: Apache-2.0
"""A vehicle with its sync service and a platform, all in memory, all on one thread."""

from collections import Counter
from uuid import UUID

from command_vehicle.domain.identity import Lane, OperationId, ReplicaId
from command_vehicle.domain.sync import BearerKind, BearerState
from command_vehicle.protocols.sync.segment import ReplicaAlias, Segment, encode_segment
from command_vehicle.services import events
from command_vehicle.services.events import EventBus, OperationsAppended
from command_vehicle.services.settings.declarations import PlatformSettings
from command_vehicle.services.sync.service import SyncParts, SyncService
from tests.support.clock import FakeClock, FakeTicker
from tests.support.fake_platform import FakePlatform, enrolled
from tests.support.signatures import FakeSigner, FakeVerifier
from tests.support.sync_log import FakeSyncLog, InlineRunner

WATCHED = (
    events.DeliveryChanged,
    events.TimelineChanged,
    events.ResourcesChanged,
    events.SyncChanged,
)
OTHER = ReplicaId(uuid=UUID(int=0xB2))


class SyncWorld:
    """Everything that the sync service touches, within a test's reach."""

    def __init__(self, *, is_enrolled: bool = True) -> None:
        self.clock = FakeClock()
        self.ticker = FakeTicker()
        self.bus = EventBus()
        self.log = FakeSyncLog()
        self.settings = PlatformSettings()
        self.signer = FakeSigner("vehicle")
        self.runner = InlineRunner(self.log)
        self.platform = FakePlatform()
        self.published: Counter[str] = Counter()
        self.troubles: list[events.Trouble] = []
        for kind in WATCHED:
            self.bus.subscribe(kind, self._count)
        self.bus.subscribe(events.Trouble, self.troubles.append)
        if is_enrolled:
            self.log.remember_platform(enrolled())
        self.sync = SyncService(
            SyncParts(
                runner=self.runner,
                transport=self.platform,
                signer=self.signer,
                verifier=FakeVerifier(),
                clock=self.clock,
                bus=self.bus,
                chance=lambda: 0.5,
                settings=lambda: self.settings,
            )
        )
        self.sync.start(self.ticker)

    @property
    def link(self) -> BearerState:
        """The link to the platform, as shown."""
        return next(each for each in self.sync.state.bearers if each.kind is BearerKind.CELLULAR)

    def write(self, lane: Lane, *contents: bytes) -> None:
        """Append operations of our own, and say so."""
        self.log.add(lane, *contents)
        place = OperationId(replica=self.log.replica(), lane=lane, seq=1)
        self.bus.publish(OperationsAppended(ids=(place,)))

    def pass_time(self, seconds: float) -> None:
        """Let time pass, then tick once."""
        self.clock.advance(seconds)
        self.ticker.tick()

    def received(self, lane: Lane) -> int:
        """How far the platform says it has come, as shown."""
        return next((each.received for each in self.sync.state.lanes if each.lane is lane), 0)

    def held(self, lane: Lane) -> list[bytes]:
        """What the platform holds of our lane."""
        return [each.content for each in self.platform.book.lanes[self.log.replica(), lane]]

    def _count(self, event: object) -> None:
        self.published[type(event).__name__] += 1


def item(number: int) -> bytes:
    """A CBOR item that stands for an operation."""
    return b"\x1a" + number.to_bytes(4, "big")


def bulky(number: int, size: int) -> bytes:
    """A CBOR byte string of about `size` bytes that does not compress."""
    body = b"".join(
        (number * 7919 + at * 104729 & 0xFFFFFFFF).to_bytes(4, "big") for at in range(size // 4)
    )
    return b"\x59" + len(body).to_bytes(2, "big") + body


def foreign_segment(first: int, previous_hash: bytes, *contents: bytes) -> bytes:
    """A part of another vehicle's lane, as it is packed for the wire."""
    return encode_segment(
        Segment(
            alias=ReplicaAlias(number=9),
            lane=Lane.OPS,
            first=first,
            previous_hash=previous_hash[:8],
            contents=contents,
        )
    )
