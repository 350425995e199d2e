# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from command_vehicle.domain.identity import OperationId
from command_vehicle.domain.operations import ClockStamp, TimeSource
from command_vehicle.domain.timeline import (
    EntryCorrected,
    EntryFilter,
    EntryKind,
    EntryRecorded,
    EntryRetracted,
)
from command_vehicle.services.ports import PageOf
from command_vehicle.storage.vehicle_store import VehicleStore
from tests.support.clock import START, FakeClock
from tests.support.operations import NOON, SAMPLES, draft, entry
from tests.support.store import memory_store, own_operations


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def store(clock: FakeClock) -> Iterator[VehicleStore]:
    with memory_store(clock) as opened:
        yield opened


def texts(store: VehicleStore, wanted: EntryFilter, page: PageOf | None = None) -> list[str]:
    return [each.recorded.text for each in store.entries(wanted, page or PageOf())]


def found(store: VehicleStore, words: str) -> list[str]:
    return texts(store, EntryFilter(text=words))


def record(store: VehicleStore, text: str = "西侧阀门泄漏") -> OperationId:
    return store.append([entry(text)])[0].id


def test_an_entry_is_shown_as_it_was_written(store: VehicleStore) -> None:
    written = SAMPLES["entry"]
    (operation,) = store.append([written])
    shown = store.entry(operation.id)
    assert shown is not None
    assert shown.recorded == written.body
    assert (shown.actor, shown.incident) == ("周敏", written.incident)
    assert shown.recorded_at == START
    assert store.entries(EntryFilter(), PageOf()) == (shown,)


def test_the_newest_happened_at_comes_first(store: VehicleStore) -> None:
    store.append(
        [
            entry("中", happened_at=NOON),
            entry("早", happened_at=NOON - timedelta(hours=1)),
            entry("晚", happened_at=NOON + timedelta(hours=1)),
        ]
    )
    assert texts(store, EntryFilter()) == ["晚", "中", "早"]


def test_of_the_same_moment_the_later_record_comes_first(store: VehicleStore) -> None:
    store.append([entry("一"), entry("二"), entry("三")])
    assert texts(store, EntryFilter()) == ["三", "二", "一"]


@pytest.mark.parametrize(
    ("offset_ms", "source", "seconds_off"),
    [
        (95_000, TimeSource.GNSS, -95.0),
        (-95_000, TimeSource.GNSS, 95.0),
        (1_900, TimeSource.GNSS, 0.0),
        (95_000, TimeSource.PLATFORM, 0.0),
        (None, TimeSource.GNSS, 0.0),
    ],
)
def test_the_time_of_recording_is_corrected_for_a_clock_that_is_known_to_be_wrong(
    store: VehicleStore, offset_ms: int | None, source: TimeSource, seconds_off: float
) -> None:
    stamp = ClockStamp(source=source, offset_ms=offset_ms)
    store.append([replace(entry(), clock=stamp)])
    (kept,) = store.entries(EntryFilter(), PageOf())
    assert (kept.recorded_at - START).total_seconds() == pytest.approx(seconds_off, abs=0.001)


def test_a_list_is_read_page_by_page(store: VehicleStore) -> None:
    store.append([entry(str(number)) for number in range(5)])
    assert texts(store, EntryFilter(), PageOf(offset=1, limit=2)) == ["3", "2"]
    assert texts(store, EntryFilter(), PageOf(offset=4, limit=2)) == ["0"]


def test_a_correction_is_shown_beside_the_first_wording(
    store: VehicleStore, clock: FakeClock
) -> None:
    first = record(store)
    clock.advance(60)
    store.append([draft(EntryCorrected(text="东侧阀门泄漏", reason="看错"), record=first)])
    shown = store.entry(first)
    assert shown is not None
    assert shown.recorded.text == "西侧阀门泄漏"
    assert shown.text_in_force == "东侧阀门泄漏"
    (amendment,) = shown.amendments
    assert (amendment.reason, amendment.actor) == ("看错", "周敏")
    assert amendment.recorded_at == START + timedelta(seconds=60)


def test_a_retraction_leaves_the_entry_in_its_place(store: VehicleStore) -> None:
    first = record(store)
    store.append([draft(EntryRetracted(reason="重复"), record=first)])
    shown = store.entry(first)
    assert shown is not None
    assert shown.text_in_force is None
    assert store.entry_count(EntryFilter()) == 1


