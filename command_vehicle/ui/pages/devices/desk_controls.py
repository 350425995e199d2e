# SPDX-License-Identifier: Apache-2.0
"""What a person does on the Devices page with receivers and ports, passed on to the desk."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from command_vehicle.domain.errors import ExpectedError
from command_vehicle.domain.positioning import Fix, ReceiverLink
from command_vehicle.domain.receivers import FoundPort, Recording
from command_vehicle.services.positioning.receivers import ReceiverDesk
from command_vehicle.ui.error_words import error_sentence
from command_vehicle.ui.pages.devices.left_column import LeftColumn
from command_vehicle.ui.pages.devices.ranking_panel import RankingPanel
from command_vehicle.ui.pages.devices.recorder import RecorderKey


class DeskControls(QObject):
    """Ports, pairing, order of the receivers, recording.

    Signals:
        port_chosen: A port that is not in use is looked at; the panel shows it.
        receiver_taken (str): A port has become the receiver of this name.
    """

    port_chosen = Signal()
    receiver_taken = Signal(str)

    def __init__(
        self,
        desk: ReceiverDesk,
        left: LeftColumn,
        panel: RankingPanel,
        record_key: RecorderKey,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._left = left
        self._panel = panel
        self._record_key = record_key
        self._found: tuple[FoundPort, ...] = ()
        self._looked_at: str | None = None
        left.ports.looked_at.connect(self._on_port)
        panel.card.listening_wanted.connect(self._on_listen)
        panel.card.accepted.connect(self._on_accepted)
        panel.card.left.connect(self.leave_port)
        panel.first_key.clicked.connect(self._on_first)
        panel.speed_key.clicked.connect(self._on_speed)
        panel.remove_key.clicked.connect(self._on_remove)
        record_key.wanted.connect(self._on_record)

    def look_at(self, name: str | None) -> None:
        """Another receiver is looked at now."""
        self._looked_at = name
        self._panel.show_powers(
            may_put_first=name is not None and self._desk.may_put_first(name),
            may_change=name is not None and self._desk.may_change(name),
        )
        self._record_key.setEnabled(name is not None or self._record_key.isChecked())

    def show_ports(self, found: Sequence[FoundPort]) -> None:
        """The ports that there are now."""
        self._found = self._desk.others(found)
        self._left.port_rows.show_ports(self._found)
        card = self._panel.card
        shown = card.found
        if shown is None or not self._panel.shows_port:
            return
        present = next((port for port in self._found if port.device == shown.device), None)
        if present is not None:
            card.show_port(present)
        elif card.trial.link is None:
            self.leave_port()

    def show_trial(self, report: ReceiverLink | Fix) -> None:
        """What the port says that is being listened to."""
        self._panel.card.hear(report)

    def show_recording(self, recording: Recording) -> None:
        """A recording begins, grows or ends."""
        self._record_key.show_recording(recording)
        self._left.record_line.show_recording(recording)

    def leave_port(self) -> None:
        """Back to the receivers."""
        self._desk.stop_listening()
        self._panel.card.found = None
        self._left.ports.mark(None)
        self._panel.show_ranking()

    def _on_port(self, device: str) -> None:
        found = next((port for port in self._found if port.device == device), None)
        if found is not None:
            self._desk.stop_listening()
            self._panel.show_port(found)
            self.port_chosen.emit()

    def _on_listen(self) -> None:
        if self._panel.card.found is not None:
            self._desk.listen(self._panel.card.found)

    def _on_accepted(self) -> None:
        card = self._panel.card
        if card.found is None:
            return
        try:
            name = self._desk.accept(card.found, card.baud_bps)
        except ExpectedError as error:
            card.show_trouble(error_sentence(error))
            return
        self._found = self._desk.others(self._found)
        self._left.port_rows.show_ports(self._found)
        self.leave_port()
        self.receiver_taken.emit(name)

    def _on_first(self) -> None:
        self._change(self._desk.put_first)

    def _on_speed(self) -> None:
        self._change(self._desk.find_speed)

    def _on_remove(self) -> None:
        self._change(self._desk.remove)

    def _change(self, act: Callable[[str], None]) -> None:
        if self._looked_at is None:
            return
        try:
            act(self._looked_at)
        except ExpectedError as error:
            self._panel.show_trouble(error_sentence(error))
        else:
            self._panel.show_trouble("")

    def _on_record(self, is_wanted: bool) -> None:  # noqa: FBT001
        if not is_wanted:
            self._desk.stop_recording()
        elif self._looked_at is not None:
            self._desk.start_recording(self._looked_at)
