# SPDX-License-Identifier: Apache-2.0
"""From an OpenStreetMap extract to a pack, by the commands a person types."""

from pathlib import Path

import pytest

from command_vehicle.adapters.maps.building.from_osm import OsmPackWish, build_from_osm
from command_vehicle.adapters.maps.building.place_names import chinese_name
from command_vehicle.adapters.maps.mbtiles import MbtilesFile
from command_vehicle.adapters.maps.packs import PackLibrary
from command_vehicle.adapters.paths import shipped_dir
from command_vehicle.domain.errors import ErrorCode, InputError
from command_vehicle.protocols.mvt import Feature, decode
from tests.support.commands import run_command

EXTRACT = """<?xml version="1.0" encoding="UTF-8"?>
<osm version="0.6">
<bounds minlat="40.0" minlon="101.0" maxlat="40.1" maxlon="101.1"/>
<node id="1" lat="40.01" lon="101.01"/><node id="2" lat="40.05" lon="101.05"/>
<node id="3" lat="40.05" lon="101.06"/><node id="4" lat="40.06" lon="101.06"/>
<node id="5" lat="40.06" lon="101.05"/>
<node id="6" lat="40.03" lon="101.03"><tag k="place" v="village"/><tag k="name" v="东村"/>
<tag k="name:en" v="Dongcun"/></node>
<node id="7" lat="40.052" lon="101.052"/><node id="8" lat="40.052" lon="101.054"/>
<node id="9" lat="40.054" lon="101.054"/>
<way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="primary"/><tag k="name" v="大街"/>
<tag k="ref" v="G7"/></way>
<way id="2"><nd ref="2"/><nd ref="3"/><nd ref="4"/></way>
<way id="3"><nd ref="4"/><nd ref="5"/><nd ref="2"/></way>
<way id="4"><nd ref="7"/><nd ref="8"/><nd ref="9"/><nd ref="7"/></way>
<way id="5"><nd ref="1"/><nd ref="99"/><nd ref="2"/><tag k="boundary" v="administrative"/>
<tag k="admin_level" v="2"/></way>
<relation id="1"><member type="way" ref="2" role="outer"/><member type="way" ref="3" role="outer"/>
<member type="way" ref="4" role="inner"/>
<tag k="type" v="multipolygon"/><tag k="natural" v="water"/><tag k="name" v="北湖"/></relation>
</osm>
"""


@pytest.fixture(name="extract")
def _extract(tmp_path: Path) -> Path:
    file = tmp_path / "area.osm"
    file.write_text(EXTRACT, encoding="utf-8")
    return file


def _features(pack: Path) -> dict[str, list[Feature]]:
    """Features of the finest tiles by layer."""
    found: dict[str, list[Feature]] = {}
    with MbtilesFile(pack) as tiles:
        finest = tiles.zooms[1]
        for address in tiles.addresses():
            if address.zoom == finest:
                for layer in decode(tiles.tile(address) or b""):
                    found.setdefault(layer.name, []).extend(layer.features)
    return found


@pytest.mark.slow
def test_an_extract_becomes_a_pack_that_the_map_shows(extract: Path, tmp_path: Path) -> None:
    ran = run_command(
        "maps", "build", extract, "--out", tmp_path / "maps", "--name-zh", "试验区",
        "--date", "2026-10", "--data-dir", tmp_path,
    )  # fmt: skip
    assert ran.code == 0, ran.said
    (report,) = ran.records
    listed = run_command("maps", "list", "--data-dir", tmp_path)
    (pack,) = [record for record in listed.records if record["key"] == "area"]
    assert pack["file"] == report["file"]
    assert (pack["name_zh"], pack["dated"], pack["licence"]) == ("试验区", "2026-10", "ODbL 1.0")
    assert (pack["min_zoom"], pack["max_zoom"]) == (8, 15)
    assert pack["area"]["east_deg"] == 101.1
    checked = run_command("maps", "check", report["file"], "--data-dir", tmp_path)
    assert checked.records[0]["tiles"] == report["tiles"]


def test_roads_water_and_names_arrive_in_their_layers(extract: Path, tmp_path: Path) -> None:
    pack = tmp_path / "area.mbtiles"
    build_from_osm(extract, pack, OsmPackWish(name_zh="试验区", name_en="Trial"))
    layers = _features(pack)
    assert {f.tags["class"] for f in layers["transportation"]} == {"primary"}
    assert layers["transportation_name"][0].tags["ref"] == "G7"
    assert {f.tags["name"] for f in layers["place"]} == {"东村"}
    assert {f.tags["name"] for f in layers["water_name"]} == {"北湖"}
    assert any(len(f.parts) == 2 for f in layers["water"]), "the island is a hole"


