# SPDX-License-Identifier: Apache-2.0
"""Sync 同步: what headquarters has, and how the rest gets there."""
