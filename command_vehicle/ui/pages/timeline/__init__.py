# SPDX-License-Identifier: Apache-2.0
"""Timeline 时间线: what was recorded, and how far each record has come."""
