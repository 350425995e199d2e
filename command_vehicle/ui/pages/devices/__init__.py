# SPDX-License-Identifier: Apache-2.0
"""Devices 设备: receivers, what they hear, and which one is believed."""
