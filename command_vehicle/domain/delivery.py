# SPDX-License-Identifier: Apache-2.0
"""Delivery: saved / queued / sent / received, per record."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Delivery(Enum):
    """How far a record has come; a person must never mistake one for another."""

    SAVED = "saved"
    """Fsynced on this machine, no bearer knows of it yet."""
    QUEUED = "queued"
    """Waiting for a bearer."""
    SENT = "sent"
    """Left this machine; nobody has confirmed."""
    RECEIVED = "received"
    """The addressee's machine says, from committed data, that it has it."""
    REFUSED = "refused"
    """The addressee said no, with a reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryState:
    """Delivery of one operation, with its time and the bearer or addressee."""

    delivery: Delivery
    at: datetime | None = None
    via: str | None = None
    reason: str | None = None
