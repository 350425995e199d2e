# SPDX-License-Identifier: Apache-2.0
"""The Map page 态势."""
