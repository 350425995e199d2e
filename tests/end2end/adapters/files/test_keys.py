# SPDX-License-Identifier: Apache-2.0
"""The replica's key: made once, readable by its owner alone, the same for everybody who asks."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from command_vehicle.adapters.files.key_file_signer import KeyFileSigner
from command_vehicle.adapters.files.keys import Ed25519Verifier, load_or_create_signer, load_signer
from command_vehicle.domain.errors import ErrorCode, InputError, StoreError

VERIFIER = Ed25519Verifier()


def test_a_key_is_made_once_and_found_again(tmp_path: Path) -> None:
    path = tmp_path / "replica.key"
    made = load_or_create_signer(path)
    assert load_or_create_signer(path).public_key == made.public_key
    assert load_signer(path).public_key == made.public_key
    assert len(made.public_key) == 32
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    path = tmp_path / "replica.key"
    load_or_create_signer(path)
    assert path.stat().st_mode & 0o777 == 0o600


def test_many_who_ask_at_once_get_the_same_key(tmp_path: Path) -> None:
    path = tmp_path / "replica.key"
    with ThreadPoolExecutor(8) as pool:
        keys = {signer.public_key for signer in pool.map(load_or_create_signer, [path] * 8)}
    assert len(keys) == 1


def test_a_signature_holds_for_its_message_and_key_only(tmp_path: Path) -> None:
    signer = load_or_create_signer(tmp_path / "a.key")
    other = load_or_create_signer(tmp_path / "b.key")
    signature = signer.sign(b"message")
    assert VERIFIER.verify(signer.public_key, b"message", signature)
    assert not VERIFIER.verify(signer.public_key, b"massage", signature)
    assert not VERIFIER.verify(other.public_key, b"message", signature)
    assert not VERIFIER.verify(b"short", b"message", signature)
    assert not VERIFIER.verify(signer.public_key, b"message", b"short")


def test_a_file_that_is_no_key_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "replica.key"
    path.write_text("not a key", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        load_or_create_signer(path)
    assert refused.value.code is ErrorCode.FILE_UNREADABLE


def test_a_key_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "replica.key"
    key = generate_private_key(SECP256R1())
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(InputError, match="not an Ed25519 key"):
        load_signer(path)


def test_a_missing_key_is_not_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        load_signer(tmp_path / "replica.key")
    assert refused.value.code is ErrorCode.FILE_MISSING


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StoreError) as refused:
        load_or_create_signer(tmp_path / "file" / "replica.key")
    assert refused.value.code is ErrorCode.DISK_ERROR


def test_a_key_is_read_when_it_is_first_needed(tmp_path: Path) -> None:
    path = tmp_path / "replica.key"
    signer = KeyFileSigner(path)
    assert not path.exists()
    signature = signer.sign(b"message")
    assert VERIFIER.verify(signer.public_key, b"message", signature)
    assert load_signer(path).public_key == signer.public_key


def test_a_key_that_is_none_is_said_so_at_first_use(tmp_path: Path) -> None:
    path = tmp_path / "replica.key"
    path.write_bytes(b"no key")
    signer = KeyFileSigner(path)
    with pytest.raises(InputError) as caught:
        signer.sign(b"message")
    assert caught.value.code is ErrorCode.FILE_UNREADABLE
