# SPDX-License-Identifier: Apache-2.0
"""The central platform: the other end of the wire."""
