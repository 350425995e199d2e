# SPDX-License-Identifier: Apache-2.0
"""Arguments that several commands share."""

import argparse
import re
from pathlib import Path

from command_vehicle.adapters.paths import default_data_dir


def add_data_dir(parser: argparse.ArgumentParser) -> None:
    """Every command works on one data directory."""
    parser.add_argument(
        "--data-dir",
        type=Path,
        default=default_data_dir(),
        metavar="DIR",
        help="where the database, keys and logs are (default: %(default)s)",
    )


def size(text: str) -> tuple[int, int]:
    """A size in pixels, written `1600x900`."""
    match = re.fullmatch(r"(\d{3,5})x(\d{3,5})", text)
    if match is None:
        raise argparse.ArgumentTypeError(f"{text} is not a size such as 1600x900")
    return int(match[1]), int(match[2])
