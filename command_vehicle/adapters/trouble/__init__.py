# SPDX-License-Identifier: Apache-2.0
"""Logs, crashes and facts about this machine."""
