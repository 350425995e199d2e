# SPDX-License-Identifier: Apache-2.0
"""Writes resources/sample_county/county.osm: `python -m scripts.sample_county`.

Qinglan County lies in an empty stretch of desert, so that nothing real is under it. Everything
between the places of `places.py` is laid out from a fixed seed, the same at every run.
"""

from pathlib import Path

from scripts.sample_county.county import County
from scripts.sample_county.industry import lay_park, lay_sites
from scripts.sample_county.land import lay_fields, lay_names, lay_woods
from scripts.sample_county.roads import lay_main_roads
from scripts.sample_county.settlements import lay_seat, lay_towns, lay_villages
from scripts.sample_county.water import lay_water

OUT = Path(__file__).resolve().parents[2] / "resources" / "sample_county" / "county.osm"
STEPS = (
    lay_water,
    lay_main_roads,
    lay_seat,
    lay_towns,
    lay_park,
    lay_sites,
    lay_villages,
    lay_fields,
    lay_woods,
    lay_names,
)

if __name__ == "__main__":
    county = County()
    for step in STEPS:
        step(county)
    county.extract.write(OUT)
