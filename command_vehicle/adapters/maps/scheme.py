# SPDX-License-Identifier: Apache-2.0
"""The scheme `cvmap:`: page files and tiles from inside the process, and nothing from outside.

There is no port and no network. A request interceptor refuses everything that is not ours and
keeps a record of it, so that "not one request leaves" can be shown rather than claimed.
"""

import logging
import re
from collections import deque
from collections.abc import Mapping
from typing import Final, Protocol, cast

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QUrl
from PySide6.QtWebEngineCore import (
    QWebEngineProfile,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)
from typing_extensions import override

from command_vehicle.adapters.maps.mbtiles import media_type
from command_vehicle.adapters.maps.page import PAGE_PATH, PageFile, page_files
from command_vehicle.domain.web_mercator import TileAddress

_log = logging.getLogger(__name__)

SCHEME: Final = "cvmap"
HOST: Final = "map"
_TILE_PATH: Final = re.compile(r"/tiles/([^/]{1,128})/(\d{1,2})/(\d{1,8})/(\d{1,8})")
_MAX_ZOOM: Final = 24
_KEPT_REQUESTS: Final = 200
_EMPTY_TYPE: Final = "application/octet-stream"


class TileSource(Protocol):
    """Where tiles come from."""

    def tile(self, key: str, wanted: TileAddress) -> tuple[TileAddress, bytes] | None:
        """The tile or the nearest one above it."""
        ...


def register_scheme() -> None:
    """Make the scheme known; must happen before the QApplication is made."""
    scheme = QWebEngineUrlScheme(SCHEME.encode())
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    scheme.setFlags(
        QWebEngineUrlScheme.Flag.SecureScheme
        | QWebEngineUrlScheme.Flag.CorsEnabled
        | QWebEngineUrlScheme.Flag.FetchApiAllowed
    )
    QWebEngineUrlScheme.registerScheme(scheme)


class MapSchemeHandler(QWebEngineUrlSchemeHandler):
    """Answers the page. Runs on the GUI thread; one tile costs it well under a millisecond."""

    def __init__(self, files: Mapping[str, PageFile], tiles: TileSource) -> None:
        super().__init__()
        self._files: Final = files
        self._tiles: Final = tiles

    @override
    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        url = job.requestUrl()
        path = url.path()
        tile = _TILE_PATH.fullmatch(path)
        if url.host() != HOST or job.requestMethod().data() != b"GET":
            _reply_with_nothing(job)
        elif tile is not None:
            zoom, column, row = (int(part) for part in tile.group(2, 3, 4))
            self._answer_tile(job, tile[1], TileAddress(zoom=zoom, column=column, row=row))
        elif path in self._files:
            file = self._files[path]
            _reply(job, file.media_type, file.content)
        else:
            _log.info("the map page asked for %s, which is not there", path)
            _reply_with_nothing(job)

    def _answer_tile(self, job: QWebEngineUrlRequestJob, key: str, wanted: TileAddress) -> None:
        found = self._tiles.tile(key, wanted) if wanted.zoom <= _MAX_ZOOM else None
        if found is None:
            _reply_with_nothing(job)
            return
        address, content = found
        job.setAdditionalResponseHeaders(_zoom_header(address.zoom))
        _reply(job, media_type(content), content)


def _zoom_header(zoom: int) -> dict[QByteArray, QByteArray]:
    """Which zoom the answer is of.

    WORKAROUND PySide6 < 6.12: the multi-map takes lists of values, and takes a bare value apart
    into its bytes; the type hints say otherwise. Remove the cast when they agree.
    """
    values = {QByteArray(b"X-Tile-Zoom"): [QByteArray(str(zoom).encode())]}
    return cast("dict[QByteArray, QByteArray]", values)


def _reply_with_nothing(job: QWebEngineUrlRequestJob) -> None:
    """Answer with no bytes.

    WORKAROUND Qt 6.11: `fetch` waits for ever for a job that fails. Say `fail` again when it does
    not any more.
    """
    _reply(job, _EMPTY_TYPE, b"")


def _reply(job: QWebEngineUrlRequestJob, content_type: str, content: bytes) -> None:
    buffer = QBuffer(job)
    buffer.setData(content)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    job.reply(content_type.encode(), buffer)


class OfflineGuard(QWebEngineUrlRequestInterceptor):
    """Refuses every request that is not for our own scheme, and counts both."""

    def __init__(self) -> None:
        super().__init__()
        self.allowed_count = 0
        self.blocked_count = 0
        self.blocked: deque[str] = deque(maxlen=_KEPT_REQUESTS)

    @override
    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        url = info.requestUrl()
        is_foreign = url.scheme() != SCHEME
        # WORKAROUND Qt 6.11: a request told that it is *not* blocked is taken for a changed one
        # and now and then gets no answer. Say nothing about those that may pass.
        if not is_foreign:
            self.allowed_count += 1
            return
        info.block(is_foreign)
        self.blocked_count += 1
        self.blocked.append(url.toString())
        _log.warning("refused a request of the map page: %s", url.toString())


class LocalMapPage:
    """The page with everything it needs: an own profile that keeps nothing on disk.

    Belongs to the GUI thread. Close it after the last view that used it has gone.
    """

    def __init__(self, tiles: TileSource) -> None:
        self.guard: Final = OfflineGuard()
        self._handler: Final = MapSchemeHandler(page_files(), tiles)
        self._profile: Final = QWebEngineProfile()
        self._profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
        self._profile.setUrlRequestInterceptor(self.guard)
        self._profile.installUrlSchemeHandler(SCHEME.encode(), self._handler)

    @property
    def profile(self) -> QWebEngineProfile:
        """The profile to make the web page with."""
        return self._profile

    @property
    def url(self) -> QUrl:
        """The address of the page."""
        return QUrl(f"{SCHEME}://{HOST}{PAGE_PATH}")

    def close(self) -> None:
        """Take the profile down."""
        self._profile.deleteLater()
