# SPDX-License-Identifier: Apache-2.0
"""How bytes speak of it: codecs without input or output."""
