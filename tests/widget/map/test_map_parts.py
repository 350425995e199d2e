# SPDX-License-Identifier: Apache-2.0
"""The parts of the Map page that need no Chromium, driven as a hand would."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

from command_vehicle.domain.datum import Frame
from command_vehicle.domain.geodesy import GeoBox, GeoPoint
from command_vehicle.domain.maps import MapPack, MapView, PackFault, PackKind, Place, RefusedPack
from command_vehicle.domain.positioning import Freshness
from command_vehicle.domain.timeline import EntryFilter
from command_vehicle.services.ports import PageOf
from command_vehicle.services.resources.around import Around
from command_vehicle.ui.components.text import Text
from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.pages.map.around_tab import AroundTab
from command_vehicle.ui.pages.map.incident_tab import IncidentTab
from command_vehicle.ui.pages.map.info_bar import InfoBar, ScaleBar
from command_vehicle.ui.pages.map.layers_tab import LayersTab
from command_vehicle.ui.pages.map.link import MapLink
from command_vehicle.ui.pages.map.marks import LayerState, own_mark, picture_marks
from command_vehicle.ui.pages.map.news_tab import NewsTab
from command_vehicle.ui.pages.map.object_view import ObjectView
from command_vehicle.ui.pages.map.painted_map import PaintedMap
from command_vehicle.ui.pages.map.search_box import SearchBox
from command_vehicle.ui.pages.map.side_rows import SideList
from command_vehicle.ui.style import Style
from tests.support.county import BEIJING
from tests.support.hands import press, type_words
from tests.support.look import make_icons, make_style
from tests.support.map_world import MapWorld

PARK = GeoPoint(latitude_deg=40.2300, longitude_deg=101.9605)
PACK = MapPack(
    key="a",
    file="a.mbtiles",
    name_zh="甲图",
    name_en="Map A",
    area=GeoBox(south_deg=40.0, west_deg=101.0, north_deg=41.0, east_deg=103.0),
    min_zoom=8,
    max_zoom=15,
    kind=PackKind.VECTOR,
    frame=Frame.WGS84,
    dated="2026-11",
    source="survey",
)


@pytest.fixture(name="style")
def _style() -> Style:
    return make_style()


@pytest.fixture(name="icons")
def _icons() -> IconSet:
    return make_icons()


@pytest.fixture(name="world")
def _world() -> Iterator[MapWorld]:
    world = MapWorld()
    world.county.fill()
    yield world
    world.close()


def _view(zoom: float, around: GeoPoint = PARK) -> MapView:
    return MapView(
        box=GeoBox(
            south_deg=around.latitude_deg - 0.01,
            west_deg=around.longitude_deg - 0.02,
            north_deg=around.latitude_deg + 0.01,
            east_deg=around.longitude_deg + 0.02,
        ),
        zoom=zoom,
    )


def _choose(rows: SideList, number: int) -> None:
    view: QAbstractItemView = rows
    place = view.visualRect(view.model().index(number, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def _around(world: MapWorld, radius_m: float) -> Around:
    answers: list[Around] = []
    world.county.resources.around(PARK, radius_m, answers.append)
    return answers[0]


# Around here ---------------------------------------------------------------------------------


def test_around_lists_what_is_in_danger_first_and_counts_what_nobody_knows(
    qtbot: QtBot, world: MapWorld, style: Style, icons: IconSet
) -> None:
    tab = AroundTab(style, icons)
    qtbot.addWidget(tab)
    around = _around(world, 3_000)
    tab.show_around(around, "青岚指挥01")
    headings = [row.first for row in tab.list.rows if not row.key]
    assert headings == ["防护目标", "危险源", "应急资源"]
    assert tab.count.text() == f"{len(around.near)} 处"
    assert "未知" in tab.unknown.shown_text
    unknown = [row for row in tab.list.rows if row.second.startswith("? 人")]
    assert unknown
    assert all(row.second_role == "doubt" for row in unknown)


def test_a_press_on_a_row_chooses_the_resource(
    qtbot: QtBot, world: MapWorld, style: Style, icons: IconSet
) -> None:
    tab = AroundTab(style, icons)
    qtbot.addWidget(tab)
    tab.resize(320, 600)
    tab.show_around(_around(world, 3_000), "青岚指挥01")
    tab.show()
    with qtbot.waitSignal(tab.chosen) as chosen:
        _choose(tab.list, 1)
    assert chosen.args == [tab.list.rows[1].key]


def test_another_radius_asks_anew(qtbot: QtBot, style: Style, icons: IconSet) -> None:
    tab = AroundTab(style, icons)
    qtbot.addWidget(tab)
    with qtbot.waitSignal(tab.radius_chosen):
        tab.radius.button("10000").click()
    assert tab.radius_m == 10_000.0


def test_where_nothing_is_the_panel_says_what_to_do(
    qtbot: QtBot, world: MapWorld, style: Style, icons: IconSet
) -> None:
    tab = AroundTab(style, icons)
    qtbot.addWidget(tab)
    tab.show_around(replace(_around(world, 1_000), near=(), totals=()), "青岚指挥01")
    assert tab.list.rows == ()
    tab.show_no_centre()
    assert tab.centre.text() == "无位置"


# Layers --------------------------------------------------------------------------------------


def test_a_pack_is_hidden_and_faded_by_hand(qtbot: QtBot, style: Style) -> None:
    tab = LayersTab(style, [LayerState(pack=PACK)], [], language="zh")
    qtbot.addWidget(tab)
    with qtbot.waitSignal(tab.layer_changed) as hidden:
        tab.eyes["a"].click()
    with qtbot.waitSignal(tab.layer_changed) as faded:
        tab.sliders["a"].setValue(10)
    assert hidden.args is not None
    assert not hidden.args[0].is_visible
    assert faded.args is not None
    assert (faded.args[0].is_visible, faded.args[0].opacity) == (False, 0.5)


def test_a_pack_in_a_shifted_frame_cannot_be_laid_over(qtbot: QtBot, style: Style) -> None:
    pack = replace(PACK, frame=Frame.GCJ02)
    tab = LayersTab(style, [LayerState(pack=pack, is_visible=False)], [], language="zh")
    qtbot.addWidget(tab)
    assert not tab.eyes["a"].isEnabled()


def test_a_refused_file_is_named_with_its_reason(qtbot: QtBot, style: Style) -> None:
    refused = RefusedPack(file="/maps/bad.mbtiles", fault=PackFault.TILE_UNREADABLE)
    tab = LayersTab(style, [], [refused], language="zh")
    qtbot.addWidget(tab)
    words = [label.text() for label in tab.findChildren(Text)]
    assert "bad.mbtiles" in words
    assert "瓦片已损坏。换一份文件再放进来。" in words


# Incident and news ---------------------------------------------------------------------------


def test_the_incident_shows_its_level_and_what_is_not_known(
    qtbot: QtBot, world: MapWorld, style: Style, icons: IconSet
) -> None:
    world.tell()
    tab = IncidentTab(style, icons, zone=BEIJING)
    qtbot.addWidget(tab)
    incidents = world.county.incidents
    tab.show_incident(incidents.current, incidents.elapsed_s)
    facts = {fact.name: fact.value for fact in tab.facts.facts}
    assert tab.title.text() == "华澄公司液氯泄漏"
    assert tab.shield.accessibleName() == "Ⅲ级响应"
    assert facts["伤亡（接报时）"] == "未知"
    with qtbot.waitSignal(tab.map_wanted):
        tab.map_key.click()


def test_news_shows_each_line_with_how_far_it_has_come(
    qtbot: QtBot, world: MapWorld, style: Style, icons: IconSet
) -> None:
    world.tell()
    tab = NewsTab(style, icons, zone=BEIJING)
    qtbot.addWidget(tab)
    tab.show_entries(world.county.store.entries(EntryFilter(), PageOf()))
    newest = tab.list.rows[0]
    assert newest.text.startswith("3# 测点氯气")
    assert newest.sign is not None
    assert newest.sign.word == "已存"


def test_a_resource_is_shown_with_its_distance(
    qtbot: QtBot, world: MapWorld, style: Style, icons: IconSet
) -> None:
    state = world.county.store.resource("QL-HZ-01")
    assert state is not None
    view = ObjectView(style, icons, now=world.clock.now)
    qtbot.addWidget(view)
    view.show_state(state, GeoPoint(latitude_deg=40.2345, longitude_deg=101.9542))
    facts = {fact.name: fact.value for fact in view.facts.facts}
    assert facts["距本车"].startswith("东南")
    view.show_state(state, None)
    assert {fact.name: fact.value for fact in view.facts.facts}["距本车"] == "未知"


# Search --------------------------------------------------------------------------------------


def _search(world: MapWorld, style: Style, icons: IconSet, qtbot: QtBot) -> SearchBox:
    box = SearchBox(world.maps, world.county.resources, style, icons, own=lambda: PARK)
    qtbot.addWidget(box)
    box.show()
    return box


def test_places_and_resources_are_found_together(
    qtbot: QtBot, world: MapWorld, style: Style, icons: IconSet
) -> None:
    box = _search(world, style, icons, qtbot)
    type_words(box.field, "石桥村")
    press(box.field, Qt.Key.Key_Return)
    names = [row.first for row in box.list.rows]
    assert names.count("石桥村") >= 2
    with qtbot.waitSignal(box.place_chosen) as chosen:
        _choose(box.list, next(n for n, row in enumerate(box.list.rows) if not row.icon))
    assert chosen.args is not None
    place = chosen.args[0]
    assert isinstance(place, Place)
    assert not box.list.isVisible()


def test_what_is_not_found_is_said(
    qtbot: QtBot, world: MapWorld, style: Style, icons: IconSet
) -> None:
    box = _search(world, style, icons, qtbot)
    type_words(box.field, "没有这里")
    press(box.field, Qt.Key.Key_Return)
    assert box.list.rows[0].first == "没有找到“没有这里”"
    press(box.field, Qt.Key.Key_Escape)
    assert not box.list.isVisible()


# Bars ----------------------------------------------------------------------------------------


def test_the_bar_names_cursor_scale_and_pack(qtbot: QtBot, style: Style) -> None:
    bar = InfoBar(style, language="zh")
    qtbot.addWidget(bar)
    bar.show_view(_view(14), [LayerState(pack=PACK)])
    bar.show_cursor(PARK)
    words = [text for text, _, _ in bar.parts]
    assert "底图 甲图 2026-11" in words
    assert any(text.startswith("40°13′48.0″N") for text in words)
    assert "40.23000, 101.96050" in words
    assert any(text.startswith("1 : ") for text in words)


def test_the_bar_says_when_tiles_are_enlarged_and_when_there_are_none(
    qtbot: QtBot, style: Style
) -> None:
    bar = InfoBar(style, language="zh")
    qtbot.addWidget(bar)
    bar.show_view(_view(17), [LayerState(pack=PACK)])
    assert bar.parts[0][0] == "此处底图缺 17 级，用 15 级放大显示。"
    far = GeoPoint(latitude_deg=10.0, longitude_deg=20.0)
    bar.show_view(_view(12, far), [LayerState(pack=PACK)])
    assert bar.parts[-1][0] == "此处没有底图"


@pytest.mark.parametrize(("zoom", "words"), [(16, "100 m"), (13, "1 km"), (9, "20 km")])
def test_the_rule_has_a_round_length(qtbot: QtBot, style: Style, zoom: int, words: str) -> None:
    scale = ScaleBar(style)
    qtbot.addWidget(scale)
    scale.show_view(_view(zoom))
    assert scale.accessibleName().replace("\u2009", " ") == words


# The stand-in --------------------------------------------------------------------------------


def _painted(world: MapWorld, style: Style, icons: IconSet, qtbot: QtBot) -> PaintedMap:
    painted = PaintedMap(world.library.tile, style, icons)
    qtbot.addWidget(painted)
    painted.resize(600, 400)
    painted.show_layers([LayerState(pack=pack) for pack in world.library.packs()])
    painted.look(PARK, 16)
    painted.show()
    return painted


def test_the_stand_in_draws_the_same_packs(
    qtbot: QtBot, world: MapWorld, style: Style, icons: IconSet
) -> None:
    painted = _painted(world, style, icons, qtbot)
    wanted = style.color("mapIndustry").rgb()
    qtbot.waitUntil(lambda: painted.grab().toImage().pixel(80, 60) == wanted, timeout=10_000)


def test_the_stand_in_is_panned_by_hand_and_tells_where_it_is(
    qtbot: QtBot, world: MapWorld, style: Style, icons: IconSet
) -> None:
    painted = _painted(world, style, icons, qtbot)
    before = painted.view.centre
    with qtbot.waitSignals([painted.drag_begun, painted.view_seen]):
        QTest.mousePress(painted, Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
        QTest.mouseMove(painted, QPoint(250, 200))
        QTest.mouseMove(painted, QPoint(200, 200))
        QTest.mouseRelease(painted, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    assert painted.view.centre.longitude_deg > before.longitude_deg


def test_a_symbol_of_the_stand_in_can_be_pressed(
    qtbot: QtBot, world: MapWorld, style: Style, icons: IconSet
) -> None:
    painted = _painted(world, style, icons, qtbot)
    state = world.county.store.resource("QL-HZ-06")
    assert state is not None
    assert state.point is not None
    painted.look(state.point)
    world.maps.look(
        painted.view,
        lambda picture: painted.show_picture(picture_marks(picture, world.clock.now())),
        apart="QL-HZ-06",
    )
    with qtbot.waitSignal(painted.pressed) as pressed:
        QTest.mouseClick(painted, Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
    assert pressed.args == ["QL-HZ-06"]


# What the page is told, and what it may say --------------------------------------------------


def test_the_own_vehicle_ages_from_live_to_lost(world: MapWorld) -> None:
    world.drive()
    live = own_mark(world.positioning.state(), "青岚指挥01")
    world.clock.advance(5)
    stale = own_mark(world.positioning.state(), "青岚指挥01")
    world.clock.advance(60)
    lost = own_mark(world.positioning.state(), "青岚指挥01")
    assert live is not None
    assert stale is not None
    assert lost is not None
    marks = [live, stale, lost]
    assert [mark.freshness for mark in marks] == [Freshness.LIVE, Freshness.STALE, Freshness.LOST]
    assert [mark.note_role for mark in marks] == ["ok", "doubt", "lost"]
    assert stale.note.startswith("过时")
    assert lost.note.startswith("失效")
    assert lost.radius_m is not None
    assert stale.radius_m is not None
    assert lost.radius_m > stale.radius_m > 1.8


def test_before_the_first_fix_there_is_no_vehicle(world: MapWorld) -> None:
    assert own_mark(world.positioning.state(), "青岚指挥01") is None


@pytest.mark.parametrize(
    "numbers",
    [
        (float("nan"), 1.0, 2.0, 3.0, 10.0),
        (2.0, 1.0, 1.0, 3.0, 10.0),
        (1.0, 1.0, 2.0, 3.0, 99.0),
        (1.0, float("inf"), 2.0, 3.0, 10.0),
    ],
)
def test_nonsense_from_the_page_is_not_believed(
    qtbot: QtBot, numbers: tuple[float, float, float, float, float]
) -> None:
    link = MapLink()
    with qtbot.assertNotEmitted(link.view_seen):
        link.view_changed(*numbers)
    with qtbot.waitSignal(link.cursor_seen) as seen:
        link.cursor_moved(123.0, 5.0)
    assert seen.args == [None]
