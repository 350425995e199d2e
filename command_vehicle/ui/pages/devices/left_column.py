# SPDX-License-Identifier: Apache-2.0
"""The left side of the Devices page: receivers in use, then the ports that nobody gave us."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from command_vehicle.ui.components.button import Button
from command_vehicle.ui.components.empty_state import EmptyState
from command_vehicle.ui.components.headings import SectionHeading
from command_vehicle.ui.icons import IconSet
from command_vehicle.ui.pages.devices.receiver_list import (
    ROW_PX,
    PortModel,
    ReceiverList,
    ReceiverModel,
)
from command_vehicle.ui.pages.devices.recorder import RecordingLine
from command_vehicle.ui.style import Style

_RECEIVERS_SEEN_AT_ONCE = 4


class LeftColumn(QWidget):
    """Two lists under their headings, the recording line, and the key that looks again.

    Signals:
        look_wanted: Look which ports there are now.
    """

    look_wanted = Signal()

    def __init__(self, style: Style, icons: IconSet) -> None:
        super().__init__()
        self.receiver_rows = ReceiverModel(self)
        self.port_rows = PortModel(self)
        self.list = ReceiverList(self.receiver_rows, style, icons)
        self.ports = ReceiverList(self.port_rows, style, icons)
        self.in_use = SectionHeading(self.tr("在用"), style)
        self.others = SectionHeading(self.tr("其他端口"), style)
        self.others.set_text(self.tr("其他端口"), self.tr("不打开"))
        self.empty = EmptyState(
            self.tr("没有接收机。"), self.tr("点下面的端口收下它，或在“设置”里填网址。"), style
        )
        self.record_line = RecordingLine(style)
        self.look_key = Button(self.tr("重新查看端口"), style, icon=icons["refresh"])
        self.look_key.clicked.connect(self.look_wanted)
        self.list.setAccessibleName(self.tr("在用"))
        self.ports.setAccessibleName(self.tr("其他端口"))
        self.list.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.in_use, self.list, self.empty, self.others):
            column.addWidget(widget)
        column.addWidget(self.ports, 1)
        column.addWidget(self.record_line)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 8, 12, 12)
        foot.addWidget(self.look_key)
        column.addLayout(foot)

    def show_number(self, number: int) -> None:
        """How many receivers are in use; the list takes the room that they need."""
        self.in_use.set_text(self.tr("在用"), self.tr("%1 台").replace("%1", str(number)))
        self.list.setFixedHeight(ROW_PX * min(number, _RECEIVERS_SEEN_AT_ONCE))
        self.list.setVisible(number > 0)
        self.empty.setVisible(number == 0)
