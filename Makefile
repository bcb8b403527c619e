# Folkmoot's four commands: make run, make test, make check, make bench.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check install --require-hashes

.PHONY: run test check bench
.DELETE_ON_ERROR:

run: $(VENV)/.installed
	@$(BIN)/python -m bot run

# Everything a test needs is made here: the test tools, a Synapse in an environment of its own,
# and the client that plays people on Matrix.
test: $(VENV)/.installed-dev tests/.environments
	@bash tests/run.sh $(BIN)/python

check: $(VENV)/.installed-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m tools.locales check

bench: $(VENV)/.installed-dev tests/.environments
	@$(BIN)/python -m bench

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Folkmoot needs Python 3.11 or later; this is $$($(PYTHON) --version). Try: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
	  || { echo "Python's venv module is missing here. On Debian: apt-get install python3-venv, then the same command again."; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock | $(VENV)/bin/python
	@echo "Installing what requirements.lock pins (a minute, once) ..."
	@$(PIP) --requirement requirements.lock
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock | $(VENV)/bin/python
	@echo "Installing what requirements-dev.lock pins (a minute, once) ..."
	@$(PIP) --requirement requirements-dev.lock
	@touch $@

tests/.environments: tests/environments.sh $(wildcard tests/matrix/requirements.lock tests/matrix/people/package-lock.json)
	@PYTHON=$(PYTHON) bash tests/environments.sh
	@touch $@
