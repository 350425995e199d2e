# SPDX-License-Identifier: Apache-2.0
"""Making map packs: features in, clipped and simplified tiles out."""
