# SPDX-License-Identifier: Apache-2.0
from collections.abc import Iterator
from pathlib import Path

import pytest

from command_vehicle.domain.datum import Frame
from command_vehicle.domain.errors import ErrorCode, ExpectedError
from command_vehicle.domain.identity import Lane, OperationId
from command_vehicle.domain.resources import (
    ResourceFilter,
    ResourceKind,
    ResourceState,
    ResourceStatus,
)
from command_vehicle.domain.timeline import EntryFilter, EntryKind
from command_vehicle.services.events import OperationsAppended, ResourcesChanged, Trouble
from command_vehicle.services.ports import PageOf
from command_vehicle.services.resources.around import Around
from command_vehicle.services.resources.row_reader import ImportReport, RowOutcome
from tests.support.county import COUNTY, SAMPLE_FILES, SAMPLE_ROWS, SEAT, County


@pytest.fixture
def county() -> Iterator[County]:
    county = County()
    yield county
    county.close()


def _state(county: County, code: str) -> ResourceState:
    state = county.store.resource(code)
    assert state is not None
    return state


def test_the_sample_county_is_taken_whole(county: County) -> None:
    reports = [county.take(path) for path in SAMPLE_FILES]
    assert [report.returned for report in reports] == [[], []]
    assert county.store.resource_count(ResourceFilter()) == SAMPLE_ROWS


def test_the_sample_county_has_every_kind(county: County) -> None:
    county.fill()
    states = county.store.resources(ResourceFilter(), PageOf())
    assert {state.resource.kind for state in states} == set(ResourceKind)


def test_a_second_import_changes_nothing(county: County) -> None:
    county.fill()
    before = county.store.state_digest()
    again = county.take(COUNTY / "resources.csv")
    assert again.outcomes[RowOutcome.UNCHANGED] == again.read
    assert county.store.state_digest() == before


def test_import_goes_to_the_lane_of_catalogues_and_is_announced(county: County) -> None:
    ids: list[OperationId] = []
    changes: list[ResourcesChanged] = []
    county.bus.subscribe(OperationsAppended, lambda event: ids.extend(event.ids))
    county.bus.subscribe(ResourcesChanged, changes.append)
    county.take(COUNTY / "resources.csv")
    assert [(each.lane, each.seq) for each in ids] == [(Lane.META, 1)]
    assert len(changes) == 1


def test_an_import_survives_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "vehicle.sqlite3"
    first = County(path)
    first.fill()
    first.close()
    second = County(path)
    assert second.store.resource_count(ResourceFilter()) == SAMPLE_ROWS
    second.close()


def test_a_file_that_breaks_off_keeps_what_came_before(county: County, tmp_path: Path) -> None:
    path = tmp_path / "f.geojson"
    whole = (COUNTY / "enterprises.geojson").read_text(encoding="utf-8")
    path.write_text(whole[:3000], encoding="utf-8")
    failures: list[tuple[ExpectedError, ImportReport]] = []
    troubles: list[Trouble] = []
    county.bus.subscribe(Trouble, troubles.append)
    county.resources.import_rows(
        county.files.open(path),
        Frame.WGS84,
        failed=lambda error, report: failures.append((error, report)),
    )
    assert failures[0][0].code is ErrorCode.GEOJSON_DAMAGED
    assert troubles[0].subject == "resources"


def test_a_report_of_state_is_one_change_and_one_line_of_the_timeline(county: County) -> None:
    county.fill()
    county.resources.report_status(
        _state(county, "QL-TM-01"), ResourceStatus.ON_SCENE, "堵漏组 4 人"
    )
    state = _state(county, "QL-TM-01")
    assert (state.status, state.status_note, state.status_by) == (
        ResourceStatus.ON_SCENE,
        "堵漏组 4 人",
        "周敏",
    )
    entry = county.store.entries(EntryFilter(), PageOf())[0]
    assert entry.recorded.kind is EntryKind.RESOURCE
    assert entry.recorded.text == "消防一中队 转为到场：堵漏组 4 人"
    assert entry.recorded.resources == ("消防一中队",)


def test_the_next_report_names_the_one_it_replaces(county: County) -> None:
    county.fill()
    county.resources.report_status(_state(county, "QL-TM-01"), ResourceStatus.EN_ROUTE)
    first = _state(county, "QL-TM-01").status_operation
    county.clock.advance(60)
    answers: list[tuple[OperationId, ...]] = []
    county.resources.report_status(
        _state(county, "QL-TM-01"),
        ResourceStatus.ON_SCENE,
        then=lambda operation: answers.append(operation.base),
    )
    assert answers == [(first,)]


def test_the_catalogue_can_be_searched_and_filtered(county: County) -> None:
    county.fill()
    found = county.store.resources(ResourceFilter(text="环氧乙烷"), PageOf())
    assert {state.resource.code for state in found} == {"QL-HZ-02", "QL-EN-02"}
    kinds = frozenset({ResourceKind.HOSPITAL})
    assert county.store.resource_count(ResourceFilter(kinds=kinds)) == 4


def test_around_here_gives_the_nearest_first_with_sums(county: County) -> None:
    county.fill()
    answers: list[Around] = []
    kinds = frozenset({ResourceKind.PROTECTED_TARGET})
    county.resources.around(SEAT, 20_000, answers.append, wanted=ResourceFilter(kinds=kinds))
    around = answers[0]
    distances = [item.distance_m for item in around.near]
    assert distances == sorted(distances)
    assert around.totals[0].count == len(around.near) == 9
    assert around.totals[0].people_unknown == 3
