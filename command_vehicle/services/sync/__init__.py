# SPDX-License-Identifier: Apache-2.0
"""Bringing operations to the platform, and those of others here."""
