# SPDX-License-Identifier: Apache-2.0
"""Packs on disk: those of ours, those of other programs, and damaged ones."""

from pathlib import Path

import pytest

from command_vehicle.adapters.maps.mbtiles import MbtilesFile
from command_vehicle.adapters.maps.packs import PackLibrary, read_pack
from command_vehicle.adapters.paths import shipped_dir
from command_vehicle.domain.datum import Frame
from command_vehicle.domain.errors import ErrorCode, InputError
from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.maps import PackFault, PackKind
from command_vehicle.domain.web_mercator import TileAddress, tile_of
from command_vehicle.protocols.mvt import decode
from tests.support.map_packs import PNG, packed, water_tile, write_pack

TOP = TileAddress(zoom=8, column=200, row=96)
SHIPPED = sorted(shipped_dir("offline_maps").glob("*.mbtiles"))
MANIFEST = {
    "name": {"zh": "试验", "en": "Trial"},
    "area": [101.0, 40.0, 102.0, 41.0],
    "frame": "wgs84",
    "source": "survey",
    "licence": "internal",
    "date": "2026-10",
}


@pytest.mark.slow
@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_every_tile_that_ships_can_be_read(file: Path) -> None:
    with MbtilesFile(file) as tiles:
        assert tiles.check() > 500


def test_what_ships_says_where_it_comes_from() -> None:
    packs = [read_pack(file) for file in SHIPPED]
    assert [pack.key for pack in packs] == ["china_overview", "qinglan_county"]
    assert all(pack.source and pack.licence and pack.dated for pack in packs)
    assert [pack.fictional for pack in packs] == [False, True]


def test_what_ships_is_small() -> None:
    assert sum(file.stat().st_size for file in SHIPPED) < 8_000_000


@pytest.mark.slow
def test_no_boundary_is_drawn() -> None:
    layers = set()
    for file in SHIPPED:
        with MbtilesFile(file) as tiles:
            for address in tiles.addresses():
                layers |= {layer.name for layer in decode(tiles.tile(address) or b"")}
    assert layers <= {
        "landcover", "landuse", "water", "waterway", "building", "transportation",
        "transportation_name", "water_name", "place", "poi",
    }  # fmt: skip


def test_a_tile_that_is_missing_is_answered_by_its_parent(tmp_path: Path) -> None:
    write_pack(tmp_path / "lake.mbtiles", {TOP: packed(water_tile())})
    library = PackLibrary([tmp_path])
    deep = TileAddress(zoom=11, column=TOP.column * 8 + 5, row=TOP.row * 8 + 2)
    assert library.tile("lake", deep) == (TOP, water_tile())
    library.close()


def test_a_tile_elsewhere_is_answered_by_nothing(tmp_path: Path) -> None:
    write_pack(tmp_path / "lake.mbtiles", {TOP: packed(water_tile())})
    library = PackLibrary([tmp_path])
    assert library.tile("lake", TileAddress(zoom=9, column=1, row=1)) is None
    assert library.tile("no such pack", TOP) is None
    assert library.tile("lake", TileAddress(zoom=3, column=9, row=0)) is None
    library.close()


def test_a_pack_of_another_program_is_taken_by_the_rules_of_mbtiles(tmp_path: Path) -> None:
    file = write_pack(
        tmp_path / "photo.mbtiles",
        {TOP: PNG},
        {"name": "Aerial", "bounds": "101.2,40.1,101.9,40.4", "format": "png"},
    )
    pack = read_pack(file)
    assert (pack.kind, pack.name_zh) == (PackKind.RASTER, "Aerial")
    assert (pack.frame, pack.frame_declared) == (Frame.WGS84, False)
    assert (pack.min_zoom, pack.max_zoom, pack.area.west_deg) == (8, 8, 101.2)


def test_the_manifest_tells_the_frame(tmp_path: Path) -> None:
    file = write_pack(tmp_path / "a.mbtiles", {TOP: PNG}, manifest={**MANIFEST, "frame": "gcj02"})
    pack = read_pack(file)
    assert (pack.frame, pack.lies_true, pack.licence) == (Frame.GCJ02, False, "internal")


