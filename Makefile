# SPDX-License-Identifier: Apache-2.0
# make run    start the program on the built-in demo     make test   the whole check
# make setup  only prepare .venv                         make bench  print the figures
SHELL := /bin/bash
PYTHON := .venv/bin/python
UI_SOURCES = $(shell find command_vehicle/ui -name '*.py' 2>/dev/null | sort)
TRANSLATION := resources/translations/command_vehicle_en.ts

.PHONY: help setup run test check format bench bundle soak maps translations lock clean
.DEFAULT_GOAL := help

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

.setup-stamp: pyproject.toml requirements.lock scripts/setup $(TRANSLATION)
	@scripts/setup

setup: .setup-stamp ## prepare .venv, system libraries and translations

run: .setup-stamp ## start the program on the built-in demo
	@$(PYTHON) -m command_vehicle run --demo

check: .setup-stamp ## format, lint, types and layers
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy
	.venv/bin/lint-imports

test: check ## the whole check
	scripts/test

format: .setup-stamp ## let ruff put the sources in order
	$(PYTHON) -m ruff format .
	$(PYTHON) -m ruff check --fix .

bench: .setup-stamp ## measure and print a table
	@QT_QPA_PLATFORM=offscreen $(PYTHON) -m tests.bench

soak: .setup-stamp ## long kill and damage runs
	SOAK=1 scripts/test

maps: .setup-stamp ## build the map packs that ship again
	.venv/bin/python -m pip install --quiet --disable-pip-version-check '.[maps-build]'
	scripts/build-maps

translations: .setup-stamp ## collect the words of the interface and compile them
	.venv/bin/pyside6-lupdate -silent -noobsolete -locations none $(UI_SOURCES) -ts $(TRANSLATION)
	.venv/bin/pyside6-lrelease -silent $(TRANSLATION) -qm $(TRANSLATION:.ts=.qm)

bundle: .setup-stamp ## a program folder that needs no Python, and its start-up check
	$(PYTHON) -m PyInstaller --noconfirm --log-level ERROR build.spec
	scripts/check-bundle dist/command-vehicle/command-vehicle

lock: ## resolve the dependencies anew
	$(PYTHON) -m pip install --quiet pip-tools
	$(PYTHON) -m piptools compile --quiet --extra dev --strip-extras --generate-hashes --allow-unsafe \
	  --no-emit-index-url --no-emit-find-links --no-header --output-file requirements.lock pyproject.toml

clean: ## remove everything that can be made again
	rm -rf .venv .setup-stamp build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
