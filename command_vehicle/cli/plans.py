# SPDX-License-Identifier: Apache-2.0
"""`plans list`."""

import argparse

from command_vehicle.adapters.clock import SystemClock
from command_vehicle.adapters.files.plans import PlanDirectories
from command_vehicle.adapters.paths import DataDir, shipped_dir
from command_vehicle.cli.arguments import add_data_dir
from command_vehicle.cli.output import emit, say
from command_vehicle.domain.plans import Plan
from command_vehicle.services.events import EventBus
from command_vehicle.services.plans.library import PlanHit, PlanLibrary, is_expired
from command_vehicle.services.plans.text import PlanFault


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `plans` and its actions."""
    plans = commands.add_parser("plans", help="the plan library")
    actions = plans.add_subparsers(required=True, metavar="ACTION")
    listing = actions.add_parser(
        "list", help="print plans; with --text, the sentences that hold these words"
    )
    listing.add_argument("--text", default="", help="words to look for in the whole text")
    add_data_dir(listing)
    listing.set_defaults(run=_list)


def _list(arguments: argparse.Namespace) -> int:
    directories = (shipped_dir("resources") / "plans", DataDir(arguments.data_dir).plans)
    library = PlanLibrary(PlanDirectories(directories), EventBus())
    library.load()
    for fault in library.faults:
        say(_sentence(fault))
    if arguments.text.strip():
        for hit in library.search(arguments.text):
            emit(_hit(hit))
    else:
        today = SystemClock().now().astimezone().date()
        for plan in library.plans:
            emit(_record(plan) | {"expired": is_expired(plan, today)})
    return 0


def _record(plan: Plan) -> dict[str, object]:
    return {
        "key": plan.key,
        "edition": plan.edition,
        "title": plan.title,
        "type": plan.type.name.lower().replace("_", "-"),
        "owner": plan.owner,
        "valid_until": None if plan.valid_until is None else plan.valid_until.isoformat(),
        "incident_types": [
            kind.name.lower().replace("_", "-") for kind in sorted(plan.incident_types)
        ],
        "tasks": len(plan.tasks),
        "digest": plan.digest,
    }


def _hit(hit: PlanHit) -> dict[str, object]:
    return {
        "key": hit.plan.key,
        "edition": hit.plan.edition,
        "title": hit.plan.title,
        "task": None if hit.task is None else hit.task.key,
        "sentence": hit.sentence,
    }


def _sentence(fault: PlanFault) -> str:
    where = f" in {fault.field}" if fault.field else ""
    what = f" ({fault.value})" if fault.value else ""
    reason = fault.reason.value.replace("_", " ")
    return f"Plan {fault.file}, line {fault.line}{where}: {reason}{what}. The file was left out."
