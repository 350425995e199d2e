# SPDX-License-Identifier: Apache-2.0
"""The running program: what is built first, what is waited for, what is taken down last.

Order of the start: log and crash recorder, settings, language, store thread, services, window,
receivers. The end goes the same way back; the last thing written is the store's.
"""

import contextlib
import getpass
import os
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from command_vehicle.adapters.clock import SystemClock
from command_vehicle.adapters.files.free_space import free_mib
from command_vehicle.adapters.files.high_water import HighWaterFiles, user_marks_dir
from command_vehicle.adapters.files.kept_state import KeptStateFile
from command_vehicle.adapters.files.key_file_signer import KeyFileSigner
from command_vehicle.adapters.files.keys import Ed25519Verifier
from command_vehicle.adapters.files.plans import PlanDirectories
from command_vehicle.adapters.files.settings import TomlSettingsFiles
from command_vehicle.adapters.gnss.port_watch import PortWatch
from command_vehicle.adapters.gnss.receivers import Receivers
from command_vehicle.adapters.http.transport import HttpTransport
from command_vehicle.adapters.maps.packs import PackLibrary, pack_folders
from command_vehicle.adapters.maps.scheme import LocalMapPage
from command_vehicle.adapters.paths import DataDir, shipped_dir
from command_vehicle.adapters.qt_ticker import QtTicker
from command_vehicle.adapters.store_thread import StoreThread
from command_vehicle.adapters.trouble.facts import version_rows
from command_vehicle.adapters.trouble.qt_messages import log_qt_messages
from command_vehicle.adapters.trouble.recorder import CrashRecorder, ProgramLog
from command_vehicle.app.diagnosing import ProgramDiagnosis
from command_vehicle.app.vehicle import Surroundings, Vehicle, Words
from command_vehicle.app.window import VehicleWindow, WindowParts
from command_vehicle.domain.errors import ExpectedError
from command_vehicle.domain.positioning import Fix, ReceiverLink
from command_vehicle.domain.renewal import Renewal
from command_vehicle.domain.timeline import EntryFilter
from command_vehicle.services.disk import DiskWatch
from command_vehicle.services.events import EventBus, Trouble
from command_vehicle.services.positioning.receivers import ReceiverDesk
from command_vehicle.services.settings.service import SettingsService
from command_vehicle.storage.vehicle_store import VehicleStore
from command_vehicle.ui.pages.plans.words import PlanEntryWords
from command_vehicle.ui.pages.resources.words import ResourceEntryWords
from command_vehicle.ui.record_words import FenceWords, RecordWords
from command_vehicle.ui.translation import install_language

