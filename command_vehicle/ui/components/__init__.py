# SPDX-License-Identifier: Apache-2.0
"""The parts that every page is put together from, painted in the roles of the style."""
