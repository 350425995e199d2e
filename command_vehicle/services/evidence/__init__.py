# SPDX-License-Identifier: Apache-2.0
"""Exporting the log as evidence, and checking it."""
