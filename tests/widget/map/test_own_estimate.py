# SPDX-License-Identifier: Apache-2.0
"""Dead reckoning on the map: offered beside a lost fix, never in its place."""

from datetime import UTC, datetime

import pytest

from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.positioning import Fix, Freshness, PositionEstimate, PositioningState
from command_vehicle.ui.pages.map.marks import own_mark

LAST = GeoPoint(latitude_deg=40.2, longitude_deg=101.9)
NOW = GeoPoint(latitude_deg=40.2, longitude_deg=101.905)


def state(freshness: Freshness) -> PositioningState:
    return PositioningState(
        freshness=freshness,
        age_s=34.0,
        last_valid=Fix(
            source="roof",
            arrived_mono_s=1.0,
            time=datetime(2026, 5, 4, 1, 2, 3, tzinfo=UTC),
            point=LAST,
        ),
        estimate=PositionEstimate(
            point=NOW, radius_m=210.0, reckoned_for_s=34.0, driven_m=425.0, course_true_deg=90.0
        ),
    )


def test_a_lost_vehicle_keeps_its_last_place_and_offers_a_reckoned_one() -> None:
    mark = own_mark(state(Freshness.LOST), "01")
    assert mark is not None
    assert mark.estimate is not None
    assert (mark.point, mark.estimate.point) == (LAST, NOW)
    assert mark.estimate.note.startswith("推算")


@pytest.mark.parametrize("freshness", [Freshness.LIVE, Freshness.STALE])
def test_a_fix_that_is_not_lost_stands_for_itself(freshness: Freshness) -> None:
    mark = own_mark(state(freshness), "01")
    assert mark is not None
    assert mark.estimate is None
