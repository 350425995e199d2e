# SPDX-License-Identifier: Apache-2.0
"""What a projection is to the store."""

from dataclasses import dataclass
from typing import Protocol

from command_vehicle.domain.operations import Operation


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectedTable:
    """A table of a projection.

    Attributes:
        name: Its name.
        create: Statements that create it and its indexes.
        digest: Query of all that must be equal on every replica, in an order that is equal too;
            empty for tables that only index others. `place_name(x)` names an operation.
    """

    name: str
    create: tuple[str, ...]
    digest: str = ""


class Projection(Protocol):
    """Tables of one subject."""

    def tables(self) -> tuple[ProjectedTable, ...]:
        """All of them, each after those it rests on."""
        ...

    def apply(self, operation: Operation) -> None:
        """Take an operation into account. Runs inside a transaction."""
        ...
