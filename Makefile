# Everything a developer or a newcomer types. `make` alone lists it.
PYTHON ?= python3
PORT ?= 8017
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help setup demo run test check types style layers compiled format bench soak audit release rehearse-install lock clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 18

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Vigie needs Python 3.11 or newer; name one with PYTHON=…" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --only-binary :all: --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

setup: $(VENV)/.dev ## install into .venv, nothing else

demo: $(VENV)/.run ## the sandbox and the bot on this machine, in a browser (PORT=8017)
	@exec $(BIN)/vigie demo --port $(PORT)

run: $(VENV)/.run ## the bot against real Slack, settings from .env
	@exec $(BIN)/vigie run

check: $(VENV)/.dev types style layers ## the linters

types: $(VENV)/.dev
	$(BIN)/mypy

style: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

layers: $(VENV)/.dev
	$(BIN)/lint-imports
	@bash deploy/check.sh

# Kept bytecode spares each worker and each process that a test starts compiling our modules.
unexport PYTHONDONTWRITEBYTECODE

# On a fresh clone every worker would compile all tests by itself. What is wrong with one is said by `test`.
compiled: $(VENV)/.dev
	@$(BIN)/pytest --collect-only -qq >/dev/null 2>&1 || true

test: $(VENV)/.dev ## the linters and every test
	@$(MAKE) --no-print-directory --jobs=2 check compiled
	$(BIN)/pytest -n 3 --dist worksteal

format: $(VENV)/.dev ## let the formatter write
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.dev ## figures beside the bare framework, into docs/performance.md
	$(BIN)/python -m tests.benchmarks

# An hour and more: two thousand lives of a case, of its reminders and of each kind, fifty years of a school.
LIVES = tests/domain/test_any_sequence.py tests/services/test_steps_any_sequence.py \
  tests/services/test_recalls_properties.py tests/services/test_any_year.py

soak: $(VENV)/.dev ## hundreds of inputs, thousands of lives, then faults in a loop, into docs/reliability.md
	$(BIN)/pytest -n 2 --hypothesis-profile=exploring tests/commands/test_any_input.py
	$(BIN)/pytest -n 2 --dist worksteal --hypothesis-profile=exploring $(LIVES)
	PLANTED=25 $(BIN)/pytest tests/journeys/test_planted.py
	$(BIN)/python -m tests.soak

# Strict: a package that could not be looked up is no package without weaknesses.
audit: $(VENV)/.dev ## known weaknesses in what the lock files name
	$(BIN)/pip-audit --strict --require-hashes --disable-pip -r requirements.lock
	$(BIN)/pip-audit --strict --require-hashes --disable-pip -r requirements-dev.lock

release: $(VENV)/.dev ## what a school installs, with its hashes, into dist/ (WHEELS=1: without a network)
	@bash deploy/release.sh

rehearse-install: $(VENV)/.dev ## install.sh tried in fresh Debians that boot (root, mmdebstrap, systemd-container)
	bash deploy/rehearse-install.sh bookworm
	bash deploy/rehearse-install.sh trixie

# Needs uv. The lock names no host, so that any index will do.
lock: ## write the two lock files anew
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header \
	  --quiet pyproject.toml --group build -o requirements.lock
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header \
	  --quiet pyproject.toml --group dev --group build -c requirements.lock -o requirements-dev.lock

clean: ## remove what was installed and cached
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
