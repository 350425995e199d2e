# SPDX-License-Identifier: Apache-2.0
"""Sentences made for tests, with a right checksum, and what the decoder makes of them."""

import random

from command_vehicle.domain.positioning import Fix
from command_vehicle.protocols.nmea.decoder import NmeaDecoder
from command_vehicle.protocols.nmea.framing import checksum

HERE = "4012.34560,N,10154.00000,E"
NEAR = "4012.34570,N,10154.00010,E"
FAR = "4112.34560,N,10154.00000,E"


def line(body: str) -> bytes:
    """`$body*hh` and a line end."""
    raw = body.encode("ascii")
    return b"$%s*%02X\r\n" % (raw, checksum(raw))


def gga(time: str, place: str = HERE, *, talker: str = "GN", quality: int = 1) -> bytes:
    """A GGA with a height of 1215.5 m and 14 satellites."""
    return line(f"{talker}GGA,{time},{place},{quality},14,0.80,1215.5,M,-52.0,M,,")


def rmc(
    time: str,
    place: str = HERE,
    *,
    status: str = "A",
    date: str = "040526",
    talker: str = "GN",
    speed: str = "10.0",
    course: str = "90.00",
) -> bytes:
    """An RMC of NMEA 4.10, nav status V as receivers in cars send it."""
    return line(f"{talker}RMC,{time},{status},{place},{speed},{course},{date},,,A,V")


def decode(data: bytes, *, chunk_bytes: int = 1 << 20) -> list[Fix]:
    """All fixes of a recording."""
    decoder = NmeaDecoder("test", learns_last=False)
    fixes: list[Fix] = []
    for start in range(0, len(data), chunk_bytes):
        fixes += decoder.feed(data[start : start + chunk_bytes], 0.0)
    return fixes + decoder.flush()


def drive(seconds: int, *, first: int = 0) -> bytes:
    """So many epochs of a receiver that stands still: GGA, RMC and a GSV each second."""
    times = [f"02{(first + s) // 60 % 60:02d}{(first + s) % 60:02d}.00" for s in range(seconds)]
    sky = line("GBGSV,1,1,02,14,39,136,41,33,60,040,47,1")
    return b"".join(gga(time) + rmc(time) + sky for time in times)


def flip_bits(data: bytes, share: float, chance: random.Random) -> bytes:
    """One bit is wrong in this share of the bytes."""
    damaged = bytearray(data)
    for _ in range(int(len(data) * share)):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def lose_bytes(data: bytes, bursts: int, longest: int, chance: random.Random) -> bytes:
    """So many runs of bytes are missing."""
    damaged = bytearray(data)
    for _ in range(bursts):
        start = chance.randrange(len(damaged))
        del damaged[start : start + chance.randint(1, longest)]
    return bytes(damaged)


def cut_lines(data: bytes, share: float, chance: random.Random) -> bytes:
    """This share of the lines ends early, with its line end."""
    lines = data.split(b"\n")
    return b"\n".join(
        text[: chance.randrange(len(text) or 1)] if chance.random() < share else text
        for text in lines
    )
