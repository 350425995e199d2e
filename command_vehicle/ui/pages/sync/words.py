# SPDX-License-Identifier: Apache-2.0
"""Bearers, lanes and refusals in words."""

from dataclasses import dataclass
from datetime import tzinfo
from typing import Final

from PySide6.QtCore import QCoreApplication

from command_vehicle.domain.identity import Lane
from command_vehicle.domain.renewal import Renewal, RenewalReason
from command_vehicle.domain.sync import BearerHealth, BearerState, SyncState
from command_vehicle.ui.error_words import code_sentence, error_sentence
from command_vehicle.ui.formatting import ago, count, day_and_time, duration
from command_vehicle.ui.refusal_words import refusal_words

_FETCHED: Final = (RenewalReason.OLDER_COPY, RenewalReason.PLATFORM_AHEAD)
"""After these, what is missing comes back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedRecord:
    """A record that the other side did not take.

    Attributes:
        number: Its lane and number, or the name of a lane as a whole.
        reason: In words.
    """

    number: str
    reason: str


def lane_word(lane: Lane) -> str:
    """What a lane carries."""
    translate = QCoreApplication.translate
    return {
        Lane.FLASH: translate("Sync", "急报"),
        Lane.OPS: translate("Sync", "业务"),
        Lane.TRACK: translate("Sync", "轨迹"),
        Lane.META: translate("Sync", "资料"),
    }[lane]


def headline(state: SyncState) -> str:
    """How many records are here, and how many of them the platform has."""
    translate = QCoreApplication.translate
    local, received = state.local_total, state.received_total
    if state.platform is None:
        words = translate("Sync", "本机 %1 条，还没有入网，只存在本机")
        return words.replace("%1", count(local))
    if received > local:
        words = translate("Sync", "本机 %1 条，平台说有 %2，比本机多")
    elif received == local:
        words = translate("Sync", "本机 %1 条，平台全部收讫")
    else:
        words = translate("Sync", "本机 %1 条，平台已收讫 %2，差 %3")
    return (
        words.replace("%1", count(local))
        .replace("%2", count(received))
        .replace("%3", count(local - received))
    )


def bearer_words(state: BearerState) -> tuple[str, str]:
    """When a bearer last worked, and what comes next or what is wrong."""
    translate = QCoreApplication.translate
    if state.health is BearerHealth.OFF:
        return "", ""
    if state.last_success_age_s is None:
        last = translate("Sync", "还没有通过")
    else:
        last = translate("Sync", "上次收到回答 %1").replace("%1", ago(state.last_success_age_s))
    if state.health is BearerHealth.UP:
        return last, ""
    wrong = "" if state.error is None else code_sentence(state.error)
    if state.retry_in_s is None:
        return last, wrong
    again = translate("Sync", "%1 后再试").replace("%1", duration(state.retry_in_s))
    return f"{last}　{again}", wrong


def queued_words(state: BearerState) -> str:
    """How many records wait for a bearer."""
    if state.health is BearerHealth.OFF:
        return ""
    return QCoreApplication.translate("Sync", "待发 %1").replace("%1", count(state.queued))


def refused_record(text: str) -> RefusedRecord:
    """What the state says about one record or lane, `id: reason`, in words."""
    place, _, reason = text.partition(": ")
    known_lanes = {lane.name: lane for lane in Lane}
    if place in known_lanes:
        return RefusedRecord(number=lane_word(known_lanes[place]), reason=refusal_words(reason))
    number = place.split("-", maxsplit=1)[-1]
    return RefusedRecord(number=number, reason=refusal_words(reason))


def renewal_words(renewal: Renewal, zone: tzinfo | None) -> str:
    """Why the vehicle numbers its records apart, and since when."""
    if renewal.missing or renewal.reason not in _FETCHED:
        return error_sentence(renewal.trouble())
    words = QCoreApplication.translate("Sync", "%1 起另编号。旧备份缺的已经取回。")
    return words.replace("%1", day_and_time(renewal.at, zone))
