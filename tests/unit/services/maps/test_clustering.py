# SPDX-License-Identifier: Apache-2.0
"""Clusters: every resource is in exactly one place, and counts add up."""

from hypothesis import given, settings
from hypothesis import strategies as st

from command_vehicle.domain.geodesy import GeoBox, GeoPoint
from command_vehicle.domain.maps import ResourceCell
from command_vehicle.domain.resources import ResourceFamily, ResourceKind
from command_vehicle.services.maps.clustering import family_of, group


def _cell(
    code: str,
    latitude: float,
    longitude: float,
    kind: ResourceKind = ResourceKind.ENTERPRISE,
    count: int = 1,
) -> ResourceCell:
    return ResourceCell(
        kind=kind,
        count=count,
        point=GeoPoint(latitude_deg=latitude, longitude_deg=longitude),
        box=GeoBox(south_deg=latitude, west_deg=longitude, north_deg=latitude, east_deg=longitude),
        code=code,
    )


CELLS = st.lists(
    st.builds(
        _cell,
        st.uuids().map(str),
        st.floats(40.1, 40.3),
        st.floats(101.8, 102.0),
        st.sampled_from(ResourceKind),
        st.integers(1, 50),
    ),
    max_size=60,
)


@settings(deadline=None)
@given(CELLS, st.integers(4, 18))
def test_counts_add_up_at_every_zoom(cells: list[ResourceCell], zoom: int) -> None:
    alone, clusters = group(cells, zoom)
    assert len(alone) + sum(cluster.count for cluster in clusters) == sum(c.count for c in cells)


@settings(deadline=None)
@given(CELLS, st.integers(4, 18))
def test_a_cluster_is_of_one_family_and_holds_more_than_one(
    cells: list[ResourceCell], zoom: int
) -> None:
    _, clusters = group(cells, zoom)
    assert all(cluster.count > 1 for cluster in clusters)
    counted = dict.fromkeys(ResourceFamily, 0)
    for cluster in clusters:
        counted[cluster.family] += cluster.count
    for cell in cells:
        counted[family_of(cell.kind)] -= cell.count
    assert all(rest <= 0 for rest in counted.values())


def test_two_in_one_place_become_one_box_with_their_kind() -> None:
    alone, (cluster,) = group([_cell("a", 40.2, 101.9), _cell("b", 40.2001, 101.9001)], 12)
    assert alone == ()
    assert (cluster.count, cluster.kind) == (2, ResourceKind.ENTERPRISE)


def test_mixed_kinds_of_one_family_have_no_kind() -> None:
    cells = [
        _cell("a", 40.2, 101.9, ResourceKind.TEAM),
        _cell("b", 40.2, 101.9, ResourceKind.HOSPITAL),
    ]
    _, (cluster,) = group(cells, 12)
    assert (cluster.kind, cluster.family) == (None, ResourceFamily.RESOURCE)


def test_families_are_never_mixed() -> None:
    cells = [
        _cell("a", 40.2, 101.9, ResourceKind.TEAM),
        _cell("b", 40.2, 101.9, ResourceKind.PROTECTED_TARGET),
    ]
    assert group(cells, 12) == (("a", "b"), ())


def test_zooming_in_takes_a_cluster_apart() -> None:
    cells = [_cell("a", 40.2, 101.9), _cell("b", 40.21, 101.91)]
    assert len(group(cells, 10)[1]) == 1
    assert set(group(cells, 15)[0]) == {"a", "b"}


def test_the_chosen_one_stands_apart() -> None:
    cells = [_cell(code, 40.2, 101.9) for code in "abc"]
    alone, (cluster,) = group(cells, 12, apart="b")
    assert (alone, cluster.count) == (("b",), 2)


def test_the_box_of_a_cluster_holds_its_members() -> None:
    _, (cluster,) = group([_cell("a", 40.2, 101.9), _cell("b", 40.203, 101.904)], 11)
    box = cluster.box
    assert (box.south_deg, box.west_deg) == (40.2, 101.9)
    assert (box.north_deg, box.east_deg) == (40.203, 101.904)
