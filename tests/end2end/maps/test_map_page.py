# SPDX-License-Identifier: Apache-2.0
"""The page of the map in a real Chromium process: what it draws, and what it may not do."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.ui.pages.map.canvas import FOLLOW
from command_vehicle.ui.pages.map.page import NEAR_ZOOM
from command_vehicle.ui.style import NIGHT
from tests.support.map_world import MapWorld, fix_at
from tests.support.web_map import NO_GPU, WebMapRig, count

pytestmark = [
    pytest.mark.webengine,
    pytest.mark.slow,
    pytest.mark.qt_log_ignore(*NO_GPU, extend=True),
]

PARK = GeoPoint(latitude_deg=40.2295, longitude_deg=101.9605)


@pytest.fixture(name="rig")
def _rig(qtbot: QtBot) -> Iterator[WebMapRig]:
    world = MapWorld()
    world.county.fill()
    world.drive()
    rig = WebMapRig(qtbot, world)
    yield rig
    rig.close()


def test_nothing_is_asked_of_any_network(rig: WebMapRig) -> None:
    rig.wait_until_seen("mapIndustry", 500)
    rig.surface.look(PARK, 6)
    rig.wait_until_seen("mapWaterEdge", 20)
    assert rig.source.guard.blocked_count == 0
    assert rig.source.guard.allowed_count > 20


def test_the_page_names_no_address_but_its_own(rig: WebMapRig) -> None:
    script = (
        "JSON.stringify([...document.querySelectorAll('script[src],link[href],img[src]')]"
        ".map((tag) => tag.src || tag.href).filter((url) => !url.startsWith('cvmap://map/')))"
    )
    assert rig.ask(script) == "[]"


def test_a_request_to_the_outside_is_refused_and_counted(
    rig: WebMapRig, caplog: pytest.LogCaptureFixture
) -> None:
    script = "fetch('https://example.com/x').catch((error) => { window.refused = '' + error; }); 1"
    rig.ask(script)
    rig.wait(lambda: rig.source.guard.blocked_count > 0)
    rig.wait(lambda: bool(rig.ask("window.refused || ''")))
    assert set(rig.source.guard.blocked) == {"https://example.com/x"}
    assert "example.com" in caplog.text


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd",
        "/own/../../../pyproject.toml",
        "/own/%2e%2e/%2e%2e/pyproject.toml",
        "//etc/passwd",
        "/tiles/../../../etc/passwd",
        "/tiles/qinglan_county/99/1/1",
    ],
)
def test_no_path_leads_out_of_the_page(rig: WebMapRig, path: str) -> None:
    script = (
        f"window.answer = undefined; fetch('cvmap://map{path}')"
        ".then((answer) => answer.arrayBuffer())"
        ".then((bytes) => { window.answer = bytes.byteLength; })"
        ".catch(() => { window.answer = -1; }); 1"
    )
    rig.ask(script)
    rig.wait(lambda: isinstance(rig.ask("window.answer"), int | float))
    size = rig.ask("window.answer")
    assert isinstance(size, int | float)
    assert size <= 0


def test_streets_water_and_houses_are_drawn_by_day_and_by_night(rig: WebMapRig) -> None:
    rig.surface.look(GeoPoint(latitude_deg=40.2150, longitude_deg=101.9880), 14)
    for role in ("mapWater", "mapBuilt", "mapRoad"):
        rig.wait_until_seen(role, 30)
    rig.style.set_theme(NIGHT)
    for role in ("mapWater", "mapBuilt", "mapRoad"):
        rig.wait_until_seen(role, 30)


def test_beyond_the_finest_zoom_the_map_is_enlarged_and_never_blank(rig: WebMapRig) -> None:
    rig.surface.look(PARK, 18)
    rig.wait(lambda: rig.view.zoom == 18)
    rig.wait_until_seen("mapIndustry", 5_000)
    assert "用 15 级放大显示" in rig.page.canvas.bar.accessibleName()


def test_the_vehicle_stands_in_the_middle_while_it_is_followed(rig: WebMapRig) -> None:
    rig.page.canvas.keys[FOLLOW].setChecked(False)
    rig.page.canvas.keys[FOLLOW].click()
    rig.world.positioning.fix_received(fix_at(101.9400, 40.2130, rig.world.clock.monotonic_s()))
    rig.wait(lambda: abs(rig.view.centre.longitude_deg - 101.9400) < 1e-4)
    assert rig.surface.follows
    rig.wait_until_seen("mapOwn", 30)


def test_looking_elsewhere_ends_following(rig: WebMapRig) -> None:
    rig.surface.set_follow(follows=True)
    rig.surface.look(PARK, 16)
    assert not rig.page.canvas.keys[FOLLOW].isChecked()
    rig.wait(lambda: abs(rig.view.centre.longitude_deg - PARK.longitude_deg) < 1e-4)


def test_when_its_process_dies_a_stand_in_draws_and_hands_back_in_the_same_place(
    rig: WebMapRig, caplog: pytest.LogCaptureFixture
) -> None:
    rig.surface.look(PARK, 16)
    rig.wait(lambda: rig.view.zoom == 16)
    before = rig.view
    rig.kill_page()
    rig.wait(lambda: rig.surface.is_standing_in, 2_000)
    rig.wait_until_seen("mapIndustry", 500)
    assert count(rig.picture(), rig.style.color("mapHazard")) > 30
    rig.wait(lambda: not rig.surface.is_standing_in, 20_000)
    rig.wait_until_seen("mapHazard", 30)
    rig.wait_until_seen("mapIndustry", 500)
    assert rig.view.zoom == before.zoom
    assert abs(rig.view.centre.latitude_deg - before.centre.latitude_deg) < 1e-5
    assert abs(rig.view.centre.longitude_deg - before.centre.longitude_deg) < 1e-5
    assert "died" in caplog.text


def test_a_press_on_a_symbol_opens_its_panel(rig: WebMapRig) -> None:
    rig.surface.look(GeoPoint(latitude_deg=40.2199, longitude_deg=101.9755), 17)
    rig.wait(lambda: rig.view.zoom == 17)
    rig.wait(lambda: bool(rig.ask("(cv.page.objects.drawn || []).length")))
    code = rig.ask(
        "(() => { const { objects, map } = cv.page;"
        " const { box, hit } = objects.drawn.find((drawn) => drawn.hit.id);"
        " const middle = L.point((box.left + box.right) / 2, (box.top + box.bottom) / 2);"
        " const at = map.layerPointToContainerPoint(objects.canvas.origin.add(middle));"
        " cv.page.press({ containerPoint: at }); return hit.id; })()"
    )
    rig.wait(lambda: rig.page.panel.object.code == code)
    assert rig.page.panel.current_tab == ""


def test_the_first_fix_brings_the_vehicle_close(qtbot: QtBot) -> None:
    rig = WebMapRig(qtbot, MapWorld())
    assert rig.view.zoom == 12
    rig.world.positioning.fix_received(fix_at(101.9400, 40.2130, rig.world.clock.monotonic_s()))
    rig.wait(lambda: rig.view.zoom == NEAR_ZOOM)
    rig.wait(lambda: abs(rig.view.centre.longitude_deg - 101.9400) < 1e-4)
    assert rig.surface.follows
    rig.close()
