# SPDX-License-Identifier: Apache-2.0
"""The Plans page: library, and plans being carried through."""
