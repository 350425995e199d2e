# SPDX-License-Identifier: Apache-2.0
"""From a vehicle's database to the platform's, over real sockets, whatever happens on the way."""

import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from command_vehicle.domain.delivery import Delivery
from command_vehicle.domain.errors import ErrorCode, SyncError
from command_vehicle.domain.identity import Lane
from command_vehicle.domain.operations import LoggedOperation
from command_vehicle.domain.sync import BearerHealth, Platform
from command_vehicle.domain.timeline import EntryFilter
from command_vehicle.services.ports import PageOf
from command_vehicle.storage.vehicle_store import VehicleStore
from tests.support.central_under_test import (
    NAME,
    CentralProcess,
    ThreadedCentral,
    held,
    new_code,
)
from tests.support.proxy import Proxy
from tests.support.sync_vehicle import SyncVehicle

pytestmark = pytest.mark.slow


def lines(count: int, start: int = 0) -> list[str]:
    return [f"石桥村第 {number} 户已转移" for number in range(start, start + count)]


def by_place(operations: list[LoggedOperation]) -> list[tuple[str, bytes, bytes]]:
    return sorted((str(each.id), each.content, each.chain_hash) for each in operations)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "central"


@pytest.fixture
def central(root: Path) -> Iterator[ThreadedCentral]:
    with ThreadedCentral(root) as running:
        yield running


@pytest.fixture
def vehicle(tmp_path: Path) -> Iterator[SyncVehicle]:
    with SyncVehicle(tmp_path / "vehicle") as opened:
        yield opened


@pytest.fixture
def proxy(central: ThreadedCentral) -> Iterator[Proxy]:
    with Proxy(central.port) as running:
        yield running


@pytest.fixture
def enrolled(vehicle: SyncVehicle, proxy: Proxy, root: Path) -> SyncVehicle:
    """A vehicle that knows the platform by the proxy's address, and has been in step once."""
    assert isinstance(vehicle.enrol(proxy.url, new_code(root)), Platform)
    vehicle.sync()
    return vehicle


def assert_in_step(vehicle: SyncVehicle, root: Path) -> None:
    """Every operation of the vehicle is at the platform: once, same bytes, same hash."""
    assert by_place(held(root)) == by_place(vehicle.own())
    assert vehicle.service.state.received_total == len(vehicle.own())


# Enrolment.


def test_enrolment_gives_numbers_in_order_and_repeats_itself(
    central: ThreadedCentral, root: Path, tmp_path: Path
) -> None:
    code = new_code(root)
    with SyncVehicle(tmp_path / "a") as first, SyncVehicle(tmp_path / "b") as second:
        platform = first.enrol(central.url, code)
        assert isinstance(platform, Platform)
        assert (platform.alias, platform.name) == (1, NAME)
        assert first.enrol(central.url, code) == platform
        other = second.enrol(central.url, new_code(root))
        assert isinstance(other, Platform)
        assert other.alias == 2


def test_a_used_code_lets_nobody_else_in(
    central: ThreadedCentral, root: Path, tmp_path: Path
) -> None:
    code = new_code(root)
    with SyncVehicle(tmp_path / "a") as first, SyncVehicle(tmp_path / "b") as second:
        first.enrol(central.url, code)
        error = second.enrol(central.url, code)
    assert isinstance(error, SyncError)
    assert error.code is ErrorCode.CODE_UNKNOWN


def test_a_code_of_another_platform_is_not_even_sent_to_this_one(
    central: ThreadedCentral, vehicle: SyncVehicle, tmp_path: Path, root: Path
) -> None:
    vehicle.enrol(central.url, new_code(root))
    error = vehicle.enrol(central.url, new_code(tmp_path / "elsewhere"))
    assert isinstance(error, SyncError)
    assert error.code is ErrorCode.ALREADY_ENROLLED


# The straight line.


