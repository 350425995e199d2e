# SPDX-License-Identifier: Apache-2.0
"""The eleven kind keys of the quick log: which F-key, which kinds, which words."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from command_vehicle.domain.timeline import EntryKind


@dataclass(frozen=True, slots=True, kw_only=True)
class KindKey:
    """One key.

    Attributes:
        name: Of the key on the keyboard, which is also its shortcut.
        kinds: The same key again steps to the next.
    """

    name: str
    kinds: tuple[EntryKind, ...]


KIND_KEYS: Final = (
    KindKey(name="F2", kinds=(EntryKind.OBSERVATION,)),
    KindKey(name="F3", kinds=(EntryKind.DECISION_ADMINISTRATIVE, EntryKind.DECISION_TECHNICAL)),
    KindKey(name="F4", kinds=(EntryKind.ORDER,)),
    KindKey(name="F5", kinds=(EntryKind.REPORT_IN,)),
    KindKey(name="F6", kinds=(EntryKind.REPORT_OUT,)),
    KindKey(name="F7", kinds=(EntryKind.ARRIVAL, EntryKind.DEPARTURE)),
    KindKey(name="F8", kinds=(EntryKind.CASUALTY,)),
    KindKey(name="F9", kinds=(EntryKind.HAZARD,)),
    KindKey(name="F10", kinds=(EntryKind.WEATHER,)),
    KindKey(name="F11", kinds=(EntryKind.RESOURCE,)),
    KindKey(name="F12", kinds=(EntryKind.VOICE_NOTE, EntryKind.PICTURE)),
)


def key_of(kind: EntryKind) -> KindKey:
    """The key that chooses this kind; the first key for kinds that only the program writes."""
    return next((key for key in KIND_KEYS if kind in key.kinds), KIND_KEYS[0])


def next_kind(key: KindKey, chosen: EntryKind) -> EntryKind:
    """What pressing `key` chooses while `chosen` is in force."""
    if chosen not in key.kinds:
        return key.kinds[0]
    return key.kinds[(key.kinds.index(chosen) + 1) % len(key.kinds)]


def key_word(key: KindKey) -> str:
    """Word of a key at rest."""
    return {
        "F2": QCoreApplication.translate("KindKeys", "观察"),
        "F3": QCoreApplication.translate("KindKeys", "决策"),
        "F4": QCoreApplication.translate("KindKeys", "指令"),
        "F5": QCoreApplication.translate("KindKeys", "来报"),
        "F6": QCoreApplication.translate("KindKeys", "上报"),
        "F7": QCoreApplication.translate("KindKeys", "到离"),
        "F8": QCoreApplication.translate("KindKeys", "伤亡"),
        "F9": QCoreApplication.translate("KindKeys", "险情"),
        "F10": QCoreApplication.translate("KindKeys", "气象"),
        "F11": QCoreApplication.translate("KindKeys", "资源"),
        "F12": QCoreApplication.translate("KindKeys", "影音"),
    }[key.name]


def chosen_word(kind: EntryKind) -> str:
    """Word of a chosen key: the sub-kind where there are two."""
    sub_kinds = {
        EntryKind.DECISION_ADMINISTRATIVE: QCoreApplication.translate("KindKeys", "行政"),
        EntryKind.DECISION_TECHNICAL: QCoreApplication.translate("KindKeys", "技术"),
        EntryKind.ARRIVAL: QCoreApplication.translate("KindKeys", "到达"),
        EntryKind.DEPARTURE: QCoreApplication.translate("KindKeys", "离开"),
        EntryKind.VOICE_NOTE: QCoreApplication.translate("KindKeys", "口述"),
        EntryKind.PICTURE: QCoreApplication.translate("KindKeys", "拍照"),
    }
    return sub_kinds.get(kind) or key_word(key_of(kind))
