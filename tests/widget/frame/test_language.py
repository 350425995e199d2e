# SPDX-License-Identifier: Apache-2.0
"""Every word of the window has an English translation, and none is out of date."""

import re
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from command_vehicle.domain.errors import ErrorCode, ExpectedError, InputError
from command_vehicle.ui.error_words import code_sentence, error_sentence
from command_vehicle.ui.translation import install_language
from tests.support.translations import ROOT, SOURCES, compiled_translations, run_tool

TRANSLATION = SOURCES / "command_vehicle_en.ts"
PLACES = re.compile(r"%\d|\{\w+\}")
HAN = re.compile(r"[\u4e00-\u9fff]")


def messages() -> list[tuple[str, str, str]]:
    """Context, source and translation of every message."""
    root = ET.parse(TRANSLATION).getroot()
    return [
        (context.findtext("name", ""), message.findtext("source", ""), _translated(message))
        for context in root.iter("context")
        for message in context.iter("message")
    ]


def _translated(message: ET.Element) -> str:
    translation = message.find("translation")
    if translation is None or translation.get("type") is not None:
        return ""
    return translation.text or ""


def test_every_message_is_translated() -> None:
    assert [(where, source) for where, source, target in messages() if not target] == []


def test_every_message_has_a_context() -> None:
    """A context is missing when words are made in a way that the collector does not understand."""
    assert [source for context, source, _ in messages() if not context] == []


def test_no_translation_has_chinese_left_in_it() -> None:
    assert [target for _, _, target in messages() if HAN.search(target)] == []


def test_every_translation_keeps_the_values_it_is_given() -> None:
    wrong = [
        (source, target)
        for _, source, target in messages()
        if sorted(PLACES.findall(source)) != sorted(PLACES.findall(target))
    ]
    assert wrong == []


@pytest.mark.slow
def test_collecting_the_words_again_changes_nothing(tmp_path: Path) -> None:
    collected = tmp_path / TRANSLATION.name
    shutil.copy(TRANSLATION, collected)
    sources = sorted(
        str(path.relative_to(ROOT)) for path in (ROOT / "command_vehicle" / "ui").rglob("*.py")
    )
    run_tool("lupdate", "-noobsolete", "-locations", "none", *sources, "-ts", str(collected))
    assert collected.read_text(encoding="utf-8") == TRANSLATION.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", ErrorCode, ids=lambda code: code.value)
def test_every_error_has_a_sentence(code: ErrorCode) -> None:
    sentence = error_sentence(ExpectedError(code))
    assert HAN.search(sentence)
    assert sentence.endswith("。")


def test_an_error_names_what_it_is_about() -> None:
    error = ExpectedError(ErrorCode.PORT_BUSY, port="ttyUSB2", holder="打印服务")
    assert "ttyUSB2 被“打印服务”占用" in error_sentence(error)


def test_a_value_that_nobody_gave_is_a_question_mark() -> None:
    assert error_sentence(ExpectedError(ErrorCode.PORT_GONE)).startswith("串口 ? 已断开")


def test_a_code_of_a_newer_program_is_shown_as_it_is() -> None:
    assert code_sentence("volcano") == "volcano"


@pytest.mark.slow
@pytest.mark.parametrize("code", ErrorCode, ids=lambda code: code.value)
def test_every_error_speaks_english(
    qapp: QApplication, tmp_path_factory: pytest.TempPathFactory, code: ErrorCode
) -> None:
    directory = compiled_translations(tmp_path_factory.getbasetemp())
    translator = install_language(qapp, "en", directory)
    assert translator is not None
    sentence = error_sentence(ExpectedError(code))
    qapp.removeTranslator(translator)
    assert HAN.search(sentence) is None


def test_a_language_that_is_not_there_is_an_expected_error(
    qapp: QApplication, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as refused:
        install_language(qapp, "tlh", tmp_path)
    assert refused.value.code is ErrorCode.FILE_MISSING


def test_chinese_needs_no_translation(qapp: QApplication, tmp_path: Path) -> None:
    assert install_language(qapp, "zh", tmp_path) is None
