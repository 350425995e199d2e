# SPDX-License-Identifier: Apache-2.0
from command_vehicle.domain.positioning import Constellation, Satellite
from command_vehicle.protocols.nmea.parser import parse
from command_vehicle.protocols.nmea.sentences import ActiveSatellites, SatellitesInView
from command_vehicle.protocols.nmea.sky import FORGET_AFTER_S, Sky
from tests.support.nmea import line


def sky_of(*bodies: str, tod_s: float | None = 100.0) -> Sky:
    sky = Sky()
    add(sky, *bodies, tod_s=tod_s)
    return sky


def add(sky: Sky, *bodies: str, tod_s: float | None = 100.0) -> None:
    for body in bodies:
        sentence = parse(line(body).decode().strip())
        if isinstance(sentence, SatellitesInView):
            sky.see(sentence, tod_s)
        elif isinstance(sentence, ActiveSatellites):
            sky.use(sentence)


def numbers(satellites: tuple[Satellite, ...]) -> list[int]:
    return [satellite.svid for satellite in satellites]


def test_a_series_counts_when_it_is_complete() -> None:
    sky = sky_of("GBGSV,2,1,05,01,10,100,30,02,10,100,30,03,10,100,30,04,10,100,30,1")
    assert numbers(sky.satellites(100.0)) == []


def test_a_complete_series_is_in_view() -> None:
    sky = sky_of("GBGSV,2,1,02,01,10,100,30,1", "GBGSV,2,2,02,02,10,100,30,1")
    assert numbers(sky.satellites(100.0)) == [1, 2]


def test_a_series_with_a_lost_sentence_leaves_the_one_before() -> None:
    sky = sky_of("GBGSV,1,1,01,09,10,100,30,1", "GBGSV,2,2,02,02,10,100,30,1")
    assert numbers(sky.satellites(100.0)) == [9]


def test_a_newer_series_replaces_the_one_before() -> None:
    sky = sky_of("GBGSV,1,1,01,09,10,100,30,1", "GBGSV,1,1,01,08,10,100,30,1")
    assert numbers(sky.satellites(100.0)) == [8]


def test_a_satellite_on_two_signals_is_one_with_the_stronger() -> None:
    sky = sky_of("GBGSV,1,1,01,09,,,30,1", "GBGSV,1,1,01,09,44,059,35,5")
    assert sky.satellites(100.0) == (
        Satellite(
            constellation=Constellation.BEIDOU,
            svid=9,
            elevation_deg=44.0,
            azimuth_deg=59.0,
            cn0_dbhz=35.0,
        ),
    )


def test_a_satellite_tracked_on_neither_signal_has_no_strength() -> None:
    sky = sky_of("GBGSV,1,1,01,09,44,059,,1", "GBGSV,1,1,01,09,44,059,,5")
    assert sky.satellites(100.0)[0].cn0_dbhz is None


def test_satellites_of_several_gsa_of_an_epoch_are_all_used() -> None:
    sky = sky_of(
        "GBGSV,1,1,02,09,44,059,35,10,44,059,35,1",
        "GPGSV,1,1,01,09,44,059,35,1",
        "GNGSA,A,3,09,,,,,,,,,,,,1.5,0.9,1.2,4",
        "GNGSA,A,3,09,,,,,,,,,,,,1.5,0.9,1.2,1",
    )
    used = [(s.constellation, s.svid) for s in sky.satellites(100.0) if s.used]
    assert used == [(Constellation.GPS, 9), (Constellation.BEIDOU, 9)]


def test_the_first_gsa_of_the_next_epoch_replaces_what_was_used() -> None:
    sky = sky_of("GBGSV,1,1,01,09,44,059,35,1", "GNGSA,A,3,09,,,,,,,,,,,,1.5,0.9,1.2,4")
    sky.begin_epoch()
    add(sky, "GNGSA,A,3,10,,,,,,,,,,,,1.5,0.9,1.2,4")
    assert not sky.satellites(100.0)[0].used


def test_a_series_that_has_fallen_silent_is_forgotten() -> None:
    sky = sky_of("GBGSV,1,1,01,09,44,059,35,1")
    assert sky.satellites(100.0 + FORGET_AFTER_S + 1.0) == ()


def test_nothing_is_forgotten_while_the_time_is_unknown() -> None:
    sky = sky_of("GBGSV,1,1,01,09,44,059,35,1", tod_s=None)
    assert numbers(sky.satellites(None)) == [9]
