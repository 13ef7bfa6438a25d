# What you can do with Callboard's sources. `make` alone lists it.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PORT ?= 8000
DEMO_DIR ?= .demo
BIG_CLIENT ?= 0
POT ?= callboard.pot
BIN := .venv/bin
VENV := .venv/.made
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help venv demo demo-reset test deep check screenshots words lock

help:  ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

venv: $(VENV)  ## Make or refresh the virtual environment in .venv

$(VENV): requirements/uv.txt requirements/dev.txt pyproject.toml scripts/venv
	@scripts/venv

demo: $(VENV)  ## Run the demo on loopback (PORT, DEMO_DIR, BIG_CLIENT=calls)
	@PORT="$(PORT)" DEMO_DIR="$(DEMO_DIR)" BIG_CLIENT="$(BIG_CLIENT)" exec $(BIN)/callboard demo

demo-reset:  ## Forget everything the demo kept (DEMO_DIR)
	@scripts/demo-reset "$(DEMO_DIR)"

test: $(VENV)  ## All tests: SQLite, PostgreSQL, then browser journeys
	@scripts/test

deep: $(VENV)  ## The slow cases at their published sizes, takes long
	@CALLBOARD_DEEP=1 scripts/test

check: $(VENV)  ## Formatting, lint, types, layers, templates, migrations
	@scripts/check

screenshots: $(VENV)  ## Take the pictures of the README and docs
	@$(BIN)/python -m tests.browser.screenshots

words: $(VENV)  ## Take the words out for translators (POT=callboard.pot)
	@$(BIN)/python -m scripts.words "$(POT)"

lock: $(VENV)  ## Rebuild requirements/*.txt (LOCK=--upgrade for newer versions)
	@scripts/lock $(LOCK)
