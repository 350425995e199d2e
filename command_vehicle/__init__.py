# SPDX-License-Identifier: Apache-2.0
"""Offline-first command post for an emergency command vehicle."""

__version__ = "0.1.0"