MIB = 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the command line asks for.

    Attributes:
        data_dir: Where everything of this vehicle is.
        language: `zh` or `en`; None for the setting.
        theme: `day`, `sunlight` or `night`; None for the setting.
    """

    data_dir: Path
    language: str | None = None
    theme: str | None = None


class Program(QObject):
    """One vehicle with its window.

    Signals:
        ready: The map can be used and the record has answered.
    """

    ready = Signal()

    def __init__(self, application: QApplication, wishes: Wishes) -> None:
        super().__init__()
        self._waiting_for = {"map", "record"}
        self.data_dir = DataDir(wishes.data_dir)
        with contextlib.suppress(OSError):  # the store will say so, where people can see it
            self.data_dir.prepare()
        self._clock = SystemClock()
        self._started_at = self._clock.now()
        with ExitStack() as begun:  # what a failing start has begun ends with it
            self._endings = begun
            self._build(application, wishes)
            self._endings = begun.pop_all()

    def _build(self, application: QApplication, wishes: Wishes) -> None:
        bus = EventBus()
        settings = SettingsService(TomlSettingsFiles(self.data_dir), bus)
        crashes = self._record_trouble(settings)
        screen = settings.settings.screen
        self._language = wishes.language or screen.language.value
        install_language(application, self._language, shipped_dir("resources") / "translations")
        self._runner = self._open_store()
        self._ticker = QtTicker(self)
        self._packs = PackLibrary(pack_folders(self.data_dir))
        self._endings.callback(self._packs.close)
        self.vehicle = Vehicle(self._surroundings(bus, settings))
        self._build_window(wishes.theme or screen.theme.value, crashes)

    @property
    def window(self) -> VehicleWindow:
        """The window and its pages."""
        return self._window

    def start(self) -> None:
        """Show the window, then set everything going behind it."""
        self._window.window.show()
        self.vehicle.start()
        self._endings.callback(self.vehicle.stop)
        self._watch_disk()
        self._start_receivers()
        self._window.map.usable.connect(self._on_map_usable)
        self._runner.submit(
            lambda store: store.renewal(), self._on_renewal_known, self._show_trouble
        )
        self.vehicle.timeline.count(
            EntryFilter(), lambda _count: self._arrived("record"), self._show_trouble
        )

    def stop(self) -> None:
        """Take everything down in reverse order of its start."""
        self._endings.close()

    def _record_trouble(self, settings: SettingsService) -> CrashRecorder:
        log = ProgramLog(self.data_dir.logs, settings.settings.data.log_size_mib * MIB)
        self._endings.callback(log.close)
        crashes = CrashRecorder(self.data_dir.logs, self._clock, version_rows(), log.recent)
        crashes.install()
        self._endings.callback(crashes.uninstall)
        self._endings.callback(log_qt_messages(crashes.record))
        return crashes

    def _open_store(self) -> StoreThread:
        self._signer = KeyFileSigner(self.data_dir.signing_key)
        opening = partial(
            VehicleStore,
            self.data_dir.database,
            self._clock,
            signer=self._signer,
            high_water=HighWaterFiles(self.data_dir.database, user_marks_dir()),
        )
        runner = StoreThread(opening, self)
        self._endings.callback(runner.close)
        self._endings.callback(self._seal)
        return runner

    def _seal(self) -> None:
        """Fix everything that was written before the program ends."""
        self._runner.submit(lambda store: store.seal_rest(), lambda _seal: None, self._show_trouble)

    def _surroundings(self, bus: EventBus, settings: SettingsService) -> Surroundings:
        transport = HttpTransport(self, timeout_s=lambda: settings.settings.platform.timeout_s)
        self._endings.callback(transport.close)
        return Surroundings(
            bus=bus,
            clock=self._clock,
            zone=self._clock.zone(),
            ticker=self._ticker,
            runner=self._runner,
            transport=transport,
            signer=self._signer,
            verifier=Ed25519Verifier(),
            kept=KeptStateFile(self.data_dir.kept_state),
            settings=settings,
            plan_source=PlanDirectories((shipped_dir("resources") / "plans", self.data_dir.plans)),
            packs=self._packs,
            words=Words(
                record=RecordWords(),
                fences=FenceWords(),
                plans=PlanEntryWords(),
                resources=ResourceEntryWords(),
            ),
            user_name=os.environ.get("USER") or getpass.getuser(),
        )

    def _build_window(self, theme: str, crashes: CrashRecorder) -> None:
        self._receivers = Receivers(self._clock, self, self.data_dir.raw_logs)
        self._port_watch = PortWatch(self)
        self._endings.callback(self._port_watch.close)
        self._desk = ReceiverDesk(
            self.vehicle.settings,
            self._receivers,
            self.vehicle.positioning,
            self.vehicle.kept,
            self.vehicle.bus,
        )
        map_page = LocalMapPage(self._packs)
        self._endings.callback(map_page.close)
        self._window = VehicleWindow(
            self.vehicle,
            WindowParts(
                ticker=self._ticker,
                receivers=self._receivers,
                port_watch=self._port_watch,
                desk=self._desk,
                map_page=map_page,
                diagnosing=ProgramDiagnosis(self.vehicle, self._runner, self.data_dir, crashes),
                theme=theme,
                language=self._language,
            ),
        )
        self._endings.callback(self._window.close)

    def _watch_disk(self) -> None:
        watch = DiskWatch(
            self.vehicle.bus,
            self._ticker,
            partial(free_mib, self.data_dir.root),
            lambda: self.vehicle.settings.settings.data.low_space_mib,
        )
        self._endings.callback(watch.stop)
        watch.look()

    def _start_receivers(self) -> None:
        self._receivers.fix_received.connect(self._on_fix_received)
        self._receivers.link_changed.connect(self._on_link_changed)
        self._desk.start()
        self._endings.callback(self._desk.stop)

    def _arrived(self, what: str) -> None:
        if what in self._waiting_for:
            self._waiting_for.remove(what)
            if not self._waiting_for:
                self.ready.emit()

    def _on_renewal_known(self, renewal: Renewal | None) -> None:
        """Say that the database is an older copy: once, and as long as something is missing."""
        if renewal is not None and (renewal.missing or renewal.at >= self._started_at):
            self._show_trouble(renewal.trouble())

    def _show_trouble(self, error: ExpectedError) -> None:
        self.vehicle.bus.publish(Trouble(subject="store", error=error))

    @Slot()
    def _on_map_usable(self) -> None:
        self._arrived("map")

    @Slot(object)
    def _on_fix_received(self, fix: Fix) -> None:
        self.vehicle.positioning.fix_received(fix)

    @Slot(object)
    def _on_link_changed(self, link: ReceiverLink) -> None:
        self._desk.link_changed(link)
