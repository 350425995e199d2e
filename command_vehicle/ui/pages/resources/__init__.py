# SPDX-License-Identifier: Apache-2.0
"""The Resources page: catalogue, panel, import."""
