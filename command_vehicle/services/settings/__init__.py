# SPDX-License-Identifier: Apache-2.0
"""Settings: declared once, read from three layers."""
