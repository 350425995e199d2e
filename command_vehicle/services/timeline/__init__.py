# SPDX-License-Identifier: Apache-2.0
"""Entries, typed or automatic."""
