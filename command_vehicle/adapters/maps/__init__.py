# SPDX-License-Identifier: Apache-2.0
"""Map packs, and the page that shows them."""
