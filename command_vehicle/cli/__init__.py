# SPDX-License-Identifier: Apache-2.0
"""Arguments and sub-commands: what a script, a test or a communications officer needs."""
