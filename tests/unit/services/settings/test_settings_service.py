# SPDX-License-Identifier: Apache-2.0
"""Changing settings: checked, kept with everything else in the file, announced."""

from collections.abc import Mapping

import pytest

from command_vehicle.domain.errors import ErrorCode, InputError, StoreError
from command_vehicle.services.events import EventBus, SettingsChanged
from command_vehicle.services.settings.declarations import Theme
from command_vehicle.services.settings.layers import Layer, Problem, Value
from command_vehicle.services.settings.service import SettingsService


class FakeFiles:
    """Two files in memory; either may be unreadable, the disk may be full."""

    def __init__(self, site: Mapping[str, object], user: Mapping[str, object] | None) -> None:
        self.site = site
        self.user = user
        self.is_full = False

    def load_site(self) -> Mapping[str, object]:
        """The agency's."""
        return self.site

    def load_user(self) -> Mapping[str, object]:
        """The users'."""
        if self.user is None:
            raise InputError(ErrorCode.FILE_UNREADABLE, path="settings.toml", reason="line 3")
        return self.user

    def save_user(self, document: Mapping[str, object]) -> None:
        """Take it."""
        if self.is_full:
            raise StoreError(ErrorCode.DISK_FULL)
        self.user = document


class Desk:
    """A settings service and what it announces."""

    def __init__(
        self,
        site: Mapping[str, object] | None = None,
        user: Mapping[str, object] | None = None,
    ) -> None:
        self.files = FakeFiles(site or {}, {} if user is None else user)
        self.changes: list[SettingsChanged] = []
        self.bus = EventBus()
        self.bus.subscribe(SettingsChanged, self.changes.append)
        self.service = SettingsService(self.files, self.bus)


def test_a_change_is_in_force_in_the_file_and_announced() -> None:
    desk = Desk(user={"version": 1, "unit": {"county": "青岚县"}})
    desk.service.change("screen.theme", Theme.NIGHT)
    assert desk.service.settings.screen.theme is Theme.NIGHT
    assert desk.service.value("screen.theme") is Theme.NIGHT
    assert desk.service.source_of("screen.theme") is Layer.USER
    assert desk.files.user == {
        "version": 1,
        "unit": {"county": "青岚县"},
        "screen": {"theme": "night"},
    }
    assert len(desk.changes) == 1


def test_a_change_keeps_what_the_program_does_not_know() -> None:
    desk = Desk(user={"version": 1, "radio": {"channel": 2}, "screen": {"colour": 1}})
    desk.service.change("screen.scale_percent", 125)
    assert desk.files.user == {
        "version": 1,
        "radio": {"channel": 2},
        "screen": {"colour": 1, "scale_percent": 125},
    }
    assert {notice.key for notice in desk.service.notices} == {"radio.channel", "screen.colour"}


@pytest.mark.parametrize("value", [20, "big", True])
def test_a_value_that_does_not_fit_is_refused(value: Value) -> None:
    desk = Desk()
    with pytest.raises(InputError) as refused:
        desk.service.change("screen.scale_percent", value)
    assert refused.value.code is ErrorCode.VALUE_INVALID
    assert desk.service.settings.screen.scale_percent == 100
    assert desk.changes == []


def test_a_preset_value_is_locked() -> None:
    desk = Desk(site={"platform": {"interval_s": 30}})
    assert desk.service.is_preset("platform.interval_s")
    with pytest.raises(InputError):
        desk.service.change("platform.interval_s", 5)
    assert desk.service.settings.platform.interval_s == 30


def test_a_reset_lets_the_layer_below_hold_again() -> None:
    desk = Desk(site={"screen": {"theme": "night"}}, user={"screen": {"theme": "day"}})
    assert desk.service.value("screen.theme") is Theme.DAY
    desk.service.reset("screen.theme")
    assert desk.service.value("screen.theme") is Theme.NIGHT
    assert desk.service.is_preset("screen.theme")


def test_a_full_disk_leaves_the_old_value_in_force() -> None:
    desk = Desk()
    desk.files.is_full = True
    with pytest.raises(StoreError):
        desk.service.change("screen.theme", Theme.NIGHT)
    assert desk.service.settings.screen.theme is Theme.DAY
    assert desk.changes == []


def test_an_unreadable_file_counts_as_empty_and_is_named() -> None:
    files = FakeFiles({"screen": {"theme": "night"}}, None)
    service = SettingsService(files, EventBus())
    assert service.settings.screen.theme is Theme.NIGHT
    assert [(notice.layer, notice.problem) for notice in service.notices] == [
        (Layer.USER, Problem.UNREADABLE)
    ]