def test_every_operation_arrives_once_with_the_same_hash(enrolled: SyncVehicle, root: Path) -> None:
    enrolled.write(lines(120))
    enrolled.write(["求救：液氯瓶库二次泄漏"], Lane.FLASH)
    state = enrolled.sync()
    assert state.received_total == state.local_total
    assert_in_step(enrolled, root)


def test_the_line_is_shown_as_received_by_the_platform_of_that_name(
    enrolled: SyncVehicle,
) -> None:
    enrolled.write(["园区北门集结完毕"])
    enrolled.sync()
    shown = enrolled.store.entries(EntryFilter(), PageOf())[0].delivery
    assert shown.delivery is Delivery.RECEIVED
    assert shown.via == NAME
    assert shown.at is not None


def test_without_news_a_round_is_a_few_hundred_bytes(enrolled: SyncVehicle) -> None:
    before = enrolled.service.totals
    enrolled.sync()
    after = enrolled.service.totals
    assert after.rounds - before.rounds == 1
    assert after.sent_bytes - before.sent_bytes < 200
    assert after.answer_bytes - before.answer_bytes < 250


def test_platform_and_vehicle_show_the_same_state(enrolled: SyncVehicle, root: Path) -> None:
    enrolled.write(lines(30))
    enrolled.sync()
    with VehicleStore(root / "central.sqlite3", enrolled.clock) as platform:
        shown = platform.entries(EntryFilter(), PageOf())
    assert {each.recorded.text for each in shown} == set(lines(30))


def test_two_vehicles_get_each_others_operations(
    central: ThreadedCentral, root: Path, tmp_path: Path
) -> None:
    with SyncVehicle(tmp_path / "a") as first, SyncVehicle(tmp_path / "b") as second:
        for each in (first, second):
            each.enrol(central.url, new_code(root))
        first.write(lines(300))
        second.write(lines(200, start=500))
        first.sync()
        second.sync()
        first.sync()
        assert by_place(held(root)) == by_place(first.own() + second.own())
        for each, other in ((first, second), (second, first)):
            replica = other.store.replica()
            taken = each.store.operations(replica, Lane.OPS, 1, 1000)
            assert [one.content for one in taken] == [
                one.content for one in other.own() if one.id.lane is Lane.OPS
            ]
        assert first.store.state_digest() == second.store.state_digest()
        assert first.service.totals.taken == len(second.own())


def test_an_operation_that_was_relayed_is_not_sent_back_or_again(
    central: ThreadedCentral, root: Path, tmp_path: Path
) -> None:
    with SyncVehicle(tmp_path / "a") as first, SyncVehicle(tmp_path / "b") as second:
        for each in (first, second):
            each.enrol(central.url, new_code(root))
        first.write(lines(10))
        first.sync()
        second.sync()
        taken = second.service.totals.taken
        second.sync()
        first.sync()
        assert second.service.totals.taken == taken == len(first.own())
        assert first.service.totals.taken == 0


# What happens on the way.


def test_a_lost_answer_makes_no_duplicate(enrolled: SyncVehicle, proxy: Proxy, root: Path) -> None:
    enrolled.write(lines(20))
    proxy.answers_to_lose = 1
    state = enrolled.sync()
    assert state.received_total == 0
    assert len(held(root)) == 20
    assert enrolled.store.entries(EntryFilter(), PageOf())[0].delivery.delivery is Delivery.SENT
    enrolled.sync()
    assert_in_step(enrolled, root)


def test_five_lost_answers_in_a_row_make_no_duplicate(
    enrolled: SyncVehicle, proxy: Proxy, root: Path
) -> None:
    enrolled.write(lines(20))
    proxy.answers_to_lose = 5
    enrolled.sync_until_received(tries=6)
    assert_in_step(enrolled, root)


def test_a_request_cut_in_the_middle_leaves_nothing_behind(
    enrolled: SyncVehicle, proxy: Proxy, root: Path
) -> None:
    enrolled.write(lines(500))
    proxy.cut_requests_after = 1500
    state = enrolled.sync()
    assert state.received_total == 0
    assert held(root) == []
    proxy.cut_requests_after = None
    enrolled.sync()
    assert_in_step(enrolled, root)


