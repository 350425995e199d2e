# SPDX-License-Identifier: Apache-2.0
"""The plan library, and plans being carried through."""
