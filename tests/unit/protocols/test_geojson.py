# SPDX-License-Identifier: Apache-2.0
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_vehicle.protocols.geojson.features import Damage, Feature, FeatureStream
from command_vehicle.protocols.geojson.geometry import centre

POINT = {"type": "Point", "coordinates": [101.9622, 40.2308, 1260.0]}
SQUARE = [[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]


def _collection(number: int) -> str:
    features = [
        {"type": "Feature", "properties": {"名称": f"企业 {place}"}, "geometry": POINT}
        for place in range(number)
    ]
    head = {"type": "FeatureCollection", "name": "企业", "crs": {"a": [1, 2]}}
    return json.dumps(head | {"features": features} | {"after": {"x": 1}}, ensure_ascii=False)


def _fed(text: str, size: int) -> tuple[list[Feature], Damage | None]:
    stream = FeatureStream()
    features: list[Feature] = []
    for start in range(0, len(text), size):
        features += stream.feed(text[start : start + size])
    stream.finish()
    return features, stream.damage


@given(st.integers(min_value=1, max_value=400))
def test_features_do_not_depend_on_chunking(size: int) -> None:
    features, damage = _fed(_collection(5), size)
    assert damage is None
    assert [feature.number for feature in features] == [1, 2, 3, 4, 5]
    assert features[4].properties == {"名称": "企业 4"}
    assert features[4].geometry == POINT


def test_an_empty_collection_has_no_features() -> None:
    assert _fed('{"type":"FeatureCollection","features":[]}', 8) == ([], None)


@pytest.mark.parametrize(
    ("text", "damage"),
    [
        ("", Damage.NOT_A_COLLECTION),
        ("[1, 2]", Damage.NOT_A_COLLECTION),
        ('{"type":"Feature"}', Damage.NOT_A_COLLECTION),
        ('{"features": 3}', Damage.NOT_A_COLLECTION),
        ('{"features": [', Damage.CUT_SHORT),
        ('{"features": [{"type"', Damage.FEATURE_UNREADABLE),
        ('{"features": [7]}', Damage.FEATURE_UNREADABLE),
    ],
)
def test_what_is_no_collection_is_damage(text: str, damage: Damage) -> None:
    assert _fed(text, 5)[1] is damage


def test_features_before_the_damage_are_kept() -> None:
    features, damage = _fed(_collection(3)[:-60] + "}{", 50)
    assert len(features) == 2
    assert damage is Damage.FEATURE_UNREADABLE


def test_deep_nesting_is_damage() -> None:
    assert _fed('{"features": [{"a":' + "[" * 100_000, 4096)[1] is Damage.FEATURE_UNREADABLE


@given(st.text(max_size=200), st.integers(min_value=1, max_value=50))
def test_no_text_raises(text: str, size: int) -> None:
    _fed(text, size)


@given(st.text(max_size=80), st.integers(min_value=1, max_value=50))
def test_no_text_within_features_raises(text: str, size: int) -> None:
    _fed('{"features":[' + text, size)


@pytest.mark.parametrize(
    ("geometry", "place"),
    [
        (POINT, (101.9622, 40.2308)),
        ({"type": "MultiPoint", "coordinates": [[0, 0], [2, 4]]}, (1, 2)),
        ({"type": "LineString", "coordinates": [[0, 0], [3, 0], [4, 0]]}, (2, 0)),
        ({"type": "LineString", "coordinates": [[1, 1], [1, 1]]}, (1, 1)),
        ({"type": "MultiLineString", "coordinates": [[[0, 0], [2, 0]], [[0, 2], [2, 2]]]}, (1, 1)),
        ({"type": "Polygon", "coordinates": [SQUARE]}, (1, 1)),
        ({"type": "Polygon", "coordinates": [[[1, 1], [1, 1], [1, 1], [1, 1]]]}, (1, 1)),
        (
            {
                "type": "MultiPolygon",
                "coordinates": [[SQUARE], [[[10, 0], [12, 0], [12, 2], [10, 2], [10, 0]]]],
            },
            (6, 1),
        ),
    ],
)
def test_a_geometry_has_a_centre(geometry: object, place: tuple[float, float]) -> None:
    assert centre(geometry) == pytest.approx(place)


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        "Point",
        {"type": "Point"},
        {"type": "Point", "coordinates": [1]},
        {"type": "Point", "coordinates": ["1", "2"]},
        {"type": "Point", "coordinates": [True, False]},
        {"type": "Point", "coordinates": [10**400, 1]},
        {"type": "LineString", "coordinates": [[0, 0], [1]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]},
        {"type": "GeometryCollection", "geometries": []},
    ],
)
def test_a_geometry_without_a_centre_is_none(geometry: object) -> None:
    assert centre(geometry) is None


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4),
    max_leaves=20,
)


@given(
    st.sampled_from(
        ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"]
    ),
    json_values,
)
def test_no_coordinates_raise(kind: str, coordinates: object) -> None:
    centre({"type": kind, "coordinates": coordinates})
