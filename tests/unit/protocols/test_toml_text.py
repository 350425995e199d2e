# SPDX-License-Identifier: Apache-2.0
"""What is written can be read back."""

import tomllib
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_vehicle.protocols.toml_text import dump_toml

_SCALARS = (
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | st.booleans()
    | st.dates()
    | st.times()
    | st.datetimes(timezones=st.just(UTC))
)
_KEYS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(_KEYS, _VALUES, max_size=5))
def test_every_document_survives_the_round_trip(document: dict[str, object]) -> None:
    assert tomllib.loads(dump_toml(document)) == document


def test_the_text_is_fit_for_people() -> None:
    document = {
        "version": 1,
        "unit": {"vehicle_name": "青岚指挥01", "note": 'a "quoted"\tline'},
        "screen": {"scale_percent": 125, "bright": True, "since": date(2026, 5, 4)},
    }
    assert dump_toml(document) == (
        "version = 1\n\n"
        '[unit]\nvehicle_name = "青岚指挥01"\nnote = "a \\"quoted\\"\\tline"\n\n'
        "[screen]\nscale_percent = 125\nbright = true\nsince = 2026-05-04\n"
    )


@pytest.mark.parametrize(
    "value",
    [
        time(5, 48, 1, 250000),
        datetime(2026, 5, 4, 10, 0, tzinfo=timezone(timedelta(hours=8))),
        float("inf"),
        1e300,
        "\x7f\x00\u2028",
        [1, [2, {"a b": "c"}]],
    ],
)
def test_unusual_values_survive(value: object) -> None:
    assert tomllib.loads(dump_toml({"value": value})) == {"value": value}


def test_what_toml_does_not_have_is_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError, match="NoneType"):
        dump_toml({"value": None})
