# SPDX-License-Identifier: Apache-2.0
"""The language of the window. Chinese is the language of the sources; others are loaded."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QTranslator

from command_vehicle.domain.errors import ErrorCode, InputError

SOURCE_LANGUAGE: Final = "zh"


def install_language(
    application: QCoreApplication, language: str, directory: Path
) -> QTranslator | None:
    """Have everything built from now on speak `language`; call it before the first widget.

    Args:
        application: The one of this process; it keeps the translator.
        language: `zh`, or the ending of a compiled translation in `directory`.
        directory: Where `command_vehicle_<language>.qm` lies.

    Returns:
        The translator in force; None for the language of the sources.

    Raises:
        InputError: The translation is not there or cannot be read.
    """
    if language == SOURCE_LANGUAGE:
        return None
    file = directory / f"command_vehicle_{language}.qm"
    translator = QTranslator(application)
    if not translator.load(str(file)):
        code = ErrorCode.FILE_UNREADABLE if file.exists() else ErrorCode.FILE_MISSING
        raise InputError(code, path=str(file), reason="not a compiled translation")
    application.installTranslator(translator)
    return translator
