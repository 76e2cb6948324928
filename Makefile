# Everything one does with the project. Bare `make` lists it; CONTRIBUTING.md says more.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup run demo test test-latest lint format check browser libreoffice tesseract elasticsearch fetch-elasticsearch messages bench clean

# Whoever forbids Python to keep what it compiled has every process read every source anew; the suite
# starts hundreds of them.
unexport PYTHONDONTWRITEBYTECODE

# python3 of the system, used once to make .venv; from then on .venv's own.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python

# make run PORT=8001
PORT ?= 8000
# make run RELOAD=1: the server starts again when a file changes
RELOAD ?=
# make test DATABASE=postgres: a PostgreSQL started for the run, or the one at DATABASE_URL
DATABASE ?= sqlite
# make test ARGS="-k ledger": anything pytest understands
ARGS ?=
# make elasticsearch NODES=3: a cluster
NODES ?= 1
# make test-latest TRY="wagtail>=8": beyond what pyproject.toml allows
TRY ?=
# make test SKIP_LINT=1: the suite alone
SKIP_LINT ?=
export PORT RELOAD TRY NODES

# What ruff and djhtml read. djhtml is given folders that exist only.
TEMPLATES := $(wildcard templates */templates)

ifeq ($(DATABASE),sqlite)
WITH_DATABASE := env -u DATABASE_URL
else ifeq ($(DATABASE),postgres)
WITH_DATABASE := $(PY) -m scripts.postgres
else
WITH_DATABASE := $(error DATABASE must be sqlite or postgres, not "$(DATABASE)")
endif

help: ## List what can be done
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## Make .venv and install what uv.lock names (skipped when nothing changed)
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed and '$(PYTHON)' is not there: install python3, or name one with make PYTHON=..." >&2; exit 1; }
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" || { echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) -V 2>&1). Name another: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -m scripts.setup

run: setup ## Serve the demonstration on http://127.0.0.1:8000 (PORT=8001, RELOAD=1)
	@$(PY) -m scripts.run

demo: setup ## Make the demonstration anew, relative to today
	@$(PY) -m scripts.demo

test: setup browser libreoffice tesseract fetch-elasticsearch $(if $(SKIP_LINT),,lint check) ## Lint, checks and the whole suite (DATABASE=postgres, ARGS="-k ...", SKIP_LINT=1)
	@$(WITH_DATABASE) $(VENV)/bin/pytest -n auto --dist loadgroup $(ARGS)

test-latest: setup ## The suite on the newest releases the ranges allow, in var/latest (TRY="wagtail>=8", ARGS)
	@env -u DATABASE_URL $(PY) -m scripts.latest $(ARGS)

lint: setup ## Style of Python and templates
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(if $(TEMPLATES),$(VENV)/bin/djhtml --check --tabwidth 2 $(TEMPLATES))

format: setup ## Put Python and templates in the house style
	@$(VENV)/bin/ruff check --fix .
	@$(VENV)/bin/ruff format .
	@$(if $(TEMPLATES),$(VENV)/bin/djhtml --tabwidth 2 $(TEMPLATES))

check: setup ## System checks, missing migrations, import direction, translations
	@env -u DATABASE_URL $(PY) manage.py check --fail-level WARNING --settings portal.settings.test
	@env -u DATABASE_URL $(PY) manage.py makemigrations --check --dry-run --settings portal.settings.test
	@$(VENV)/bin/lint-imports --no-cache
	@$(PY) -m scripts.messages check

browser: setup ## Find, or install where allowed, the Chromium of the browser tests
	@$(PY) -m scripts.browser

libreoffice: setup ## Find, or in CI install, the LibreOffice that opens Word files in a test
	@$(PY) -m scripts.libreoffice

tesseract: setup ## Find, or install where allowed, the tesseract that reads scans
	@$(PY) -m scripts.tesseract

elasticsearch: setup ## Start an Elasticsearch to try, and say how to search there (NODES=3)
	@$(PY) -m scripts.elasticsearch

fetch-elasticsearch: setup
	@$(PY) -m scripts.elasticsearch fetch

messages: setup ## Bring locale/vi up to date with the code, compile it, list what lacks a translation
	@$(PY) -m scripts.messages update
	@$(PY) -m scripts.messages compile
	@$(PY) -m scripts.messages check

bench: setup ## Measure the speed and write docs/performance.md
	@$(PY) -m scripts.bench $(ARGS)

clean: ## Remove .venv and caches (var/, the data, stays)
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -not -path './var/*' -prune -exec rm -rf {} +
	find . -name '*.mo' -not -path './var/*' -delete
