# SPDX-License-Identifier: Apache-2.0
"""A county that does not exist, laid out as an ordinary OSM extract."""
