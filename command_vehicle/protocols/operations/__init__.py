# SPDX-License-Identifier: Apache-2.0
"""Operations as bytes, and their hash chain."""
