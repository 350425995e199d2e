# SPDX-License-Identifier: Apache-2.0
"""A process that appends entries for ever, or a given number, and prints the id of each."""

import sys
from pathlib import Path

from command_vehicle.adapters.clock import SystemClock
from command_vehicle.storage.vehicle_store import VehicleStore
from tests.support.operations import entry


def main(path: str, name: str, count: str) -> None:
    """Append, and print what has been acknowledged."""
    limit = int(count)
    number = 0
    with VehicleStore(Path(path), SystemClock()) as store:
        while number != limit:
            number += 1
            (operation,) = store.append([entry(f"{name} 第 {number} 条")])
            sys.stdout.write(f"{operation.id}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
