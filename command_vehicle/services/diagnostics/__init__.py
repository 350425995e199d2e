# SPDX-License-Identifier: Apache-2.0
"""The report that a person can send."""
