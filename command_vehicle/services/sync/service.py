# SPDX-License-Identifier: Apache-2.0
"""Sync 同步: bring our operations to the platform, and those of others here.

One round at a time: gather what the platform lacks → post → its answer says, from committed data,
what it has now → mark and take in → again, until both are in step; then wait for the next
operation, or for the next look. A lost answer costs one repetition and nothing else, because an
operation's place is its identity.

The service lives on the GUI thread and never waits: the store and the transport call back.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from command_vehicle.domain.errors import ErrorCode, ExpectedError, SyncError
from command_vehicle.domain.sync import BearerKind, BearerState, Platform, SyncState
from command_vehicle.protocols.sync.envelope import Purpose, seal_envelope
from command_vehicle.protocols.sync.problem import ProblemCode
from command_vehicle.protocols.sync.wire import SyncAnswer
from command_vehicle.services.events import (
    DeliveryChanged,
    EventBus,
    IncidentsChanged,
    OperationsAppended,
    PlansChanged,
    ResourcesChanged,
    SyncChanged,
    TimelineChanged,
    Trouble,
)
from command_vehicle.services.ports import (
    Clock,
    Signer,
    StoreRunner,
    SyncReply,
    SyncTransport,
    Ticker,
    Verifier,
)
from command_vehicle.services.settings.declarations import PlatformSettings
from command_vehicle.services.sync.answers import Applied, apply_answer, mark_left
from command_vehicle.services.sync.flight import (
    Flight,
    Voice,
    after_answer,
    after_failure,
    word_request,
)
from command_vehicle.services.sync.link_health import LinkHealth
from command_vehicle.services.sync.platform_replies import (
    OK_STATUS,
    nonsense,
    read_sync_answer,
    rejection,
)
from command_vehicle.services.sync.rounds import Habits, Outgoing, prepare_round
from command_vehicle.services.sync.stock import Stock, by_lane, take_stock

SYNC_PATH: Final = "/v1/sync"

_TICK_S: Final = 1.0
_LOOK_FOR_PLATFORM_S: Final = 10.0
_AFTER_STORE_TROUBLE_S: Final = 5.0
_MAX_POLL_S: Final = 300
_SUBJECT: Final = "sync"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncParts:
    """What the service works with.

    Attributes:
        runner: The store.
        transport: The way to the platform.
        signer: Our key.
        verifier: Checks the platform's key.
        clock: Both kinds of time.
        bus: Where it says what changed.
        chance: Gives an even number between 0 and 1.
        settings: Whether and how often to look; asked again each time.
    """

    runner: StoreRunner
    transport: SyncTransport
    signer: Signer
    verifier: Verifier
    clock: Clock
    bus: EventBus
    chance: Callable[[], float]
    settings: Callable[[], PlatformSettings] = PlatformSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncTotals:
    """What has been done since the start, for commands and benchmarks."""

    rounds: int = 0
    sent_bytes: int = 0
    answer_bytes: int = 0
    taken: int = 0


class SyncService:
    """Keeps this replica and the platform in step. The module's text says how."""

    def __init__(
        self, parts: SyncParts, *, bearer: BearerKind = BearerKind.CELLULAR, agent: str = ""
    ) -> None:
        self._parts = parts
        self._voice = Voice(bearer=bearer.value, agent=agent)
        self._link = LinkHealth(kind=bearer)
        self._habits = Habits()
        self._stock: Stock | None = None
        self._troubles: tuple[str, ...] = ()
        self._totals = SyncTotals()
        self._is_busy = False
        self._is_wanted = False
        self._is_pumping = False
        self._is_stopped = False
        self._endings: list[Callable[[], None]] = []

    @property
    def state(self) -> SyncState:
        """Everything the strip and the Sync page show, with ages as of now."""
        lanes = self._stock.lanes if self._stock else ()
        waiting = sum(max(0, lane.local - lane.received) for lane in lanes)
        queued = waiting if self._link.is_configured else 0
        own = self._link.state(self._mono_s(), queued)
        return SyncState(
            platform=self._stock.platform if self._stock else None,
            bearers=tuple(
                own if kind is own.kind else BearerState(kind=kind) for kind in BearerKind
            ),
            lanes=by_lane(lanes),
            refused=self._troubles,
            renewal=self._stock.renewal if self._stock else None,
        )

    @property
    def bearer(self) -> BearerKind:
        """What carries the exchange."""
        return self._link.kind

    @property
    def totals(self) -> SyncTotals:
        """What has been done since the start."""
        return self._totals

    def start(self, ticker: Ticker) -> None:
        """Begin; the first round starts at the first tick.

        Without a start the service does nothing by itself, and `try_now` is all there is.
        """
        self._is_stopped = False
        self._endings = [
            self._parts.bus.subscribe(OperationsAppended, self._on_appended),
            ticker.every(_TICK_S, self._on_tick),
        ]

    def stop(self) -> None:
        """Start no further round; the one in hand may still end."""
        for end in self._endings:
            end()
        self._endings = []
        self._is_stopped = True

    def try_now(self) -> None:
        """Do not wait for the next look or for the end of the backoff; switched off stays off."""
        self._link = self._link.due(self._mono_s())
        self._habits = replace(self._habits, resting=frozenset())
        self._want_round()

    def _on_tick(self) -> None:
        if not self._is_switched_on:
            if self._link.is_configured and not self._is_busy:
                self._link = self._link.unconfigured(self._mono_s())
                self._announce()
            return
        if not self._is_busy and self._mono_s() >= self._link.next_try_mono_s:
            self._habits = replace(self._habits, resting=frozenset())
            self._want_round()
        if self._link.is_configured:
            self._announce()

    def _on_appended(self, _event: OperationsAppended) -> None:
        self._is_wanted = self._is_wanted or self._link.may_start(self._mono_s())
        if self._is_wanted and not self._is_busy:
            self._pump()
        else:
            look = partial(take_stock, queued=self._habits.queued)
            self._parts.runner.submit(look, self._stock_taken, self._store_failed)

    def _stock_taken(self, stock: Stock) -> None:
        self._stock = stock
        if stock.platform is not None:
            queued = {lane.own: lane.local for lane in stock.lanes}
            self._habits = replace(self._habits, queued=queued)
            self._parts.bus.publish(DeliveryChanged())
        self._announce()

    # One round, step by step.

    def _want_round(self) -> None:
        self._is_wanted = True
        self._pump()

    def _pump(self) -> None:
        """Start rounds while they are wanted.

        A round that ends before `_start_round` returns, as in a command, comes back here; the
        loop then goes on in the outer call, so that a long backlog does not grow the stack.
        """
        if self._is_pumping:
            return
        self._is_pumping = True
        try:
            while self._is_wanted and not (self._is_busy or self._is_stopped):
                if not self._is_switched_on:
                    self._is_wanted = False
                    return
                self._start_round()
        finally:
            self._is_pumping = False

    @property
    def _is_switched_on(self) -> bool:
        return self._parts.settings().enabled

    def _start_round(self) -> None:
        self._is_wanted = False
        self._is_busy = True
        gather = partial(prepare_round, habits=self._habits)
        self._parts.runner.submit(gather, self._prepared, self._round_lost)

    def _prepared(self, outgoing: Outgoing) -> None:
        has_news = outgoing.habits.queued != self._habits.queued
        self._habits = outgoing.habits
        self._stock = outgoing.stock
        if outgoing.stock.platform is None:
            self._link = self._link.unconfigured(self._mono_s() + _LOOK_FOR_PLATFORM_S)
        if outgoing.stock.platform is None or self._is_stopped:
            self._end_round()
            return
        if has_news:
            self._parts.bus.publish(DeliveryChanged())
        self._post(outgoing, outgoing.stock.platform)

    def _post(self, outgoing: Outgoing, platform: Platform) -> None:
        mono_s = self._mono_s()
        count = self._totals.rounds + 1
        payload = word_request(outgoing, platform, self._voice, count, self._parts.clock.now())
        try:
            body = seal_envelope(Purpose.SYNC_REQUEST, payload, self._parts.signer.sign)
        except ExpectedError as error:
            self._round_lost(error)
            return
        flight = Flight(outgoing=outgoing, platform=platform, payload=payload, posted_mono_s=mono_s)
        self._totals = replace(
            self._totals, rounds=count, sent_bytes=self._totals.sent_bytes + len(body)
        )
        self._link = self._link.asked(mono_s)
        self._announce()
        self._parts.transport.post(
            platform.url + SYNC_PATH,
            body,
            partial(self._replied, flight),
            self._link_failed,
            partial(self._left, flight),
        )

    def _left(self, flight: Flight) -> None:
        if flight.outgoing.sent_upto:
            mark = partial(
                mark_left,
                sent_upto=flight.outgoing.sent_upto,
                bearer=self._voice.bearer,
                at=self._parts.clock.now(),
                queued=self._habits.queued,
            )
            self._parts.runner.submit(mark, self._stock_taken, self._store_failed)

    def _replied(self, flight: Flight, reply: SyncReply) -> None:
        if reply.status != OK_STATUS:
            self._turned_away(reply)
            return
        try:
            answer = read_sync_answer(
                reply.body, flight.payload, flight.platform, self._parts.verifier
            )
        except SyncError as error:
            self._link_failed(error)
            return
        self._totals = replace(
            self._totals, answer_bytes=self._totals.answer_bytes + len(reply.body)
        )
        apply = partial(
            apply_answer,
            answer=answer,
            at=self._parts.clock.now(),
            bearer=self._voice.bearer,
            queued=self._habits.queued,
        )
        self._parts.runner.submit(apply, partial(self._applied, flight, answer), self._round_lost)

    def _applied(self, flight: Flight, answer: SyncAnswer, applied: Applied) -> None:
        mono_s = self._mono_s()
        took_s = mono_s - flight.posted_mono_s
        self._habits, goes_on = after_answer(self._habits, flight, answer, applied, took_s)
        self._is_wanted = self._is_wanted or goes_on
        self._stock = applied.stock
        self._note_answer(applied)
        poll_s = max(self._parts.settings().interval_s, min(answer.retry_after_s, _MAX_POLL_S))
        next_look_mono_s = mono_s + poll_s * (0.9 + 0.2 * self._parts.chance())
        self._link = self._link.answered(self._parts.clock.now(), mono_s, next_look_mono_s)
        if flight.outgoing.sent_upto:
            self._parts.bus.publish(DeliveryChanged())
        if applied.taken:
            for event in (TimelineChanged, IncidentsChanged, ResourcesChanged, PlansChanged):
                self._parts.bus.publish(event())
        self._end_round()

    def _end_round(self) -> None:
        self._is_busy = False
        self._announce()
        self._pump()

    # When it does not go well.

    def _turned_away(self, reply: SyncReply) -> None:
        turned_away = rejection(reply)
        if turned_away.is_busy:
            self._link = self._link.told_to_wait(
                self._parts.clock.now(), self._mono_s(), turned_away.wait_s
            )
            self._is_wanted = False
            self._end_round()
            return
        is_too_large = turned_away.code == ProblemCode.TOO_LARGE.value
        self._habits = after_failure(self._habits, was_too_large=is_too_large)
        self._link_failed(turned_away.error)

    def _link_failed(self, error: ExpectedError) -> None:
        mono_s = self._mono_s()
        if self._link.is_answering:
            _log.info("the platform does not answer: %s", error)
        if error.code is not ErrorCode.PLATFORM_OFFLINE and error.code.value != self._link.error:
            self._parts.bus.publish(Trouble(subject=_SUBJECT, error=error))
        self._habits = after_failure(self._habits)
        self._link = self._link.failed(error.code.value, mono_s, self._parts.chance())
        self._is_wanted = False
        self._end_round()

    def _store_failed(self, error: ExpectedError) -> None:
        """Our own disk, not the link."""
        self._parts.bus.publish(Trouble(subject=_SUBJECT, error=error))

    def _round_lost(self, error: ExpectedError) -> None:
        """The store failed in the middle of a round; the round is repeated later."""
        self._store_failed(error)
        self._link = self._link.postponed(self._mono_s() + _AFTER_STORE_TROUBLE_S)
        self._is_wanted = False
        self._end_round()

    def _note_answer(self, applied: Applied) -> None:
        if not self._link.is_answering:
            _log.info("the platform answers")
        self._totals = replace(self._totals, taken=self._totals.taken + applied.taken)
        fresh = [trouble for trouble in applied.troubles if trouble not in self._troubles]
        self._troubles += tuple(fresh)
        for trouble in fresh:
            error = SyncError(ErrorCode.PLATFORM_REFUSED, reason=trouble)
            self._parts.bus.publish(Trouble(subject=_SUBJECT, error=error))
        if applied.is_renewed and applied.stock.renewal is not None:
            why = applied.stock.renewal.trouble()
            self._parts.bus.publish(Trouble(subject=_SUBJECT, error=why))
        if applied.nonsense is not None:
            self._parts.bus.publish(Trouble(subject=_SUBJECT, error=nonsense(applied.nonsense)))

    def _announce(self) -> None:
        self._parts.bus.publish(SyncChanged(state=self.state))

    def _mono_s(self) -> float:
        return self._parts.clock.monotonic_s()
