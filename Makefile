# Words: run, test, airflow, stop, clean, lint, score, bench, lock. State lives in $(GUARANTEES_HOME), by default var/.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3.11
PYTHON := $(shell command -v $(PYTHON) || command -v python3)
BIN := .venv/bin
export GUARANTEES_HOME ?= $(CURDIR)/var

.PHONY: help install run test test-fast airflow stop clean lint score bench golden lock lock-celery

help: ## the words
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

install: .venv/.installed ## make .venv from requirements.lock

# --no-deps: the lock is complete, and resolving it again would only take time.
.venv/.installed: requirements.lock pyproject.toml
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
	@rm -rf "$(GUARANTEES_HOME)" .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

lint: install ## formatting, rules, types, layers, SQL
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

score: install ## extraction against the gold set, with floors
	$(BIN)/python -m tests.quality.score_all

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
