# SPDX-License-Identifier: Apache-2.0
"""Composition root: builds and connects everything, and takes it down in reverse order."""
