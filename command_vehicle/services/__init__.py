# SPDX-License-Identifier: Apache-2.0
"""What happens to it: use cases and state machines over ports."""
