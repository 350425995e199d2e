# SPDX-License-Identifier: Apache-2.0
"""What must not leave the vehicle is taken out; what support needs is left in."""

import pytest

from command_vehicle.services.diagnostics.redaction import redact


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("fix 40.2032,101.8985 here", "fix [number],[number] here"),
        ("lat=-33.868820 lon=151.209290", "lat=[number] lon=[number]"),
        ("31°42′18.6″N 113°21′07.4″E", "[number] [number]"),
        ("call 13900002071 now", "call [phone] now"),
        ("call 139-0000-2071 now", "call [phone] now"),
        ("call 0477-8123456 now", "call [phone] now"),
        ("heard $GNGGA,020000.00,4012.19,N,10153.91,E,1,12,0.8,1300,M,,*5A", "heard [sentence]"),
        ("key 181138648d7e868c296548248795473275e70bebd517647580e814f33e27a54f", "key [hex]"),
        ("-----BEGIN PRIVATE KEY-----\nMC4CAQ\n-----END PRIVATE KEY-----", "[key]"),
    ],
)
def test_positions_numbers_and_keys_are_taken_out(text: str, clean: str) -> None:
    assert redact(text) == clean


@pytest.mark.parametrize(
    "text",
    [
        "2026-05-04T02:00:00.123Z INFO command-vehicle-store saved 12 in 3.4 ms",
        "PySide6: 6.11.3",
        "lane 1: 10412 here, 10398 received",
        "free: 79100.5 MiB",
        "port /dev/ttyUSB2 at 115200",
        'File "store.py", line 1234, in append',
    ],
)
def test_what_support_needs_is_left_in(text: str) -> None:
    assert redact(text) == text


def test_names_are_taken_out_longest_first() -> None:
    assert redact("周敏华 and 周敏 at /srv/zhoumin", ["周敏", "周敏华", "/srv/zhoumin", ""]) == (
        "[name] and [name] at [name]"
    )
