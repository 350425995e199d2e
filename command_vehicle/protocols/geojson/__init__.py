# SPDX-License-Identifier: Apache-2.0
"""GeoJSON, RFC 7946."""
