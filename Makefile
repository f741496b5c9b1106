# Two commands for a fresh machine: `make demo` and `make test`. Both build .venv once and reuse it.
# `make planches` draws every slide and page of the example on contact sheets (LibreOffice, poppler).
PYTHON ?= python3
BIN := .venv/bin

.PHONY: install demo test check planches

install: .venv/installed

.venv/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: install
	$(BIN)/facilitator demo

planches: install
	$(BIN)/python -m tests.bench.plates

check: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check
	$(BIN)/pytest -rs --numprocesses auto --maxprocesses 4 --dist worksteal
