# SPDX-License-Identifier: Apache-2.0
import hashlib

from command_vehicle.domain.identity import Lane, ReplicaId
from command_vehicle.protocols.operations.hash_chain import HASH_BYTES, chain, genesis
from tests.support.operations import NEIGHBOUR, VEHICLE


def test_each_hash_covers_the_one_before_and_the_content() -> None:
    assert chain(b"\x01" * 32, b"abc") == hashlib.sha256(b"\x01" * 32 + b"abc").digest()


def test_the_beginning_of_a_lane_is_as_documented() -> None:
    place = VEHICLE.uuid.bytes + b"\x00\x00" + b"\x01"
    assert genesis(VEHICLE, Lane.OPS) == hashlib.sha256(b"command-vehicle lane 1" + place).digest()


def test_no_two_lanes_begin_alike() -> None:
    replicas = [VEHICLE, NEIGHBOUR, ReplicaId(uuid=VEHICLE.uuid, incarnation=1)]
    beginnings = {genesis(replica, lane) for replica in replicas for lane in Lane}
    assert len(beginnings) == len(replicas) * len(Lane)
    assert {len(beginning) for beginning in beginnings} == {HASH_BYTES}
