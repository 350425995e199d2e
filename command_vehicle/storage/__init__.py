# SPDX-License-Identifier: Apache-2.0
"""The operation log in SQLite, shared by the vehicle and the central platform."""
