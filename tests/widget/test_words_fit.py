# SPDX-License-Identifier: Apache-2.0
"""No word of a page is cut, in either language, on the smallest and on the usual window."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from command_vehicle.ui.size_classes import STRIP_PX, size_class
from command_vehicle.ui.style import Style
from command_vehicle.ui.translation import install_language
from tests.support import look_county, look_pages
from tests.support.clipping import clipped_words, words_beyond_an_edge
from tests.support.look import make_icons, make_style
from tests.support.translations import compiled_translations

SIZES = [(1280, 720), (1366, 768), (1600, 900)]
Make = Callable[[Style], QWidget]
PAGES: dict[str, Make] = {
    "timeline": lambda style: look_pages.timeline(style, make_icons()),
    "timeline-empty": lambda style: look_pages.timeline_empty(style, make_icons()),
    "sync": lambda style: look_pages.sync(style, make_icons()),
    "sync-down": lambda style: look_pages.sync_down(style, make_icons()),
    "sync-alone": lambda style: look_pages.sync_alone(style, make_icons()),
    "settings": lambda style: look_pages.settings(style, make_icons()),
    "resources": look_county.resources,
    "resources-none": look_county.resources_none,
    "library": look_county.library,
    "starting": look_county.starting,
    "running": look_county.running,
}

pytestmark = pytest.mark.slow


@pytest.fixture(params=["zh", "en"])
def language(
    request: pytest.FixtureRequest, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Everything built in the test speaks this language."""
    name: str = request.param
    directory = compiled_translations(Path(tmp_path_factory.getbasetemp()))
    translator = install_language(qapp, name, directory)
    yield name
    if translator is not None:
        qapp.removeTranslator(translator)


@pytest.mark.parametrize("name", list(PAGES))
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_no_word_of_a_page_is_cut(
    qtbot: QtBot, language: str, name: str, width: int, height: int
) -> None:
    style, window = make_style(), QWidget()
    qtbot.addWidget(window)
    sizes = size_class(width)
    room = (width - sizes.rail_px, height - STRIP_PX - sizes.quick_log_px)
    window.setStyleSheet(style.stylesheet())
    window.resize(width, height)
    page = PAGES[name](style)
    page.setParent(window)
    page.setGeometry(sizes.rail_px, STRIP_PX, *room)
    with qtbot.waitExposed(window):
        window.show()
    page.show()
    QApplication.processEvents()
    cut = [*clipped_words(window, style), *words_beyond_an_edge(page)]
    assert (language, cut) == (language, [])
