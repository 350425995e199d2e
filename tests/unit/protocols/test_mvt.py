# SPDX-License-Identifier: Apache-2.0
"""Vector tiles: what is written can be read, and damage is noticed."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from command_vehicle.protocols.mvt import (
    BadTileError,
    Feature,
    GeometryType,
    Layer,
    TagValue,
    decode,
    encode,
)

COORDINATES = st.integers(-(2**20), 2**20)
POINTS = st.tuples(COORDINATES, COORDINATES)
VALUES: st.SearchStrategy[TagValue] = st.one_of(
    st.text(max_size=12),
    st.integers(-(2**40), 2**40),
    st.booleans(),
    st.floats(allow_nan=False, width=64),
)
TAGS = st.dictionaries(st.text(max_size=6), VALUES, max_size=4)


def _features(kind: GeometryType, least: int) -> st.SearchStrategy[Feature]:
    parts = st.lists(
        st.lists(POINTS, min_size=least, max_size=8).map(tuple), min_size=1, max_size=3
    )
    return st.builds(
        lambda parts, tags: Feature(type=kind, parts=tuple(parts), tags=tags), parts, TAGS
    )


LAYERS = st.builds(
    lambda name, features: Layer(name=name, features=tuple(features)),
    st.text(max_size=8),
    st.lists(
        st.one_of(_features(GeometryType.LINE, 2), _features(GeometryType.AREA, 3)), max_size=5
    ),
)


@pytest.mark.slow
@settings(deadline=None)
@given(st.lists(LAYERS, max_size=4))
def test_what_is_written_is_read_back(layers: list[Layer]) -> None:
    assert decode(encode(layers)) == tuple(layers)


@pytest.mark.slow
@settings(deadline=None)
@given(st.lists(LAYERS, max_size=3))
def test_the_same_layers_give_the_same_bytes(layers: list[Layer]) -> None:
    assert encode(layers) == encode(layers)


def test_points_of_one_feature_are_kept() -> None:
    feature = Feature(
        type=GeometryType.POINT, parts=(((3, 4),), ((-7, 4096),)), tags={"class": "town"}
    )
    (layer,) = decode(encode([Layer(name="place", features=(feature,))]))
    assert layer.features == (feature,)


def test_the_example_of_the_specification_is_read() -> None:
    # Specification 2.1, 4.3.5.6: a polygon with one exterior ring, drawn as
    # MoveTo(3,6) LineTo(5,6, 12,22) ClosePath.
    geometry = bytes([9, 6, 12, 18, 10, 12, 24, 44, 15])
    feature = bytes([0x18, 3, 0x22, len(geometry)]) + geometry
    layer = bytes([0x0A, 1]) + b"x" + bytes([0x12, len(feature)]) + feature + bytes([0x78, 2])
    (read,) = decode(bytes([0x1A, len(layer)]) + layer)
    assert read.features[0].parts == (((3, 6), (8, 12), (20, 34)),)


@given(st.binary(max_size=200))
def test_any_bytes_are_either_a_tile_or_refused(content: bytes) -> None:
    with contextlib.suppress(BadTileError):
        assert isinstance(decode(content), tuple)


def test_a_tile_that_is_cut_short_is_refused() -> None:
    feature = Feature(type=GeometryType.LINE, parts=(((0, 0), (9, 9)),), tags={"name": "青河"})
    tile = encode([Layer(name="waterway", features=(feature,))])
    with pytest.raises(BadTileError):
        decode(tile[:-5])
