# SPDX-License-Identifier: Apache-2.0
"""What a view of the map shows."""
