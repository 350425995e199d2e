# SPDX-License-Identifier: Apache-2.0
"""`evidence export` and `evidence verify`."""

import argparse
from pathlib import Path

from command_vehicle import __version__
from command_vehicle.adapters.files.evidence import (
    EvidenceFolderReader,
    NewEvidenceFolder,
    evidence_documents,
)
from command_vehicle.adapters.files.keys import Ed25519Verifier, load_or_create_signer
from command_vehicle.cli.arguments import add_data_dir
from command_vehicle.cli.output import emit
from command_vehicle.cli.session import open_session
from command_vehicle.domain.errors import ErrorCode, InputError
from command_vehicle.services.evidence import export as evidence
from command_vehicle.services.evidence.chain_check import Finding
from command_vehicle.services.evidence.check import check_export
from command_vehicle.services.journal import clock_stamp
from command_vehicle.services.settings.declarations import UnitSettings


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `evidence` and its actions."""
    parser = commands.add_parser("evidence", help="export the log so that others can check it")
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    export = actions.add_parser("export", help="seal the log and write all of it to a new folder")
    export.add_argument("directory", type=Path, metavar="DIR")
    export.add_argument("--actor", metavar="NAME", help="default: the person on duty")
    add_data_dir(export)
    export.set_defaults(run=_export)
    verify = actions.add_parser("verify", help="check an export; says what is wrong and where")
    verify.add_argument("path", type=Path, metavar="PATH")
    add_data_dir(verify)
    verify.set_defaults(run=_verify)


def _export(arguments: argparse.Namespace) -> int:
    with open_session(arguments.data_dir, arguments.actor) as session:
        signer = load_or_create_signer(session.data_dir.signing_key)
        with NewEvidenceFolder(arguments.directory) as folder:
            made = evidence.export(
                session.store,
                folder,
                signer,
                actor=session.journal.actor,
                clock=clock_stamp(None),
                at=session.clock.now(),
                program=f"command-vehicle {__version__}",
                unit=_unit(session.settings.settings.unit),
                documents=evidence_documents(),
            )
        emit(
            {
                "path": str(arguments.directory),
                "operations": made.operations,
                "lanes": made.lanes,
                "seal": str(made.seal.id),
                "public_key": made.public_key,
            }
        )
    return 0


def _unit(unit: UnitSettings) -> dict[str, str]:
    return {"vehicle": unit.vehicle_name, "county": unit.county}


def _verify(arguments: argparse.Namespace) -> int:
    verdict = check_export(EvidenceFolderReader(arguments.path), Ed25519Verifier())
    for finding in verdict.findings:
        emit(_record(finding))
    emit(
        {
            "ok": not verdict.findings,
            "findings": len(verdict.findings),
            "operations": verdict.operations,
            "lanes": verdict.lanes,
            "seals": verdict.seals,
            "exported_at": verdict.exported_at or None,
            "public_key": verdict.public_key or None,
        }
    )
    if verdict.findings:
        raise InputError(ErrorCode.EVIDENCE_BROKEN, findings=len(verdict.findings))
    return 0


def _record(finding: Finding) -> dict[str, object]:
    return {
        "problem": finding.damage.value,
        "replica": finding.replica,
        "lane": finding.lane,
        "seq": finding.seq,
        "last": finding.last,
        "file": finding.file,
    }
