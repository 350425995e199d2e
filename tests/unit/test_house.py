# SPDX-License-Identifier: Apache-2.0
"""The house rules that a linter does not know."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "command_vehicle").rglob("*.py"))
MAX_MODULE_LINES = 500
MAX_FUNCTION_LINES = 40
MAX_README_LINES = 150


def _functions(source: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(source.read_text(encoding="utf-8"))
    return [
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def test_no_module_is_longer_than_500_lines() -> None:
    long = {
        str(source.relative_to(ROOT)): length
        for source in SOURCES
        if (length := len(source.read_text(encoding="utf-8").splitlines())) > MAX_MODULE_LINES
    }
    assert not long


def test_no_function_is_longer_than_40_lines() -> None:
    long = [
        f"{source.relative_to(ROOT)}:{function.lineno} {function.name}"
        for source in SOURCES
        for function in _functions(source)
        if (function.end_lineno or function.lineno) - function.lineno + 1 > MAX_FUNCTION_LINES
    ]
    assert not long


def test_no_import_hides_inside_a_function() -> None:
    hidden = [
        f"{source.relative_to(ROOT)}:{node.lineno}"
        for source in SOURCES
        for function in _functions(source)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not hidden


def test_every_module_starts_with_the_licence_line() -> None:
    wrong = [
        str(source.relative_to(ROOT))
        for source in SOURCES
        if not source.read_text(encoding="utf-8").startswith("# SPDX-License-Identifier")
    ]
    assert not wrong


def test_the_architecture_page_names_every_package() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    packages = {path.parent.name for path in ROOT.glob("command_vehicle/*/__init__.py")}
    assert {name for name in packages if f"{name}/" not in page} == set()


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= MAX_README_LINES


def test_the_readme_says_why_each_dependency_is_there() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    names = [re.split(r"[<>=~! ]", entry)[0] for entry in project["dependencies"]]
    assert {name for name in names if f"| {name} |" not in readme} == set()


@pytest.mark.slow
@pytest.mark.parametrize("layer", ["domain", "protocols", "services", "storage", "central"])
def test_the_core_runs_without_qt(layer: str) -> None:
    script = (
        "import importlib, pkgutil, sys, command_vehicle\n"
        f"package = importlib.import_module('command_vehicle.{layer}')\n"
        "for module in pkgutil.walk_packages(package.__path__, package.__name__ + '.'):\n"
        "    importlib.import_module(module.name)\n"
        "sys.exit(any(name.startswith('PySide6') for name in sys.modules))\n"
    )
    result = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False)
    assert result.returncode == 0


def test_the_architecture_page_names_no_file_that_is_gone() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:\w+/)+\w+\.(?:py|md))`", page))
    roots = (ROOT, ROOT / "command_vehicle")
    assert {name for name in named if not any((root / name).is_file() for root in roots)} == set()


def test_readme_commands_exist() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^make (\w+)", text, flags=re.MULTILINE))
    assert {target for target in targets if f"\n{target}:" not in makefile} == set()
