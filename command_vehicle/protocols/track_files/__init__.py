# SPDX-License-Identifier: Apache-2.0
"""The track in the formats of other programs: GPX, KML, GeoJSON."""
