# SPDX-License-Identifier: Apache-2.0
"""What exists: frozen values and rules, standard library only."""
