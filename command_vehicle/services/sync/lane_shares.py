# SPDX-License-Identifier: Apache-2.0
"""Who may speak first: FLASH before everything, the other lanes by weight.

Deficit round robin (Shreedhar and Varghese, SIGCOMM 1995) over bytes, with the sign turned round:
operations are never cut, so a lane may overdraw its share by one operation; it then owes the
difference and pays it out of what it earns next while others have something to say. A lane is
never idle merely because it owes. Attachments will be a fourth weighted lane.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from command_vehicle.domain.identity import Lane

WEIGHTS: Final[Mapping[Lane, int]] = {Lane.OPS: 60, Lane.META: 15, Lane.TRACK: 15}
SENDING_ORDER: Final = (Lane.FLASH, Lane.OPS, Lane.META, Lane.TRACK)
"""Order of the lanes within one round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneShares:
    """Division of one round, and what is left to pay from earlier ones.

    Attributes:
        bytes_by_lane: How much each lane may send; lanes that may not are absent.
        debts: What each lane has overdrawn.
    """

    bytes_by_lane: Mapping[Lane, int] = field(default_factory=dict)
    debts: Mapping[Lane, int] = field(default_factory=dict)

    def divide(self, waiting: Mapping[Lane, int], budget_bytes: int) -> "LaneShares":
        """Divide a round of `budget_bytes` among lanes with so many bytes waiting."""
        shares: dict[Lane, int] = {}
        left = budget_bytes
        if (flash := min(waiting.get(Lane.FLASH, 0), left)) > 0:
            shares[Lane.FLASH] = flash
            left -= flash
        wanted = {lane: waiting[lane] for lane in WEIGHTS if waiting.get(lane, 0) > 0}
        debts = {lane: debt for lane, debt in self.debts.items() if lane in wanted}
        while left > 0 and wanted:
            left = _one_turn(left, wanted, debts, shares)
        may_send = {lane: share for lane, share in shares.items() if share > 0}
        return LaneShares(bytes_by_lane=may_send, debts=debts)

    def after_sending(self, sent: Mapping[Lane, int]) -> "LaneShares":
        """Note what was really sent in this round."""
        debts = dict(self.debts)
        for lane in WEIGHTS:
            over = sent.get(lane, 0) - self.bytes_by_lane.get(lane, 0)
            if over > 0:
                debts[lane] = debts.get(lane, 0) + over
        return LaneShares(debts=debts)


def _one_turn(
    left: int, wanted: dict[Lane, int], debts: dict[Lane, int], shares: dict[Lane, int]
) -> int:
    """Let every waiting lane earn its weight once; gives what is left of the round."""
    total = sum(WEIGHTS[lane] for lane in wanted)
    turn = left
    for lane in tuple(wanted):
        earned = max(1, turn * WEIGHTS[lane] // total)
        paid = min(earned, debts.get(lane, 0))
        debts[lane] = debts.get(lane, 0) - paid
        part = min(earned - paid, wanted[lane], left)
        shares[lane] = shares.get(lane, 0) + part
        left -= part
        wanted[lane] -= part
        if wanted[lane] == 0:
            del wanted[lane]
    return left
