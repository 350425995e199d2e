# SPDX-License-Identifier: Apache-2.0
"""Settings 设置: one declaration, from which checking, files and the settings page follow.

A setting is a field with a default and, in its metadata, unit, limits and the release it came
with. Where values come from is told in `settings_layers`, what a person does with them in
`settings_service`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

SETTINGS_VERSION: Final = 1


class Theme(Enum):
    """Colours of the window."""

    DAY = "day"
    SUNLIGHT = "sunlight"
    NIGHT = "night"


class Language(Enum):
    """Language of the window."""

    CHINESE = "zh"
    ENGLISH = "en"


class CoordinateFormat(Enum):
    """How a position is written."""

    DECIMAL = "decimal"
    DMS = "dms"


def about(
    *,
    since: str,
    unit: str | None = None,
    minimum: float | None = None,
    maximum: float | None = None,
) -> Mapping[str, object]:
    """What is declared about a setting beside its type and default.

    Args:
        since: First release that knows it.
        unit: Of a number, for example `s` or `MiB`.
        minimum: Smallest number, or fewest characters.
        maximum: Largest number, or most characters.
    """
    return {"since": since, "unit": unit, "min": minimum, "max": maximum}


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSettings:
    """单位与车辆.

    Attributes:
        vehicle_name: As it signs and as others see it.
        county: Administrative area served.
        duty_person: Who is on duty; signs every record.
    """

    vehicle_name: str = field(default="", metadata=about(since="0.1", maximum=40))
    county: str = field(default="", metadata=about(since="0.1", maximum=40))
    duty_person: str = field(default="", metadata=about(since="0.1", maximum=40))


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenSettings:
    """屏幕.

    Attributes:
        theme: Day, sunlight or night.
        language: Of the window; records keep the language they were written in.
        scale_percent: Size of everything drawn.
        coordinates: How positions are written.
    """

    theme: Theme = field(default=Theme.DAY, metadata=about(since="0.1"))
    language: Language = field(default=Language.CHINESE, metadata=about(since="0.1"))
    scale_percent: int = field(
        default=100, metadata=about(since="0.1", unit="%", minimum=75, maximum=200)
    )
    coordinates: CoordinateFormat = field(default=CoordinateFormat.DMS, metadata=about(since="0.1"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiverSettings:
    """定位接收机; the places of the receivers are their order of preference.

    Attributes:
        port: Serial device or URL of the receiver; empty for none.
        baud_bps: Line speed; 0 to find it by listening.
        receiver_name: Person's word for it.
    """

    port: str = field(default="", metadata=about(since="0.1", maximum=200))
    baud_bps: int = field(
        default=0, metadata=about(since="0.1", unit="bit/s", minimum=0, maximum=921_600)
    )
    receiver_name: str = field(default="", metadata=about(since="0.1", maximum=40))


@dataclass(frozen=True, slots=True, kw_only=True)
class MapSettings:
    """地图.

    Attributes:
        follow_vehicle: The map starts by following the vehicle.
        track_hours: How much of the track is drawn.
    """

    follow_vehicle: bool = field(default=True, metadata=about(since="0.1"))
    track_hours: int = field(
        default=12, metadata=about(since="0.1", unit="h", minimum=1, maximum=72)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformSettings:
    """平台.

    Attributes:
        enabled: Talk to the platform we are enrolled with.
        interval_s: Between two rounds while nothing is waiting.
        timeout_s: Longest wait for an answer.
    """

    enabled: bool = field(default=True, metadata=about(since="0.1"))
    interval_s: int = field(
        default=15, metadata=about(since="0.1", unit="s", minimum=2, maximum=3600)
    )
    timeout_s: int = field(
        default=20, metadata=about(since="0.1", unit="s", minimum=2, maximum=300)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSettings:
    """数据与备份.

    Attributes:
        log_size_mib: Most that the program's own logs may take.
        low_space_mib: Less free disk than this is reported.
    """

    log_size_mib: int = field(
        default=20, metadata=about(since="0.1", unit="MiB", minimum=2, maximum=500)
    )
    low_space_mib: int = field(
        default=2048, metadata=about(since="0.1", unit="MiB", minimum=100, maximum=1_000_000)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All sections. A service is given its own section, never the whole."""

    unit: UnitSettings = UnitSettings()
    screen: ScreenSettings = ScreenSettings()
    positioning: ReceiverSettings = ReceiverSettings()
    receiver_2: ReceiverSettings = ReceiverSettings()
    receiver_3: ReceiverSettings = ReceiverSettings()
    receiver_4: ReceiverSettings = ReceiverSettings()
    map: MapSettings = MapSettings()
    platform: PlatformSettings = PlatformSettings()
    data: DataSettings = DataSettings()

    @property
    def receivers(self) -> Mapping[str, ReceiverSettings]:
        """The places of the receivers by section, the preferred one first, empty ones too."""
        return {section: getattr(self, section) for section in RECEIVER_SECTIONS}


RECEIVER_SECTIONS: Final = ("positioning", "receiver_2", "receiver_3", "receiver_4")
"""The first one has the name that it had when there was only one."""
