# `make site` and `make test` are all a newcomer needs; both set up .venv by themselves.
PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && command -v $$p && break; done)
BIN := .venv/bin
DATA ?= ../shared/data
RUN := $(BIN)/python build.py

.PHONY: help setup site serve test lint types quality screens audit bench check browser lock clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "mujaz needs Python 3.11 or later: none found on PATH (or set PYTHON=/path/to/python3)"; exit 2; }
	$(PYTHON) -m venv .venv

.venv/site.stamp: requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

.venv/dev.stamp: requirements-dev.lock .venv/site.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

setup: .venv/site.stamp ## make .venv and install what a build needs

site: .venv/site.stamp ## build the whole site from seeds/ into site/
	$(RUN) build

serve: .venv/site.stamp ## live preview
	$(RUN) serve

lint: .venv/dev.stamp ## ruff (rules and format), deptry
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/deptry .

types: .venv/dev.stamp ## mypy --strict
	$(BIN)/mypy

browser: .venv/dev.stamp ## find or install the browser that the tests drive
	@$(BIN)/python scripts/browser.py

test: .venv/dev.stamp browser ## every test, browser included
	$(BIN)/python -m pytest -n auto

quality: .venv/dev.stamp ## how good facts and checks are (needs annotated data: DATA=FOLDER)
	$(BIN)/python -m scripts.quality_checks --data $(DATA)
	$(BIN)/python scripts/quality_facts.py --data $(DATA)

screens: site .venv/dev.stamp browser ## screenshots of every page type into screens/
	$(BIN)/python -m scripts.screens site screens

audit: .venv/dev.stamp browser ## Lighthouse on four pages (needs Node.js)
	$(BIN)/python -m scripts.audit

bench: .venv/dev.stamp ## the memory and engines, then builds against Hugo's, as ratios
	$(BIN)/python -m scripts.bench_translation
	$(BIN)/python scripts/bench.py

check: lint types test ## what CI runs

lock: ## pin the newest allowed dependencies (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
		pyproject.toml -o requirements.lock --upgrade
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
		pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock --upgrade

clean: ## remove everything that can be rebuilt
	rm -rf site .cache
