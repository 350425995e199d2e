# SPDX-License-Identifier: Apache-2.0
"""The wire between vehicle and platform."""