def _refusal(file: Path) -> tuple[ErrorCode, object]:
    with pytest.raises(InputError) as refused:
        read_pack(file)
    return refused.value.code, refused.value.params["reason"]


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.mbtiles"
    file.write_bytes(b"not a map at all" * 300)
    assert _refusal(file) == (ErrorCode.MAP_PACK_BROKEN, PackFault.NOT_MBTILES.value)


def test_a_pack_without_tiles_is_refused(tmp_path: Path) -> None:
    file = write_pack(tmp_path / "x.mbtiles", {})
    assert _refusal(file) == (ErrorCode.MAP_PACK_BROKEN, PackFault.NO_TILES.value)


def test_a_pack_whose_tiles_are_cut_short_is_refused(tmp_path: Path) -> None:
    file = write_pack(tmp_path / "x.mbtiles", {TOP: packed(water_tile())[:-9]})
    assert _refusal(file) == (ErrorCode.MAP_PACK_BROKEN, PackFault.TILE_UNREADABLE.value)


def test_a_manifest_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    file = write_pack(tmp_path / "x.mbtiles", {TOP: PNG})
    file.with_suffix(".json").write_text("{", encoding="utf-8")
    assert _refusal(file) == (ErrorCode.MAP_PACK_BROKEN, PackFault.MANIFEST_UNREADABLE.value)


@pytest.mark.parametrize("wrong", [{"frame": "mars"}, {"area": [1, 2, 3]}, {"name": "x"}])
def test_a_manifest_that_is_wrong_is_refused(tmp_path: Path, wrong: dict[str, object]) -> None:
    file = write_pack(tmp_path / "x.mbtiles", {TOP: PNG}, manifest={**MANIFEST, **wrong})
    assert _refusal(file) == (ErrorCode.MAP_PACK_BROKEN, PackFault.MANIFEST_WRONG.value)


def test_one_damaged_pack_does_not_stop_the_others(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "bad.mbtiles").write_bytes(b"x" * 5000)
    write_pack(tmp_path / "good.mbtiles", {TOP: packed(water_tile())})
    library = PackLibrary([tmp_path, tmp_path / "no such folder"])
    assert [pack.key for pack in library.packs()] == ["good"]
    assert [refused.fault for refused in library.refused()] == [PackFault.NOT_MBTILES]
    assert "bad.mbtiles" in caplog.text
    library.close()


def test_two_packs_of_one_name_are_not_confused(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for folder in ("first", "second"):
        (tmp_path / folder).mkdir()
        write_pack(tmp_path / folder / "same.mbtiles", {TOP: packed(water_tile())})
    library = PackLibrary([tmp_path / "first", tmp_path / "second"])
    assert [refused.fault for refused in library.refused()] == [PackFault.KEY_TAKEN]
    assert "first" in library.packs()[0].file
    assert "second" in caplog.text
    library.close()


def test_a_damaged_tile_counts_as_missing(tmp_path: Path) -> None:
    below = TileAddress(zoom=9, column=TOP.column * 2, row=TOP.row * 2)
    tiles = {TOP: packed(water_tile()), below: b"\x1f\x8b broken"}
    write_pack(tmp_path / "lake.mbtiles", tiles)
    library = PackLibrary([tmp_path])
    assert library.tile("lake", below) == (TOP, water_tile())
    library.close()


def test_places_are_found_by_a_part_of_their_name() -> None:
    library = PackLibrary([shipped_dir("offline_maps")])
    names = [place.name_zh for place in library.places("石桥", 5)]
    assert names[0] == "石桥村"
    assert library.places("Wuhan", 5)[0].name_zh == "武汉"
    assert library.places("100%_", 5) == ()
    library.close()


def test_the_streets_of_the_sample_county_are_where_its_data_are() -> None:
    library = PackLibrary([shipped_dir("offline_maps")])
    park = tile_of(GeoPoint(latitude_deg=40.2300, longitude_deg=101.9605), 15)
    found = library.tile("qinglan_county", park)
    assert found is not None
    names = {feature.tags.get("name") for layer in decode(found[1]) for feature in layer.features}
    assert {"园区大道", "经二路"} <= names
    library.close()
