# SPDX-License-Identifier: Apache-2.0
"""`command-vehicle`, and `python -m command_vehicle`."""

import sys

from command_vehicle.cli.root import main

if __name__ == "__main__":
    sys.exit(main())
