# SPDX-License-Identifier: Apache-2.0
"""Evidence exports on disk: written whole or not at all, read without trusting them."""

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from command_vehicle.adapters.files.durable import refusal, sync_directory
from command_vehicle.adapters.paths import shipped_dir
from command_vehicle.domain.errors import ErrorCode, InputError, StoreError
from command_vehicle.services.evidence.export import WrittenFile

DOCUMENTS: Final = ("README.txt", "verify.py")


def evidence_documents() -> Mapping[str, bytes]:
    """What accompanies every export: the statement of what it proves, and the verifier."""
    source = shipped_dir("resources") / "evidence"
    return {name: (source / name).read_bytes() for name in DOCUMENTS}


class NewEvidenceFolder:
    """An `EvidenceFolder` that gets its name only when everything in it is on disk.

    Used as a context manager; leaving it with an exception removes what was written.
    """

    def __init__(self, target: Path) -> None:
        """Prepare to write `target`.

        Raises:
            InputError: It exists and is not an empty folder.
        """
        target = target.absolute()
        if target.exists() and not (target.is_dir() and not any(target.iterdir())):
            raise InputError(ErrorCode.FILE_EXISTS, path=str(target))
        self._target = target
        self._draft = target.with_name(f".{target.name}.{os.getpid()}.part")

    def __enter__(self) -> Self:
        """Make the draft folder."""
        try:
            self._draft.mkdir(parents=True)
        except OSError as error:
            raise self._refused(error) from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give the folder its name, or remove it."""
        if kind is not None:
            shutil.rmtree(self._draft, ignore_errors=True)
            return
        try:
            for directory, _, _ in os.walk(self._draft):
                sync_directory(Path(directory))
            if self._target.exists():
                self._target.rmdir()
            self._draft.rename(self._target)
            sync_directory(self._target.parent)
        except OSError as failure:
            raise self._refused(failure) from failure

    def write(self, name: str, chunks: Iterable[bytes]) -> WrittenFile:
        """Write one file below the folder.

        Raises:
            StoreError: The disk refused.
        """
        digest = hashlib.sha256()
        size_bytes = 0
        path = self._draft / name
        try:
            path.parent.mkdir(exist_ok=True)
            with path.open("wb") as file:
                for chunk in chunks:
                    file.write(chunk)
                    digest.update(chunk)
                    size_bytes += len(chunk)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise self._refused(error) from error
        return WrittenFile(name=name, size_bytes=size_bytes, sha256=digest.hexdigest())

    def _refused(self, error: OSError) -> StoreError:
        return refusal(error, self._target)


class EvidenceFolderReader:
    """An `EvidenceSource` over a folder; nothing outside it can be reached by any name."""

    def __init__(self, folder: Path) -> None:
        """Look at `folder`.

        Raises:
            InputError: There is no such folder.
        """
        if not folder.is_dir():
            raise InputError(ErrorCode.FILE_MISSING, path=str(folder))
        self._paths = {
            path.relative_to(folder).as_posix(): path
            for path in folder.rglob("*")
            if path.is_file() and not path.is_symlink() and "__pycache__" not in path.parts
        }

    def names(self) -> frozenset[str]:
        """Every file below the folder, with `/`."""
        return frozenset(self._paths)

    def lines(self, name: str) -> Iterator[bytes]:
        """The lines of a file with their ends; nothing when there is no such file.

        Raises:
            InputError: The file cannot be read.
        """
        path = self._paths.get(name)
        if path is None:
            return
        try:
            with path.open("rb") as file:
                yield from file
        except OSError as error:
            raise InputError(
                ErrorCode.FILE_UNREADABLE, path=str(path), reason=str(error)
            ) from error
