# SPDX-License-Identifier: Apache-2.0
"""Which receivers the program reads: those in the settings, in the order that they have there.

Four places. Whatever changes the settings, a person on the Devices page, one on the settings page
or both, takes effect at once: readers of other ports go on undisturbed. A port becomes ours only by
being in the settings; looking which ports there are never opens one.

A port is remembered together with the USB identity of the device that was behind it, so that the
device is found again under another name. That memory lies among the kept state: losing it costs a
look at the cable, no record.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Protocol

from command_vehicle.domain.errors import ErrorCode, InputError
from command_vehicle.domain.positioning import ReceiverLink
from command_vehicle.domain.receivers import FoundPort, ReceiverPort, UsbIdentity
from command_vehicle.services.events import EventBus, SettingsChanged
from command_vehicle.services.ports import KeptState
from command_vehicle.services.positioning.service import PositioningService
from command_vehicle.services.settings.declarations import (
    RECEIVER_SECTIONS,
    ReceiverSettings,
)
from command_vehicle.services.settings.layers import Value
from command_vehicle.services.settings.service import SettingsService

TRIAL = ""
"""Name of a port that is only tried."""


class ReceiverReaders(Protocol):
    """Reads ports; what comes of it goes to `PositioningService`."""

    def start(self, ports: Sequence[ReceiverPort]) -> None:
        """Read these ports and no others; readers of ports that stay as they are go on."""
        ...

    def stop(self) -> None:
        """Read none."""
        ...

    def start_trial(self, port: ReceiverPort) -> None:
        """Listen to a port that a person wants to try."""
        ...

    def stop_trial(self) -> None:
        """Leave the port that is tried."""
        ...

    def start_recording(self, name: str) -> None:
        """Begin a raw log of this receiver."""
        ...

    def stop_recording(self) -> None:
        """End the raw log that is being written."""
        ...


class ReceiverDesk:
    """What a person does with receivers."""

    def __init__(
        self,
        settings: SettingsService,
        readers: ReceiverReaders,
        positioning: PositioningService,
        kept: KeptState,
        bus: EventBus,
    ) -> None:
        self._settings = settings
        self._readers = readers
        self._positioning = positioning
        self._kept = kept
        self._bus = bus
        self._ports: dict[str, ReceiverPort] = {}
        self._devices: dict[str, str] = {}
        self._unsubscribe: Callable[[], None] | None = None

    @property
    def ports(self) -> tuple[ReceiverPort, ...]:
        """The receivers that are read, the preferred one first."""
        return tuple(self._ports.values())

    def start(self) -> None:
        """Read what the settings name, now and after every change."""
        self._unsubscribe = self._bus.subscribe(SettingsChanged, self._on_settings_changed)
        self._apply()

    def stop(self) -> None:
        """Read nothing any more."""
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        self._readers.stop()

    def link_changed(self, link: ReceiverLink) -> None:
        """A reader says how its port is: pass it on, and remember which device is behind it."""
        self._devices[link.source] = link.device or link.port
        if link.usb is not None:
            self._kept.write(_usb_key(link.port), link.usb)
        self._positioning.link_changed(link)

    def others(self, found: Sequence[FoundPort]) -> tuple[FoundPort, ...]:
        """The ports among these that are not in use here."""
        in_use = {self._devices.get(name, port.port) for name, port in self._ports.items()}
        in_use |= {port.port for port in self._ports.values()}
        return tuple(port for port in found if port.device not in in_use)

    def listen(self, found: FoundPort) -> None:
        """Open a port that a person pointed at, only to hear what it says."""
        self._readers.start_trial(ReceiverPort(name=TRIAL, port=found.device, usb=found.usb))

    def stop_listening(self) -> None:
        """Leave it."""
        self._readers.stop_trial()

    def accept(self, found: FoundPort, baud_bps: int | None) -> str:
        """Take a device over for good; the answer is the receiver's name.

        Raises:
            InputError: All four places are taken.
            StoreError: The settings could not be written.
        """
        self._readers.stop_trial()
        free = (section for section in RECEIVER_SECTIONS if self._is_free(section))
        section = next(free, None)
        if section is None:
            raise InputError(ErrorCode.VALUE_INVALID, field="receiver", reason="no place is free")
        if found.usb is not None:
            self._kept.write(_usb_key(found.device), found.usb.text())
        place = ReceiverSettings(port=found.device, baud_bps=baud_bps or 0)
        self._settings.change_together(_values(section, place))
        return next(name for name, port in self._ports.items() if port.port == found.device)

    def may_change(self, name: str) -> bool:
        """Whether this receiver is not preset by the agency."""
        section = self._section_of(name)
        return section is not None and not self._is_preset(section)

    def may_put_first(self, name: str) -> bool:
        """Whether this receiver can be preferred to all others."""
        section = self._section_of(name)
        if section is None or section == self._first_taken():
            return False
        upto = RECEIVER_SECTIONS[: RECEIVER_SECTIONS.index(section) + 1]
        return not any(self._is_preset(each) for each in upto)

    def put_first(self, name: str) -> None:
        """Prefer this receiver; those before it move down by one.

        Raises:
            StoreError: The settings could not be written.
        """
        section = self._section_of(name)
        if section is None:
            return
        upto = RECEIVER_SECTIONS[: RECEIVER_SECTIONS.index(section) + 1]
        places = [self._settings.settings.receivers[each] for each in upto]
        values: dict[str, Value] = {}
        for each, place in zip(upto, [places[-1], *places[:-1]], strict=True):
            values.update(_values(each, place))
        self._settings.change_together(values)

    def find_speed(self, name: str) -> None:
        """Find the line speed of this receiver by listening from now on.

        Raises:
            InputError: It is preset by the agency.
            StoreError: The settings could not be written.
        """
        section = self._section_of(name)
        if section is not None:
            self._settings.change(f"{section}.baud_bps", 0)

    def remove(self, name: str) -> None:
        """Give a receiver's port back.

        Raises:
            InputError: It is preset by the agency.
            StoreError: The settings could not be written.
        """
        section = self._section_of(name)
        if section is not None:
            self._settings.change_together(_values(section, ReceiverSettings()))

    def start_recording(self, name: str) -> None:
        """Write all that this receiver sends to a new raw log."""
        self._readers.start_recording(name)

    def stop_recording(self) -> None:
        """End the raw log."""
        self._readers.stop_recording()

    def _on_settings_changed(self, _event: SettingsChanged) -> None:
        self._apply()

    def _apply(self) -> None:
        wanted = self._wanted()
        if list(wanted.values()) == list(self._ports.values()):
            return
        self._ports = wanted
        self._positioning.set_receivers(
            [
                ReceiverLink(source=port.name, port=port.port, baud_bps=port.baud_bps)
                for port in wanted.values()
            ]
        )
        self._readers.start(self.ports)

    def _wanted(self) -> dict[str, ReceiverPort]:
        """The settings as ports; a receiver that is read already keeps the identity it has."""
        wanted: dict[str, ReceiverPort] = {}
        for place in self._settings.settings.receivers.values():
            if not place.port or any(port.port == place.port for port in wanted.values()):
                continue
            name = _free_name(place, wanted)
            known = self._ports.get(name)
            is_same = known is not None and known.port == place.port
            wanted[name] = ReceiverPort(
                name=name,
                port=place.port,
                baud_bps=place.baud_bps or None,
                usb=known.usb
                if known is not None and is_same
                else UsbIdentity.parse(self._kept.read(_usb_key(place.port)) or ""),
            )
        return wanted

    def _section_of(self, name: str) -> str | None:
        port = self._ports.get(name)
        if port is None:
            return None
        places = self._settings.settings.receivers.items()
        return next(section for section, place in places if place.port == port.port)

    def _first_taken(self) -> str | None:
        places = self._settings.settings.receivers.items()
        return next((section for section, place in places if place.port), None)

    def _is_free(self, section: str) -> bool:
        return not self._settings.settings.receivers[section].port and not self._is_preset(section)

    def _is_preset(self, section: str) -> bool:
        return any(self._settings.is_preset(key) for key in _values(section, ReceiverSettings()))


def _values(section: str, place: ReceiverSettings) -> Mapping[str, Value]:
    return {f"{section}.{name}": value for name, value in asdict(place).items()}


def _usb_key(port: str) -> str:
    return f"usb of {port}"


def _free_name(place: ReceiverSettings, taken: Mapping[str, ReceiverPort]) -> str:
    """The person's word, else the last part of the port; with a number when it is taken."""
    port = place.port if "://" in place.port else place.port.replace("\\", "/").rsplit("/", 1)[-1]
    name = place.receiver_name or port
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name} {number}"
    return free
