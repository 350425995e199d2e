# SPDX-License-Identifier: Apache-2.0
from uuid import UUID

from command_vehicle.storage.uuid_v7 import uuid_v7


def test_the_example_of_the_standard_is_met() -> None:
    random = ((0xCC3 << 64) | 0x18C4DC0C0C07398F).to_bytes(10, "big")
    assert uuid_v7(0x017F22E279B0, random) == UUID("017f22e2-79b0-7cc3-98c4-dc0c0c07398f")


def test_later_ones_sort_after_earlier_ones() -> None:
    assert uuid_v7(1_777_867_200_000, b"\xff" * 10) < uuid_v7(1_777_867_200_001, bytes(10))
