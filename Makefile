# `make help` lists the words. State lives in $(GUARANTEES_HOME), by default var/.
.DEFAULT_GOAL := help
SHELL := /bin/sh
# The first of these that is 3.11 or 3.12; PYTHON=/path/to/python3.11 on the command line wins.
PYTHON ?= $(shell for p in python3.11 python3.12 python3; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 13))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
export GUARANTEES_HOME ?= $(CURDIR)/var
# What is tested are the sources, also where a build of extraction stands.
test test-fast score golden: export GUARANTEES_NATIVE := off

.PHONY: help install run test test-fast airflow stop clean check lint score native bench golden lock lock-celery

help: ## the words
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

install: .venv/.installed ## make .venv from requirements.lock

# --no-deps: the lock is complete, and resolving it again would only take time.
.venv/.installed: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or 3.12 is needed; install one, or run: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 1; }
	@echo "Installing into .venv (once, one to three minutes) ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

run: install ## the whole path once, over the bundled sample; a second run inserts nothing
	@$(BIN)/guarantees run --sample

test: install ## every tier: unit, golden, quality, integration, dags, e2e
	$(BIN)/pytest tests/unit tests/golden tests/quality
	$(BIN)/pytest tests/integration tests/dags
	$(BIN)/pytest tests/e2e

test-fast: install ## the tiers that need no server
	$(BIN)/pytest -q tests/unit tests/golden tests/quality

airflow: install ## a real Airflow with the four DAGs, on loopback; Ctrl-C ends it
	@$(BIN)/guarantees airflow

stop: ## stop what runs: Airflow, the sample, the database
	@if [ -x $(BIN)/guarantees ]; then $(BIN)/guarantees stop; fi

clean: stop ## stop everything and remove state, environment and caches
	@for part in postgres archive airflow sample opinions; do rm -rf "$(GUARANTEES_HOME)/$$part"; done
	@rmdir "$(GUARANTEES_HOME)" 2>/dev/null || true
	@rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

check: lint score ## what takes a minute: lint and the floors of extraction

lint: install ## formatting, rules, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

score: install ## extraction against the gold set, with floors
	$(BIN)/python -m tests.quality.score_all

native: install ## compile extraction (optional; needs a C compiler, takes some minutes): the same rows, 1.9 times as fast
	@$(BIN)/python -c "import setuptools" 2>/dev/null || $(BIN)/python -m pip install --quiet setuptools
	@$(BIN)/python -m pipeline.native_build

bench: install ## speed, as ratios against a reference in the same run
	$(BIN)/python -m bench $(PAGES)

golden: install ## rewrite the expected answers of the golden cases; the diff is the review
	GOLDEN_REWRITE=1 $(BIN)/pytest -q tests/golden

lock: install ## resolve requirements.lock anew from pyproject.toml
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q -o requirements.lock

lock-celery: install ## resolve requirements-celery.lock anew: what docker-compose.yml needs beyond requirements.lock
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile requirements-celery.in -c requirements.lock --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q $$(sed -nE 's/^([a-z0-9._-]+)==.*/--no-emit-package \1/p' requirements.lock) -o requirements-celery.lock
	@sed -i '/^# The following packages were excluded/,$$d' requirements-celery.lock
