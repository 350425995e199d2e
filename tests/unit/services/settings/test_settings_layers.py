# SPDX-License-Identifier: Apache-2.0
"""Where the value of a setting comes from, and what becomes of one that does not fit."""

import pytest

from command_vehicle.services.settings.declarations import (
    CoordinateFormat,
    Language,
    ScreenSettings,
    Settings,
    Theme,
)
from command_vehicle.services.settings.layers import (
    Declaration,
    Layer,
    Problem,
    SettingNotice,
    declarations,
    migrated,
    resolve,
)


def test_without_files_the_defaults_hold() -> None:
    resolved = resolve({}, {})
    assert resolved.settings == Settings()
    assert set(resolved.sources.values()) == {Layer.DEFAULT}
    assert resolved.notices == ()


def test_the_site_file_lies_over_the_defaults_and_the_user_file_over_both() -> None:
    resolved = resolve(
        {"screen": {"theme": "night", "scale_percent": 125}},
        {"screen": {"scale_percent": 150, "language": "en"}},
    )
    assert resolved.settings.screen == ScreenSettings(
        theme=Theme.NIGHT, scale_percent=150, language=Language.ENGLISH
    )
    assert resolved.sources["screen.theme"] is Layer.SITE
    assert resolved.sources["screen.scale_percent"] is Layer.USER
    assert resolved.sources["screen.coordinates"] is Layer.DEFAULT


def test_a_bad_value_falls_back_one_layer_with_one_notice() -> None:
    resolved = resolve({"platform": {"interval_s": 60}}, {"platform": {"interval_s": 0}})
    assert resolved.settings.platform.interval_s == 60
    assert resolved.sources["platform.interval_s"] is Layer.SITE
    assert resolved.notices == (
        SettingNotice(
            layer=Layer.USER, key="platform.interval_s", problem=Problem.OUT_OF_RANGE, value="0"
        ),
    )


def test_bad_values_in_both_files_fall_back_to_the_default() -> None:
    resolved = resolve({"screen": {"theme": "pink"}}, {"screen": {"theme": 7}})
    assert resolved.settings.screen.theme is Theme.DAY
    assert [notice.problem for notice in resolved.notices] == [
        Problem.NOT_A_CHOICE,
        Problem.WRONG_TYPE,
    ]


@pytest.mark.parametrize(
    ("key", "raw", "problem"),
    [
        ("positioning.baud_bps", "9600", Problem.WRONG_TYPE),
        ("positioning.baud_bps", True, Problem.WRONG_TYPE),
        ("positioning.baud_bps", 9600.0, Problem.WRONG_TYPE),
        ("positioning.baud_bps", 1_000_000, Problem.OUT_OF_RANGE),
        ("unit.vehicle_name", "x" * 41, Problem.OUT_OF_RANGE),
        ("unit.vehicle_name", ["青岚"], Problem.WRONG_TYPE),
        ("map.follow_vehicle", 1, Problem.WRONG_TYPE),
        ("screen.theme", "NIGHT", Problem.NOT_A_CHOICE),
        ("screen.scale_percent", 201, Problem.OUT_OF_RANGE),
        ("screen.scale_percent", 74, Problem.OUT_OF_RANGE),
    ],
)
def test_each_kind_of_value_is_checked(key: str, raw: object, problem: Problem) -> None:
    assert declarations()[key].read(raw) is problem


@pytest.mark.parametrize(
    ("key", "raw", "value"),
    [
        ("screen.scale_percent", 200, 200),
        ("screen.theme", Theme.NIGHT, Theme.NIGHT),
        ("screen.coordinates", "decimal", CoordinateFormat.DECIMAL),
        ("unit.duty_person", "周敏", "周敏"),
        ("map.follow_vehicle", False, False),
    ],
)
def test_what_fits_is_taken(key: str, raw: object, value: object) -> None:
    assert declarations()[key].read(raw) == value


def test_a_whole_number_is_a_number() -> None:
    ratio = Declaration(
        key="x.ratio",
        value_type=float,
        default=1.0,
        since="0.1",
        unit=None,
        minimum=0.5,
        maximum=2.0,
    )
    assert ratio.read(1) == 1.0
    assert ratio.read(float("nan")) is Problem.OUT_OF_RANGE


def test_unknown_keys_and_sections_are_named() -> None:
    resolved = resolve({}, {"screen": {"colour": 1}, "radio": {"channel": 2}, "screen2": 3})
    assert {(notice.key, notice.problem) for notice in resolved.notices} == {
        ("screen.colour", Problem.UNKNOWN_KEY),
        ("radio.channel", Problem.UNKNOWN_KEY),
        ("screen2", Problem.UNKNOWN_KEY),
    }


def test_a_section_that_is_none_does_no_harm() -> None:
    resolved = resolve({"screen": 3}, {})
    assert resolved.settings.screen == ScreenSettings()
    assert resolved.notices[0].key == "screen"


def test_every_default_fits_its_own_declaration() -> None:
    misfits = [
        key
        for key, declared in declarations().items()
        if declared.read(declared.default) != declared.default
    ]
    assert misfits == []


def test_every_number_has_limits() -> None:
    boundless = [
        key
        for key, declared in declarations().items()
        if declared.value_type in (int, float) and None in (declared.minimum, declared.maximum)
    ]
    assert boundless == []


def test_choices_are_listed_for_the_settings_page() -> None:
    assert declarations()["screen.language"].choices == (Language.CHINESE, Language.ENGLISH)
    assert declarations()["screen.scale_percent"].choices == ()


def test_a_file_written_by_hand_is_brought_to_the_present_version() -> None:
    document, notices = migrated({"screen": {"theme": "night"}}, Layer.USER)
    assert document == {"version": 1, "screen": {"theme": "night"}}
    assert notices == ()


def test_a_present_file_is_left_alone() -> None:
    document = {"version": 1, "unit": {"county": "青岚县"}}
    assert migrated(document, Layer.USER) == (document, ())


def test_a_file_of_a_newer_program_is_read_as_far_as_possible() -> None:
    newer = {"version": 9, "screen": {"theme": "night"}, "future": {"x": 1}}
    document, notices = migrated(newer, Layer.USER)
    assert document == newer
    assert [notice.problem for notice in notices] == [Problem.TOO_NEW]
    assert resolve({}, document).settings.screen.theme is Theme.NIGHT


@pytest.mark.parametrize("version", [-1, "1", 1.0, True])
def test_a_version_that_is_none_is_named(version: object) -> None:
    _, notices = migrated({"version": version}, Layer.SITE)
    assert [notice.problem for notice in notices] == [Problem.WRONG_TYPE]
