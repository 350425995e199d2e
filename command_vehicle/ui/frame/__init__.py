# SPDX-License-Identifier: Apache-2.0
"""The frame that never moves: strip on top, rail on the left, quick log below."""
