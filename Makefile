# Everything a developer or a newcomer types. `make` alone lists it.
PYTHON ?= python3
PORT ?= 8017
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help setup demo run test check format bench soak audit lock clean

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Vigie needs Python 3.11 or newer; name one with PYTHON=…" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --require-hashes -r requirements.lock
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

check: $(VENV)/.dev ## the linters
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check ## the linters and every test
	$(BIN)/pytest -n 3 --dist worksteal

format: $(VENV)/.dev ## let the formatter write
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.dev ## figures beside the bare framework, into docs/performance.md
	$(BIN)/python -m tests.benchmarks

soak: $(VENV)/.dev ## faults in a loop, three runs in twenty minutes, into docs/reliability.md
	$(BIN)/python -m tests.soak

# Strict: a package that could not be looked up is no package without weaknesses.
audit: $(VENV)/.dev ## known weaknesses in what the lock files name
	$(BIN)/pip-audit --strict --require-hashes --disable-pip -r requirements.lock
	$(BIN)/pip-audit --strict --require-hashes --disable-pip -r requirements-dev.lock

# Needs uv. The lock names no host, so that any index will do.
lock: ## write the two lock files anew
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header \
	  --quiet pyproject.toml --group build -o requirements.lock
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header \
	  --quiet pyproject.toml --group dev --group build -c requirements.lock -o requirements-dev.lock

clean: ## remove what was installed and cached
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