def test_amendments_are_in_the_order_of_their_time(store: VehicleStore) -> None:
    first = record(store)
    corrections = [
        draft(EntryCorrected(text=text, reason="更正"), record=first) for text in ("二", "三")
    ]
    store.append(corrections)
    shown = store.entry(first)
    assert shown is not None
    assert [each.text for each in shown.amendments] == ["二", "三"]


def test_a_correction_that_came_first_waits_for_its_entry() -> None:
    with memory_store() as source, memory_store() as store:
        first = record(source)
        source.append([draft(EntryCorrected(text="东侧阀门泄漏", reason=""), record=first)])
        recorded, corrected = own_operations(source, first.lane)
        store.ingest([corrected], "beidou")
        assert texts(store, EntryFilter()) == []
        store.ingest([recorded], "cellular")
        shown = store.entry(first)
        assert shown is not None
        assert shown.text_in_force == "东侧阀门泄漏"
        assert found(store, "东侧阀门") == ["西侧阀门泄漏"]


def test_the_opening_of_an_incident_is_a_line_of_its_own(store: VehicleStore) -> None:
    (opened,) = store.append([SAMPLES["incident"]])
    (shown,) = store.entries(EntryFilter(incident=opened.id), PageOf())
    assert shown.recorded.kind is EntryKind.INCIDENT
    assert shown.recorded.text.startswith("青岚化工园区液氯泄漏")


def test_entries_are_chosen_by_incident_kind_time_and_origin(
    store: VehicleStore, clock: FakeClock
) -> None:
    (opened,) = store.append([SAMPLES["incident, fewest"]])
    clock.advance(60)
    automatic = EntryRecorded(
        kind=EntryKind.LINK, text="通信中断", happened_at=NOON, automatic_source="link"
    )
    store.append(
        [
            entry("天气", kind=EntryKind.WEATHER),
            entry("到达", kind=EntryKind.ARRIVAL, incident=opened.id),
            draft(automatic),
        ]
    )
    assert texts(store, EntryFilter(kinds=frozenset({EntryKind.WEATHER}))) == ["天气"]
    assert texts(store, EntryFilter(incident=opened.id)) == ["到达", "山洪"]
    assert texts(store, EntryFilter(since=clock.now(), include_automatic=False)) == ["到达", "天气"]
    assert store.entry_count(EntryFilter(include_automatic=False)) == 3
    assert store.count_by_kind(opened.id) == {EntryKind.ARRIVAL: 1, EntryKind.INCIDENT: 1}
    assert sum(store.count_by_kind(None).values()) == 4


@pytest.mark.parametrize("words", ["泄", "氯气", "液氯瓶", "液氯瓶库西侧阀门泄漏", "周敏", "中队"])
def test_any_part_of_the_text_the_author_the_tags_or_the_names_is_found(
    store: VehicleStore, words: str
) -> None:
    store.append([SAMPLES["entry"], entry("水厂正常", kind=EntryKind.OTHER)])
    assert "液氯瓶库西侧阀门泄漏" in found(store, words)


def test_every_word_must_occur(store: VehicleStore) -> None:
    store.append([entry("东侧阀门泄漏"), entry("西侧阀门泄漏"), entry("西侧道路封闭")])
    assert found(store, "西侧 阀门泄") == ["西侧阀门泄漏"]
    assert found(store, "  ") == ["西侧道路封闭", "西侧阀门泄漏", "东侧阀门泄漏"]
    assert found(store, "北侧阀门") == []


def test_the_wording_of_a_correction_is_found_too(store: VehicleStore) -> None:
    first = record(store)
    store.append([draft(EntryCorrected(text="北侧法兰泄漏", reason=""), record=first)])
    assert found(store, "北侧法兰") == found(store, "西侧阀门") == ["西侧阀门泄漏"]


@pytest.mark.parametrize(
    "words", ['"', "%", "_", "\\", "a*b", "NEAR(", "- AND", '"氯气" OR', "'); --", "^甲:乙"]
)
def test_signs_of_the_query_language_are_only_signs(store: VehicleStore, words: str) -> None:
    store.append([entry("液氯瓶库西侧阀门泄漏"), entry(f"含{words}号")])
    assert found(store, words) == [f"含{words}号"]


def test_capital_letters_do_not_matter(store: VehicleStore) -> None:
    store.append([entry("浓度 50 PPM，LEL 正常")])
    assert found(store, "ppm") == found(store, "lel") == ["浓度 50 PPM，LEL 正常"]
