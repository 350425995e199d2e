# SPDX-License-Identifier: Apache-2.0
"""The catalogue: read, imported, searched, states reported."""
