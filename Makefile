# Two commands: `make demo` runs Yourside on a real example, `make test` runs the whole gate.
.DEFAULT_GOAL := help
VENV := .venv
BIN := $(VENV)/bin
# The first interpreter that runs and is new enough; a shim that only complains does not count.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
STAMP := $(VENV)/.installed

.PHONY: help setup demo test format lint types layers data unit clean
help:
	@echo "make demo    check a small repository of Terraform, CloudFormation and Kubernetes"
	@echo "make test    the gate: format, lint, types, layers, rules and tables, tests"
	@echo "make format  rewrite the sources as the gate wants them"

setup: $(STAMP)
$(STAMP): pyproject.toml
	@test -n "$(PYTHON)" || { echo "Yourside needs Python 3.11 or newer"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable . --group dev
	@touch $(STAMP)

demo: setup
	@$(BIN)/yourside check testdata/projects/demo --exit-zero

test: lint types layers data unit

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
types: lint
	$(BIN)/mypy --strict src tests
layers: types
	$(BIN)/lint-imports
data: layers
	$(BIN)/python -m yourside.catalog
	$(BIN)/yourside rules test rules
unit: data
	$(BIN)/pytest --numprocesses auto

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis src/yourside/_compiled
