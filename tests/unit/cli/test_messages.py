# SPDX-License-Identifier: Apache-2.0
"""What commands say about errors."""

import string

import pytest

from command_vehicle.cli.messages import SENTENCES, sentence
from command_vehicle.domain.errors import ErrorCode, ExpectedError, InputError


def test_every_code_has_a_sentence() -> None:
    assert set(SENTENCES) == set(ErrorCode)


@pytest.mark.parametrize("code", list(ErrorCode))
def test_every_sentence_is_plain_and_complete(code: ErrorCode) -> None:
    said = sentence(ExpectedError(code))
    assert said[0] in string.ascii_uppercase or said.startswith("it ")
    assert said.endswith(".")
    assert not {"{", "}", "!", "\n"} & set(said)


def test_what_is_known_stands_in_the_sentence_and_the_rest_behind_it() -> None:
    error = InputError(ErrorCode.FILE_UNREADABLE, path="a.toml", reason="line 3")
    assert sentence(error) == "a.toml cannot be read. (reason line 3)"
    assert sentence(ExpectedError(ErrorCode.REASON_MISSING)) == "A reason must be given."
