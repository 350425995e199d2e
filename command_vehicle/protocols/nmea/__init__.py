# SPDX-License-Identifier: Apache-2.0
"""NMEA 0183: `framing` → `parser` → `epochs`, in a row in `decoder`."""
