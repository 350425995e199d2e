# SPDX-License-Identifier: Apache-2.0
"""Which receiver to believe, how old it is, what the clock is worth, the track."""
