# SPDX-License-Identifier: Apache-2.0
"""The way to the platform over HTTP."""
