# SPDX-License-Identifier: Apache-2.0
"""Track 轨迹: the vehicle's own way goes into the log, every fix of it, one segment a minute.

What is being collected is kept aside in the store every `KEEP_S`, and joins the log at the next
start when the program was killed: at most the fixes of the last `KEEP_S` are lost. What could not
be written is kept and tried again.
"""

from collections import deque
from collections.abc import Callable
from datetime import timedelta

from command_vehicle.domain.errors import ExpectedError
from command_vehicle.domain.operations import Operation
from command_vehicle.domain.positioning import Fix
from command_vehicle.domain.track import TrackPoint, TrackSegment
from command_vehicle.services.events import EventBus, FixArrived
from command_vehicle.services.journal import Journal
from command_vehicle.services.ports import Clock, StoreRunner, Ticker

SEGMENT_S = 60.0
MAX_POINTS = 600
"""A minute at ten a second, some 5 kB; a faster receiver gets shorter segments."""
KEEP_S = 5.0
MAX_WAITING_SEGMENTS = 720
"""Half a day of track waits for a disk that refuses; then the oldest goes."""

ACTOR = "track"

End = Callable[[], None]


class TrackService:
    """Collects the valid fixes of the chosen receiver."""

    def __init__(
        self,
        runner: StoreRunner,
        bus: EventBus,
        journal: Journal,
        clock: Clock,
        ticker: Ticker,
    ) -> None:
        self._runner = runner
        self._bus = bus
        self._journal = journal
        self._clock = clock
        self._ticker = ticker
        self._source = ""
        self._points: list[TrackPoint] = []
        self._begun_mono_s = 0.0
        self._waiting: deque[TrackSegment] = deque(maxlen=MAX_WAITING_SEGMENTS)
        self._is_writing = False
        self._kept_points = 0
        self._is_keeping = False
        self._is_recovering = False
        self._ends: list[End] = []

    def start(self) -> None:
        """Begin to collect; what a killed program left behind joins the log."""
        self._ends = [
            self._bus.subscribe(FixArrived, self._on_fix_arrived),
            self._ticker.every(KEEP_S, self._on_tick),
        ]
        self._recover()

    def stop(self) -> None:
        """Write what there is; the last segment is durable when the store has finished its jobs."""
        for end in self._ends:
            end()
        self._ends = []
        self.flush()

    def flush(self) -> None:
        """Close the segment that is being collected and write everything that waits."""
        if self._points:
            self._waiting.append(TrackSegment(source=self._source, points=tuple(self._points)))
            self._points = []
            self._kept_points = 0
        self._write()

    def _on_fix_arrived(self, event: FixArrived) -> None:
        point = self._as_point(event.fix)
        if point is None:
            return
        if self._points and not self._fits(event.fix, point):
            self.flush()
        if self._points and self._points[-1].at == point.at:
            self._points[-1] = point
            return
        if not self._points:
            self._source = event.fix.source
            self._begun_mono_s = event.fix.arrived_mono_s
        self._points.append(point)

    def _fits(self, fix: Fix, point: TrackPoint) -> bool:
        """Whether the fix continues the segment: same receiver, forward in time, not yet full."""
        return (
            fix.source == self._source
            and len(self._points) < MAX_POINTS
            and fix.arrived_mono_s - self._begun_mono_s < SEGMENT_S
            and _step_s(self._points[-1], point) >= 0.0
        )

    def _as_point(self, fix: Fix) -> TrackPoint | None:
        """The fix with a time that can be believed: its own, or else the PC clock's."""
        if fix.point is None:
            return None
        at = fix.time
        if at is None or fix.date_suspect:
            age_s = self._clock.monotonic_s() - fix.arrived_mono_s
            at = self._clock.now() - timedelta(seconds=age_s)
        return TrackPoint(
            at=at,
            point=fix.point,
            altitude_msl_m=fix.altitude_msl_m,
            speed_mps=fix.speed_mps,
            course_true_deg=fix.course_true_deg,
            is_jump=fix.jump_m is not None,
        )

    def _on_tick(self) -> None:
        age_s = self._clock.monotonic_s() - self._begun_mono_s
        if self._waiting or (self._points and age_s >= SEGMENT_S):
            self.flush()
        self._keep()

    def _keep(self) -> None:
        """Put what has been collected where a crash cannot reach it."""
        if self._is_keeping or self._is_recovering or self._kept_points == len(self._points):
            return
        tail = TrackSegment(source=self._source, points=tuple(self._points))
        self._is_keeping = True
        self._kept_points = len(self._points)

        def kept(_answer: None) -> None:
            self._is_keeping = False

        def refused(_error: ExpectedError) -> None:
            self._is_keeping = False
            self._kept_points = 0

        self._runner.submit(lambda store: store.keep_track_tail(tail), kept, refused)

    def _recover(self) -> None:
        """Nothing new is kept aside until what was kept before is in the log."""
        self._is_recovering = True

        def found(tail: TrackSegment | None) -> None:
            if tail is None:
                self._is_recovering = False
                return
            draft = self._journal.draft(tail, actor=ACTOR)
            self._journal.append([draft], recovered, refused)

        def recovered(_operations: tuple[Operation, ...]) -> None:
            self._is_recovering = False

        def refused(_error: ExpectedError) -> None:
            """It stays where it is, for the next start; then nothing else may take its place."""

        self._runner.submit(lambda store: store.left_track_tail(), found, refused)

    def _write(self) -> None:
        if self._is_writing or not self._waiting:
            return
        segments = tuple(self._waiting)
        self._waiting.clear()
        self._is_writing = True

        def written(_operations: tuple[Operation, ...]) -> None:
            self._is_writing = False
            self._write()

        def refused(_error: ExpectedError) -> None:
            self._is_writing = False
            self._waiting.extendleft(reversed(segments))

        drafts = [self._journal.draft(segment, actor=ACTOR) for segment in segments]
        self._journal.append(drafts, written, refused)


def _step_s(earlier: TrackPoint, later: TrackPoint) -> float:
    return (later.at - earlier.at).total_seconds()
