# SPDX-License-Identifier: Apache-2.0
"""Arguments that several commands share."""

import argparse
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
