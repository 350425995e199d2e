# SPDX-License-Identifier: Apache-2.0
"""Draws Resources and Plans with the sample county, to be looked at.

`[LOOK_LANGUAGE=en] python -m tests.support.look_county FOLDER [PAGE …]`
"""

import os
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from command_vehicle.domain.incidents import IncidentType, ResponseLevel
from command_vehicle.domain.plans import TaskState
from command_vehicle.domain.resources import ResourceStatus
from command_vehicle.ui.bridge import UiBridge
from command_vehicle.ui.pages.plans.page import PlansPage
from command_vehicle.ui.pages.resources.page import ResourcesPage
from command_vehicle.ui.style import Style
from command_vehicle.ui.translation import install_language
from tests.support.clock import FakeTicker
from tests.support.county import BEIJING, MORNING, SEAT, County
from tests.support.look import make_icons, make_style

PAGE_SIZES = {"1280": (1208, 600), "1600": (1524, 780)}
"""Room that the window leaves to a page, by width of the window."""

TRANSLATIONS = Path(__file__).resolve().parents[2] / "resources" / "translations"

Make = Callable[[Style], QWidget]


def _resources(style: Style, county: County) -> ResourcesPage:
    return ResourcesPage(
        resources=county.resources,
        files=county.files,
        position=lambda: SEAT,
        clock=county.clock,
        style=style,
        icons=make_icons(),
        bridge=UiBridge(county.bus, FakeTicker()),
    )


def _report(county: County, code: str, status: ResourceStatus, note: str = "") -> None:
    state = county.store.resource(code)
    assert state is not None
    county.resources.report_status(state, status, note)


def resources(style: Style) -> QWidget:
    """States of every age, one line chosen."""
    county = County()
    county.fill()
    _report(county, "QL-TM-07", ResourceStatus.OUT_OF_SERVICE)
    _report(county, "QL-DP-01", ResourceStatus.STANDING_BY)
    county.clock.advance(timedelta(hours=13).total_seconds())
    _report(county, "QL-TM-01", ResourceStatus.ON_SCENE, "瓶阀处置后留守监护")
    _report(county, "QL-VH-05", ResourceStatus.EN_ROUTE)
    county.clock.advance(95)
    page = _resources(style, county)
    page.show()
    page.show_resource("QL-TM-01")
    return page


def resources_none(style: Style) -> QWidget:
    """Before the first import."""
    return _resources(style, County())


def resources_import(style: Style) -> QWidget:
    """A file with mistakes."""
    county = County()
    page = _resources(style, county)
    folder = Path(os.environ.get("TMPDIR", "/tmp"))
    path = folder / "队伍登记表.csv"
    path.write_text(WITH_MISTAKES, encoding="utf-8")
    page.make_new()
    page.importing.path.setText(str(path))
    page.importing.start_key.click()
    return page


def _plans(style: Style, county: County) -> PlansPage:
    page = PlansPage(
        plans=county.plans,
        library=county.library,
        clock=county.clock,
        style=style,
        icons=make_icons(),
        bridge=UiBridge(county.bus, FakeTicker()),
        zone=BEIJING,
    )
    page.show()
    return page


def _run(county: County) -> None:
    """Some hours of a leak: most of it done, something overdue, something set aside."""
    plan = next(plan for plan in county.library.plans if "化学" in plan.title)
    county.plans.activate(plan, ResponseLevel.LEVEL_3, "3.2.2 有毒气体泄漏且需疏散 500 人以上")
    activation = county.plans.activations[0]
    for number, task in enumerate(plan.tasks[:38]):
        county.clock.advance(200)
        if task.key in {"4.5.2", "4.4.3", "4.1.6"}:
            county.plans.set_state(activation, task, TaskState.IN_PROGRESS)
        elif task.key == "4.4.2":
            county.plans.set_state(
                activation, task, TaskState.NOT_APPLICABLE, note="吨瓶无倒罐接口"
            )
        elif task.key == "4.5.3":
            county.plans.tick(activation, task, 0)
            county.plans.tick(county.plans.activations[0], task, 1)
        elif number % 9 != 5:
            county.plans.set_state(activation, task, TaskState.DONE)
    county.clock.advance(3600)


def library(style: Style) -> QWidget:
    """Two plans, one of them offered, one expired."""
    county = County(now=MORNING)
    county.open_incident()
    return _plans(style, county)


def library_hits(style: Style) -> QWidget:
    """A search."""
    page = _plans(style, County())
    page.search.setText("取水口")
    page.library.search("取水口")
    return page


def starting(style: Style) -> QWidget:
    """Level and basis of a plan that has expired."""
    county = County()
    county.open_incident(IncidentType.FLOOD)
    page = _plans(style, county)
    page.make_new()
    page.library.form.conditions[0].click()
    return page


def running(style: Style) -> QWidget:
    """Carried through for three hours."""
    county = County()
    county.open_incident()
    _run(county)
    page = _plans(style, county)
    page.show_running()
    page.running.tasks.choose("4.5.3")
    return page


WITH_MISTAKES = """编号,类别,名称,纬度,经度,电话,人数,核实日期
A1,队伍,云河救援队,40.21,101.92,139-0000-1111,12,2026-03-01
A2,队伍,对调坐标队,101.95,40.22,139-0000-1112,8,2026-03-01
A3,救援小组,没有的类别,40.21,101.92,139-0000-1113,8,2026-03-01
A4,队伍,,40.21,101.92,139-0000-1114,8,2026-03-01
A5,队伍,电话坏了,40.21,101.92,1.39E+10,8,2026-03-01
A6,队伍,日期坏了,40.21,101.92,139-0000-1116,约30,46113
A1,队伍,重复编号,40.21,101.92,139-0000-1117,8,2026-03-01
A8,医院,DMS 医院,40°13′50.9″N,101°57′43.9″E,,,
"""

PAGES: dict[str, Make] = {
    "resources": resources,
    "resources-none": resources_none,
    "resources-import": resources_import,
    "plans-library": library,
    "plans-hits": library_hits,
    "plans-starting": starting,
    "plans-running": running,
}


def draw(application: QApplication, folder: Path, name: str, theme: str, size: str) -> None:
    """Save one picture."""
    style = make_style(theme)
    application.setStyleSheet(style.stylesheet())
    application.setPalette(style.palette())
    window = QWidget()
    window.setObjectName("page")
    window.setFixedSize(int(size), PAGE_SIZES[size][1])
    window.show()
    page = PAGES[name](style)
    page.setParent(window)
    width, height = PAGE_SIZES[size]
    page.setGeometry(int(size) - width, 0, width, height)
    page.show()
    for _ in range(5):
        application.processEvents()
    page.grab().save(str(folder / f"{name}-{size}-{theme}.png"))
    window.close()
    window.deleteLater()


def main(arguments: list[str]) -> None:
    """Draw the pages named, or all of them."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication([])
    application.setStyle("Fusion")
    install_language(application, os.environ.get("LOOK_LANGUAGE", "zh"), TRANSLATIONS)
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    for name in arguments[1:] or list(PAGES):
        for theme, size in (("day", "1600"), ("night", "1280"), ("day", "1280"), ("night", "1600")):
            draw(application, folder, name, theme, size)


if __name__ == "__main__":
    main(sys.argv[1:])
