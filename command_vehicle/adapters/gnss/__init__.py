# SPDX-License-Identifier: Apache-2.0
"""Receivers on serial ports, real and simulated."""
