# SPDX-License-Identifier: Apache-2.0
"""The page that shows the map: composed by folium, every script and style from this installation.

Leaflet and jQuery come from their packages, `qwebchannel.js` from Qt itself, the rest from
`resources/map/`. Nothing else can be asked for: the files are a fixed list, not a folder.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import folium
from PySide6.QtCore import QFile, QIODevice
from xstatic.pkg import jquery, leaflet

from command_vehicle.adapters.paths import shipped_dir

PAGE_PATH: Final = "/index.html"
_QT_CHANNEL_RESOURCE: Final = ":/qtwebchannel/qwebchannel.js"
_OWN_SCRIPTS: Final = (
    "mvt.js",
    "style.js",
    "tiles.js",
    "view_canvas.js",
    "labels.js",
    "symbols.js",
    "objects.js",
    "own.js",
    "main.js",
)
_OWN_STYLE: Final = "map.css"
_MEDIA_TYPES: Final = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".html": "text/html",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFile:
    """One file that the page may ask for."""

    media_type: str
    content: bytes


def compose_page() -> bytes:
    """The page itself. Animation is off: the map is an instrument, and old machines stay smooth."""
    shown = folium.Map(
        tiles=None,
        zoom_control=False,
        attribution_control=False,
        zoom_animation=False,
        fade_animation=False,
        marker_zoom_animation=False,
        inertia=False,
        keyboard=False,
        bounce_at_zoom_limits=False,
    )
    shown.default_js = [
        ("leaflet", "lib/leaflet.js"),
        ("jquery", "lib/jquery.js"),
        ("qwebchannel", "lib/qwebchannel.js"),
        *((name, f"own/{name}") for name in _OWN_SCRIPTS),
    ]
    shown.default_css = [("leaflet_css", "lib/leaflet.css"), ("own_css", f"own/{_OWN_STYLE}")]
    start = f'window.addEventListener("load", () => cv.start({shown.get_name()}));'
    figure = folium.Figure()
    figure.add_child(shown)
    figure.script.add_child(folium.Element(start))
    return figure.render().encode()


def page_files() -> Mapping[str, PageFile]:
    """Every file of the page by its path."""
    own = shipped_dir("resources") / "map"
    libraries = {
        "/lib/leaflet.js": Path(leaflet.BASE_DIR) / "leaflet.js",
        "/lib/leaflet.css": Path(leaflet.BASE_DIR) / "leaflet.css",
        "/lib/jquery.js": Path(jquery.BASE_DIR) / "jquery.min.js",
    }
    icons = sorted((shipped_dir("resources") / "icons").glob("symbol-*.svg"))
    symbols = {f"/icons/{file.name}": file for file in icons}
    ours = {f"/own/{name}": own / name for name in (*_OWN_SCRIPTS, _OWN_STYLE)}
    files = {
        path: PageFile(media_type=_MEDIA_TYPES[file.suffix], content=file.read_bytes())
        for path, file in {**libraries, **symbols, **ours}.items()
    }
    files["/lib/qwebchannel.js"] = PageFile(
        media_type="text/javascript", content=_resource(_QT_CHANNEL_RESOURCE)
    )
    files[PAGE_PATH] = PageFile(media_type="text/html", content=compose_page())
    return files


def _resource(name: str) -> bytes:
    file = QFile(name)
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise FileNotFoundError(name)
    return bytes(file.readAll().data())
