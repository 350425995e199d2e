# SPDX-License-Identifier: Apache-2.0
"""Plans on disk: one YAML file each, read safely; a broken file is named and the rest goes on."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import yaml

from command_vehicle.domain.plans import Plan
from command_vehicle.services.plans.library import PlanFiles
from command_vehicle.services.plans.reading import read_plan
from command_vehicle.services.plans.text import PlanFault, PlanFaultReason, PlanNode

MAX_PLAN_BYTES: Final = 4_000_000
MAX_NODES: Final = 100_000
_MAX_DEPTH: Final = 12
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The one in C where the library was built with it; both give the same tree and lines."""


class PlanDirectories:
    """Plans of several directories; of two with the same key and edition the later one counts."""

    def __init__(self, directories: Sequence[Path]) -> None:
        self._directories = tuple(directories)

    def load(self) -> PlanFiles:
        """Every plan that can be read, and what is wrong with the others."""
        plans: dict[tuple[str, str], Plan] = {}
        faults: list[PlanFault] = []
        for path in self._paths():
            plan, found = _read(path)
            faults.extend(found)
            if plan is not None:
                plans[plan.key, plan.edition] = plan
        return PlanFiles(plans=tuple(plans.values()), faults=tuple(faults))

    def _paths(self) -> list[Path]:
        return [
            path
            for directory in self._directories
            if directory.is_dir()
            for path in sorted(directory.iterdir())
            if path.suffix in {".yaml", ".yml"}
        ]


class _UnreadableError(Exception):
    """The file is no plan text; carries the fault."""

    def __init__(self, line: int, reason: PlanFaultReason, value: str) -> None:
        super().__init__(value)
        self.line = line
        self.reason = reason
        self.value = value


def _read(path: Path) -> tuple[Plan | None, tuple[PlanFault, ...]]:
    try:
        data = _bytes(path)
        node = _tree(data)
    except _UnreadableError as error:
        fault = PlanFault(
            file=path.name, line=error.line, field="", reason=error.reason, value=error.value
        )
        return None, (fault,)
    return read_plan(path.name, node, hashlib.sha256(data).hexdigest())


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_PLAN_BYTES + 1)
    except OSError as error:
        raise _UnreadableError(1, PlanFaultReason.UNREADABLE, str(error.strerror)) from error
    if len(data) > MAX_PLAN_BYTES:
        raise _UnreadableError(1, PlanFaultReason.TOO_LARGE, str(MAX_PLAN_BYTES))
    return data


def _tree(data: bytes) -> PlanNode:
    try:
        root = yaml.compose(data.decode("utf-8-sig"), Loader=_LOADER)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _UnreadableError(line, PlanFaultReason.UNREADABLE, "UTF-8") from error
    except RecursionError as error:
        raise _UnreadableError(1, PlanFaultReason.TOO_LARGE, str(MAX_NODES)) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error)
        line = 1 if mark is None else mark.line + 1
        raise _UnreadableError(line, PlanFaultReason.UNREADABLE, str(problem)) from error
    if root is None:
        raise _UnreadableError(1, PlanFaultReason.MISSING, "")
    return _Trimmer().node(root)


class _Trimmer:
    """Turns YAML nodes into ours, within bounds: an alias may name a node again and again."""

    def __init__(self) -> None:
        self._left = MAX_NODES

    def node(self, node: yaml.Node, depth: int = _MAX_DEPTH) -> PlanNode:
        line = node.start_mark.line + 1
        self._left -= 1
        if isinstance(node, yaml.ScalarNode):
            return PlanNode(line=line, value=str(node.value))
        if depth == 0 or self._left < 0:
            raise _UnreadableError(line, PlanFaultReason.TOO_LARGE, str(MAX_NODES))
        if isinstance(node, yaml.SequenceNode):
            return PlanNode(
                line=line, value=tuple(self.node(item, depth - 1) for item in node.value)
            )
        members: dict[str, PlanNode] = {}
        for key, value in node.value:
            name = str(key.value)
            if name in members:
                raise _UnreadableError(key.start_mark.line + 1, PlanFaultReason.TWICE, name)
            members[name] = self.node(value, depth - 1)
        return PlanNode(line=line, value=members)
