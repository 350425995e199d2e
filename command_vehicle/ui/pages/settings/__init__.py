# SPDX-License-Identifier: Apache-2.0
"""Settings 设置: one row per setting, the diagnostic report, and what this program is."""
