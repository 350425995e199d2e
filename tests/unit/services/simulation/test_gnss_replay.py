# SPDX-License-Identifier: Apache-2.0
from command_vehicle.services.simulation.replay import portions
from tests.support.nmea import gga, line, rmc

GSV = line("GBGSV,1,1,01,09,44,059,35,1")


def test_a_portion_is_an_epoch() -> None:
    recording = rmc("023628.00") + gga("023628.00") + GSV + rmc("023628.50") + gga("023628.50")
    assert list(portions(recording)) == [
        (0.0, rmc("023628.00") + gga("023628.00") + GSV),
        (0.5, rmc("023628.50") + gga("023628.50")),
    ]


def test_long_pauses_are_shortened() -> None:
    assert [pause for pause, _ in portions(rmc("023628.00") + rmc("033628.00"))] == [0.0, 5.0]


def test_time_that_jumps_back_counts_as_a_second() -> None:
    assert [pause for pause, _ in portions(rmc("023628.00") + rmc("023600.00"))] == [0.0, 1.0]


def test_no_byte_is_lost() -> None:
    recording = b"\xff\x00junk" + GSV + rmc("023628.00") + b"half a li" + gga("023629.00")
    assert b"".join(data for _, data in portions(recording)) == recording


def test_an_empty_recording_has_no_portions() -> None:
    assert list(portions(b"")) == []
