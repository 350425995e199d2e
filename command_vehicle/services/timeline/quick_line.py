# SPDX-License-Identifier: Apache-2.0
"""The quick log line: a time shorthand at its start, names after `@`, tags after `#`.

```
-5 堵漏组进入              five minutes ago
-2h 首批群众转移            two hours ago
1402 @消防一中队 到场       the last 14:02 that is not in the future
14:02 泄漏停止 #氯气
```

The time shorthand is taken off; everything else stays in the text as it was typed. What could
mean two things is left in the text and means nothing: `1402 人` is a head-count, `-5 ℃` is a
temperature, `3#测点` is the name of a point.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

FUTURE_TOLERANCE = timedelta(minutes=1)
"""A clock time further ahead than this means yesterday."""
LONGEST_AGO = timedelta(hours=24)
HOURS_PER_DAY = 24
MINUTES_PER_HOUR = 60

_AGO = re.compile(r"[-－−](\d{1,4})(m|min|h)?(?=\s|$)", re.IGNORECASE)
_CLOCK_TIME = re.compile(r"(\d{1,2})[:：](\d{2})(?=\s|$)")
_BARE_TIME = re.compile(r"(\d{2})(\d{2})(?=\s|$)")
_COUNTED = re.compile(
    r"\s+(?:[℃°度%％]|[名口个只头台辆套件顶座栋间条吨克米元年月日号]"
    r"|人(?!员)|户(?!外)|家(?!属|长)|位(?!于|置)|处(?!置|理|于)|升(?!级|温|高)|点(?!名|火|检)"
    r"|公[斤里顷升]|平方|平米|立方|毫[克升米]|千[克米瓦]|[万亿]"
    r"|(?:ppm|ppb|mg|kg|g|t|km|m|cm|mm|l|mpa|kpa|hpa|pa|kw|v|a|db|m?hz|s|min|h)(?![a-z]))",
    re.IGNORECASE,
)
"""A unit or a counting word after a number: then the number is a quantity."""
_NAME = re.compile(r"(?<![A-Za-z0-9._%+-])@([^\s@#，。；：、！？,;:!?()（）<>《》\"“”]{1,64})")
_TAG = re.compile(r"(?<![A-Za-z0-9])#([^\W\d][\w-]{0,63})")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickLine:
    """What a line says.

    Attributes:
        text: Without the time shorthand, otherwise as typed.
        happened_at: UTC; None when the line names no time, which means now.
        resources: Names after `@`, each once, in order.
        tags: Words after `#`, each once, in order.
    """

    text: str
    happened_at: datetime | None = None
    resources: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


def parse_quick_line(line: str, now: datetime, zone: tzinfo) -> QuickLine:
    """Read a line typed at `now` (aware) by somebody whose wall clock runs in `zone`."""
    stripped = line.strip()
    happened_at, text = _split_time(stripped, now, zone)
    if happened_at is not None and not text:
        happened_at, text = None, stripped
    return QuickLine(
        text=text,
        happened_at=happened_at,
        resources=_unique(name.rstrip(".") for name in _NAME.findall(text)),
        tags=_unique(_TAG.findall(text)),
    )


def _split_time(line: str, now: datetime, zone: tzinfo) -> tuple[datetime | None, str]:
    """The time a line starts with, and the rest; None and the whole line when there is none."""
    for pattern, meaning in ((_AGO, _ago), (_CLOCK_TIME, _at), (_BARE_TIME, _at)):
        match = pattern.match(line)
        if match is None:
            continue
        if pattern is not _CLOCK_TIME and _COUNTED.match(line, match.end()):
            return None, line
        happened_at = meaning(match, now, zone)
        return (None, line) if happened_at is None else (happened_at, line[match.end() :].strip())
    return None, line


def _ago(match: re.Match[str], now: datetime, _zone: tzinfo) -> datetime | None:
    in_hours = (match[2] or "").lower() == "h"
    ago = timedelta(hours=int(match[1])) if in_hours else timedelta(minutes=int(match[1]))
    return (now - ago).astimezone(UTC) if ago <= LONGEST_AGO else None


def _at(match: re.Match[str], now: datetime, zone: tzinfo) -> datetime | None:
    hour, minute = int(match[1]), int(match[2])
    if hour >= HOURS_PER_DAY or minute >= MINUTES_PER_HOUR:
        return None
    today = now.astimezone(zone).date()
    happened_at = datetime.combine(today, time(hour, minute), zone)
    if happened_at > now + FUTURE_TOLERANCE:
        happened_at = datetime.combine(today - timedelta(days=1), time(hour, minute), zone)
    return happened_at.astimezone(UTC)


def _unique(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))
