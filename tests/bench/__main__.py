# SPDX-License-Identifier: Apache-2.0
"""Print every figure we claim: `python -m tests.bench [SUBJECT …]`.

Each `bench_<subject>.py` beside this file has a `rows()` that measures and gives
`(measure, value, note)` rows.
"""

import importlib
import platform
import sys
import time
import unicodedata
from pathlib import Path

Row = tuple[str, str, str]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _pad(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _print_table(subject: str, rows: list[Row], took_s: float) -> None:
    sys.stdout.write(f"\n{subject}  ({took_s:.1f} s)\n")
    widths = [max(_width(row[column]) for row in rows) for column in range(2)]
    for measure, value, note in rows:
        padding = " " * (widths[1] - _width(value))
        sys.stdout.write(f"  {_pad(measure, widths[0])}  {padding}{value}  {note}".rstrip() + "\n")
    sys.stdout.flush()


def main(wanted: list[str]) -> None:
    """Run the named subjects, or all."""
    here = Path(__file__).parent
    subjects = wanted or sorted(path.stem[6:] for path in here.glob("bench_*.py"))
    sys.stdout.write(f"{platform.platform()}, Python {platform.python_version()}\n")
    for subject in subjects:
        started = time.perf_counter()
        module = importlib.import_module(f"tests.bench.bench_{subject}")
        rows: list[Row] = module.rows()
        _print_table(subject, rows, time.perf_counter() - started)


if __name__ == "__main__":
    main(sys.argv[1:])
