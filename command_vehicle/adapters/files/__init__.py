# SPDX-License-Identifier: Apache-2.0
"""What lies in files beside the database."""
