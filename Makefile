# Everything a newcomer needs: `make serve` to see the site, `make test` to check all of it. Each does its own set-up.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

PYTHON := .venv/bin/python
export PATH := $(CURDIR)/.venv/bin:$(CURDIR)/node_modules/.bin:$(PATH)
# Material prints an advertisement for its successor on every start.
export NO_MKDOCS_2_WARNING := 1

# Tests that drive browsers have the machine to themselves, because some of them measure; all others share its cores.
IN_BROWSERS := tests/browser tests/engines tests/sealed tests/start
define run-tests
pytest $(1) --numprocesses=auto --dist=worksteal $(IN_BROWSERS:%=--ignore=%)
pytest $(1) $(IN_BROWSERS)
endef

.PHONY: help setup serve build test long-tests check-types approve bench mutations screenshots overdue lock clean browsers hosts

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

setup: .venv/.ready node_modules/.ready browsers ## Install all that the tests need (once)

serve: .venv/.ready node_modules/.ready ## Build the site, serve it here and follow changes
	@port=$$(.ci/setup port); \
	echo "• Building (a minute the first time); then the site is at http://127.0.0.1:$$port/ (stop with Ctrl+C)"; \
	exec mkdocs serve --no-strict --dev-addr "127.0.0.1:$$port"

build: .venv/.ready node_modules/.ready ## Build the site into site/; any warning stops it
	mkdocs build --strict

test: setup check-types build ## Run everything: style, types, strict build, all tests
	$(call run-tests)

long-tests: setup build hosts ## Run the exhaustive loops as well
	$(call run-tests,-m "long or not long")

check-types: .venv/.ready node_modules/.ready ## Check style and types of Python and JavaScript
	ruff check --quiet .
	mypy
	tsc --noEmit -p tests/js
	tsc --noEmit -p tests/sealed

approve: setup build ## Accept the plans that the engine makes now as the expected ones; read the diff
	pytest --approve

bench: setup build ## Measure how long the engine takes: one plan, many plans, the start in each browser
	$(PYTHON) -m tests.bench

mutations: .venv/.ready ## Change each rule by one, or turn it round, and see that a test notices (some minutes)
	$(PYTHON) -m tests.mutations

screenshots: setup build ## Take pictures of ten pages into screenshots/
	node tests/screenshots.mjs screenshots

overdue: .venv/.ready ## List the pages whose review is late
	$(PYTHON) overrides/hooks/overdue.py

lock: .venv/.ready ## Write requirements.lock again from pyproject.toml
	pip install --quiet uv==0.13.9
	uv pip compile pyproject.toml --quiet --all-extras --universal --generate-hashes --python-version 3.11 \
		--custom-compile-command "make lock" --output-file requirements.lock

clean: ## Remove what was built; the set-up stays
	rm -rf site .cache/build .mypy_cache .ruff_cache .pytest_cache .hypothesis screenshots test-results

# Stamps: set-up runs again only when a lock file changes.
.venv/.ready: requirements.lock pyproject.toml
	@.ci/setup python
	@touch $@

node_modules/.ready: package-lock.json .venv/.ready
	@.ci/setup node
	@touch $@

# Checked every time: it is quick, and what a laptop lacked yesterday may be there today.
browsers:
	@.ci/setup browsers

hosts:
	@.ci/setup hosts