def test_administrative_boundaries_are_left_out(extract: Path, tmp_path: Path) -> None:
    pack = tmp_path / "area.mbtiles"
    build_from_osm(extract, pack, OsmPackWish(name_zh="试验区", name_en="Trial"))
    classes = {f.tags.get("class") for features in _features(pack).values() for f in features}
    assert "administrative" not in classes
    assert "boundary" not in _features(pack)


def test_names_can_be_searched(extract: Path, tmp_path: Path) -> None:
    build_from_osm(extract, tmp_path / "area.mbtiles", OsmPackWish(name_zh="试", name_en="Trial"))
    library = PackLibrary([tmp_path])
    assert [place.category for place in library.places("大街", 5)] == ["road"]
    assert [place.name_zh for place in library.places("dongc", 5)] == ["东村"]
    assert [place.name_zh for place in library.settlements(library.packs()[0].area)] == ["东村"]
    library.close()


def test_the_same_extract_gives_the_same_bytes(extract: Path, tmp_path: Path) -> None:
    wish = OsmPackWish(name_zh="试验区", name_en="Trial")
    packs = [tmp_path / "one.mbtiles", tmp_path / "two.mbtiles"]
    for pack in packs:
        build_from_osm(extract, pack, wish)
    assert packs[0].read_bytes() == packs[1].read_bytes()


@pytest.mark.slow
def test_the_sample_county_that_ships_is_what_its_extract_gives(tmp_path: Path) -> None:
    built = tmp_path / "qinglan_county.mbtiles"
    wish = OsmPackWish(name_zh="青岚县（虚构）", name_en="Qinglan County (fictional)")
    build_from_osm(shipped_dir("resources") / "sample_county" / "county.osm", built, wish)
    with (
        MbtilesFile(built) as new,
        MbtilesFile(shipped_dir("offline_maps") / built.name) as shipped,
    ):
        addresses = list(new.addresses())
        assert addresses == list(shipped.addresses())
        assert all(new.tile(address) == shipped.tile(address) for address in addresses)


@pytest.mark.slow
def test_an_extract_that_is_not_there_is_said_in_words(tmp_path: Path) -> None:
    ran = run_command(
        "maps", "build", tmp_path / "no.osm", "--out", tmp_path, "--data-dir", tmp_path
    )
    assert ran.code == 1
    assert "no.osm" in ran.said


@pytest.mark.parametrize(
    "text",
    ["<osm><node id='1'", "<osm><node id='x' lat='1' lon='1'/></osm>", "<osm></osm>"],
)
def test_an_extract_that_cannot_be_read_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "bad.osm"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        build_from_osm(file, tmp_path / "x.mbtiles", OsmPackWish(name_zh="x", name_en="x"))
    assert refused.value.code is ErrorCode.FILE_UNREADABLE
    assert not (tmp_path / "x.mbtiles").exists()


def test_an_extract_that_declares_entities_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "bomb.osm"
    file.write_text('<!DOCTYPE osm [<!ENTITY a "aaaa">]><osm>&a;</osm>', encoding="utf-8")
    with pytest.raises(InputError, match="entities"):
        build_from_osm(file, tmp_path / "x.mbtiles", OsmPackWish(name_zh="x", name_en="x"))


@pytest.mark.slow
def test_a_broken_pack_is_refused_by_its_check(tmp_path: Path) -> None:
    file = tmp_path / "broken.mbtiles"
    file.write_bytes(b"SQLite format 3\x00" + b"\x00" * 4000)
    ran = run_command("maps", "check", file, "--data-dir", tmp_path)
    assert ran.code == 1
    assert "broken.mbtiles" in ran.said


READINGS = {"许昌": "xuchang", "将官池": "jiangguanchi", "北京": "beijing", "北平": "beiping"}


@pytest.mark.parametrize(
    ("names", "latin", "expected"),
    [
        (["Xuchang", "将官池", "许昌市", "許昌"], "Xuchang", "许昌"),
        (["北京", "北京市", "北平"], "Peking", "北京"),
        (["Lhasa", "拉薩"], "Lhasa", ""),
    ],
)
def test_the_chinese_name_in_common_use_is_chosen(
    names: list[str], latin: str, expected: str
) -> None:
    assert chinese_name(names, latin, lambda name: READINGS.get(name, "")) == expected
