# SPDX-License-Identifier: Apache-2.0
"""The outside world: serial ports, files, HTTP, tiles, clock."""