def test_a_request_played_back_changes_nothing(
    enrolled: SyncVehicle, proxy: Proxy, root: Path
) -> None:
    enrolled.write(lines(20))
    enrolled.sync()
    assert b" 200 " in proxy.play_back()[:20]
    assert b" 200 " in proxy.play_back()[:20]
    enrolled.write(lines(5, start=20))
    enrolled.sync()
    assert_in_step(enrolled, root)


def test_a_platform_that_is_away_is_down_and_nothing_is_lost(
    enrolled: SyncVehicle, proxy: Proxy, central: ThreadedCentral, root: Path
) -> None:
    proxy.upstream_port = 1
    proxy.drop()
    enrolled.write(lines(20))
    enrolled.sync()
    state = enrolled.sync()
    health = {each.kind.value: each.health for each in state.bearers}
    assert health["cellular"] is BearerHealth.DOWN
    assert enrolled.troubles == []
    proxy.upstream_port = central.port
    enrolled.sync()
    assert_in_step(enrolled, root)


def test_a_slow_link_is_only_slow(enrolled: SyncVehicle, proxy: Proxy, root: Path) -> None:
    proxy.delay_s = 0.2
    enrolled.write(lines(100))
    enrolled.sync()
    assert_in_step(enrolled, root)


def test_a_vehicle_killed_between_two_rounds_goes_on_where_the_platform_is(
    enrolled: SyncVehicle, proxy: Proxy, root: Path, tmp_path: Path
) -> None:
    enrolled.write(lines(40))
    proxy.answers_to_lose = 1
    enrolled.sync()
    with SyncVehicle(tmp_path / "vehicle") as reopened:
        reopened.write(lines(10, start=40))
        reopened.sync()
        assert_in_step(reopened, root)


# What happens to the platform.


def test_a_platform_killed_in_the_middle_loses_nothing_it_has_confirmed(
    vehicle: SyncVehicle, root: Path
) -> None:
    with CentralProcess(root) as first, Proxy(first.port) as proxy:
        vehicle.enrol(proxy.url, new_code(root))
        vehicle.write(sha256(line.encode()).hexdigest() for line in lines(3000))
        proxy.at_request_bytes = (60_000, first.kill)
        state = vehicle.sync()
        confirmed = state.received_total
        assert 0 < confirmed < state.local_total
        with CentralProcess(root) as second:
            assert len(held(root)) >= confirmed
            proxy.upstream_port = second.port
            vehicle.sync_until_received(tries=3)
            assert second.end() == 0
    assert_in_step(vehicle, root)


def test_a_platform_restored_from_an_older_copy_gets_the_rest_again(
    vehicle: SyncVehicle, root: Path, tmp_path: Path
) -> None:
    with ThreadedCentral(root) as first, Proxy(first.port) as proxy:
        vehicle.enrol(proxy.url, new_code(root))
        vehicle.write(lines(50))
        vehicle.sync()
    copy = tmp_path / "copy"
    shutil.copytree(root, copy)
    with ThreadedCentral(root) as second, Proxy(second.port) as proxy:
        vehicle.store.remember_platform(at(vehicle, proxy.url))
        vehicle.write(lines(50, start=50))
        vehicle.sync()
        assert_in_step(vehicle, root)
    with ThreadedCentral(copy) as third:
        vehicle.store.remember_platform(at(vehicle, third.url))
        vehicle.sync()
        assert_in_step(vehicle, copy)


def at(vehicle: SyncVehicle, url: str) -> Platform:
    """The platform that the vehicle knows, at another address."""
    known = vehicle.store.platform()
    assert known is not None
    return Platform(
        url=url,
        name=known.name,
        uuid=known.uuid,
        public_key=known.public_key,
        alias=known.alias,
    )
