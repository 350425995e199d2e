# SPDX-License-Identifier: Apache-2.0
"""What this program is, what it must not be used for, and what it is built from."""

from importlib.metadata import PackageNotFoundError, version
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from command_vehicle.ui.components.facts import Fact, FactList
from command_vehicle.ui.components.surface import Edge, Surface
from command_vehicle.ui.components.text import MUTED, Text
from command_vehicle.ui.formatting import UNKNOWN
from command_vehicle.ui.style import Style
from command_vehicle.ui.type_scale import SEMIBOLD

LICENCES: Final = {
    "PySide6": "LGPL-3.0",
    "pyqtgraph": "MIT",
    "numpy": "BSD-3-Clause",
    "folium": "MIT",
    "XStatic-Leaflet": "BSD-2-Clause",
    "XStatic-jQuery": "MIT",
    "pyserial": "BSD-3-Clause",
    "pynmea2": "MIT",
    "sqlite-utils": "Apache-2.0",
    "pysqlite3": "Zlib",
    "cbor2": "MIT",
    "cryptography": "Apache-2.0 / BSD-3-Clause",
    "zstandard": "BSD-3-Clause",
    "httpx": "BSD-3-Clause",
    "starlette": "BSD-3-Clause",
    "uvicorn": "BSD-3-Clause",
    "platformdirs": "MIT",
    "PyYAML": "MIT",
    "typing-extensions": "PSF-2.0",
}
"""Everything that is installed with the program because it asks for it."""


class About(QWidget):
    """Version, safety limit, licences."""

    def __init__(self, program_version: str, style: Style) -> None:
        super().__init__()
        self.version = FactList(style)
        self.version.show_facts(
            [
                Fact(name=self.tr("版本"), value=program_version, weight=SEMIBOLD),
                Fact(name=self.tr("许可"), value="Apache-2.0"),
            ]
        )
        self.limit = Text(
            self.tr(
                "本程序帮助记录、定位和报送，不代替现场指挥、人身防护和法定的报告渠道。"
                "位置、估算和到达时间都可能有误，行动之前由人确认。"
            ),
            style,
            "m",
            is_wrapped=True,
        )
        self.libraries = FactList(style)
        self.libraries.show_facts(
            [
                Fact(name=name, value=f"{_version(name)}　{licence}")
                for name, licence in LICENCES.items()
            ]
        )
        surface = Surface(style, "raised", Edge.BOTTOM)
        column = QVBoxLayout(surface)
        column.setContentsMargins(16, 10, 16, 14)
        column.setSpacing(10)
        column.addWidget(self.version)
        column.addWidget(Text(self.tr("用途和限度"), style, "m", weight=SEMIBOLD))
        column.addWidget(self.limit)
        column.addWidget(Text(self.tr("所用程序库"), style, "m", weight=SEMIBOLD))
        column.addWidget(
            Text(self.tr("各自的许可全文随安装包附上。"), style, "s", MUTED, is_wrapped=True)
        )
        column.addWidget(self.libraries)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(surface)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return UNKNOWN
