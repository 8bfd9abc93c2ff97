# The Python (3.11 or newer) that makes the environment: `make report PYTHON=python3.13`.
PYTHON ?= python3
# Processes that run the tests.
WORKERS ?= 2
# `make lock UPGRADE=--upgrade` takes the newest versions that pyproject.toml allows.
UPGRADE ?=

BIN := .venv/bin

# "3.11", "3.12", …; empty where $(PYTHON) is missing or too old. Also read by Python 2.
VERSION := $(shell $(PYTHON) -c 'import sys; v = sys.version_info; sys.stdout.write("%d.%d" % v[:2] if v >= (3, 11) else "")' 2>/dev/null)
# Where Python has no ensurepip (Debian without python3-venv), the machine's own pip fills the environment.
ENSUREPIP = $(shell $(PYTHON) -c 'import ensurepip' 2>/dev/null && echo yes)
PIP = $(if $(ENSUREPIP),$(BIN)/python -m pip,$(PYTHON) -m pip --python $(BIN)/python) --disable-pip-version-check --quiet

# Stamps of the set-up. The first two carry the Python's version, so another Python makes a new environment.
LOCKED := .venv/.locked-$(VERSION)
PROJECT := .venv/.project-$(VERSION)
DEV := .venv/.dev-$(VERSION)

.DEFAULT_GOAL := help
.PHONY: help setup report test lint format lock hooks notebook-text bench bench-rules rules-pages schema sbom audit gallery walk-through clean

# An environment whose Python is gone is made anew, whatever its stamps say.
ifneq ($(shell test -x $(BIN)/python && echo yes),yes)
.PHONY: $(LOCKED)
endif

help:  ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(PROJECT)  ## set up .venv with the locked packages, as every other target does by itself
	@:

report: $(PROJECT)  ## build every report under params/ to build/
	$(BIN)/nianbao run params --out build

test: lint  ## run the linters, the type checker and the tests
	$(BIN)/pytest -n $(WORKERS) --dist loadfile

lint: $(DEV)  ## run the linters and the type checker
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(DEV)  ## format the code and mend what the linter can mend
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

lock:  ## pin the packages of pyproject.toml anew (needs uv; UPGRADE=--upgrade for newer versions)
	@command -v uv >/dev/null || { echo "make lock needs uv on the PATH: $(PYTHON) -m pip install uv, or your system's package" >&2; exit 1; }
	uv pip compile -q $(UPGRADE) --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	    --group build pyproject.toml -o requirements.lock
	uv pip compile -q $(UPGRADE) --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	    --group build --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	$(PYTHON) tools/environment.py requirements.lock > environment.yml.new
	mv environment.yml.new environment.yml

hooks: $(DEV)  ## have git run the linters before each commit
	$(BIN)/pre-commit install

notebook-text: $(DEV)  ## bring the notebooks' text twins into step with the notebooks
	$(BIN)/jupytext --to py:percent notebooks/*.ipynb

bench: $(DEV)  ## run the benchmarks and print their figures
	$(BIN)/python -m benchmarks.check --files 2000 --rounds 3
	$(BIN)/python -m benchmarks.similar --reports 2000 --rounds 1
	$(BIN)/python -m benchmarks.batch --reports 24 --loop 2 --rounds 1
	$(BIN)/python -m benchmarks.warm_kernel --reports 4 --rounds 3 --drivers 2
	$(BIN)/python -m benchmarks.unchanged --rounds 3
	$(BIN)/python -m benchmarks.blocks --reports 200 --block 50

bench-rules: $(DEV)  ## print the precision and recall of the rules that read text
	@$(BIN)/python benchmarks/rules.py

rules-pages: $(DEV)  ## write docs/rules/ from the rules' own metadata
	$(BIN)/python tools/rules_pages.py

schema: $(DEV)  ## write docs/schema/ from the form's data and the code that writes record.json
	$(BIN)/nianbao schema > docs/schema/params.schema.json
	$(BIN)/nianbao schema --district > docs/schema/district.schema.json
	$(BIN)/python tools/record_schema.py

sbom: $(DEV)  ## write the bill of materials (CycloneDX) and the list of licences to dist/
	$(BIN)/python tools/sbom.py

audit: $(DEV)  ## look the locked packages up among known vulnerabilities (needs the package index)
	$(BIN)/python tools/audit.py

gallery: $(DEV)  ## draw docs/gallery/ anew (needs Chromium, LibreOffice and poppler)
	$(BIN)/python tools/gallery.py

walk-through: $(DEV)  ## follow docs/zh/january.md and draw its pictures anew (needs Chromium, LibreOffice and poppler)
	$(BIN)/python tools/walk_through.py

clean:  ## remove what was built or cached; .venv stays
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -path ./.venv -prune -o -name __pycache__ -prune -exec rm -rf {} +

$(LOCKED): requirements.lock
	@test -n "$(VERSION)" || { echo "nianbao needs Python 3.11 or newer, and \"$(PYTHON)\" is `command -v $(firstword $(PYTHON)) >/dev/null && $(PYTHON) --version 2>&1 || echo missing`. Name a newer one: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@echo "Setting up .venv with Python $(VERSION) and the locked packages. This takes a minute or two, once."
	@$(BIN)/python -c 'import sys; sys.exit("%d.%d" % sys.version_info[:2] != "$(VERSION)")' 2>/dev/null || \
	    $(PYTHON) -m venv --clear $(if $(ENSUREPIP),,--without-pip) .venv
	@$(PIP) install --require-hashes -r requirements.lock
	@touch $@

$(PROJECT): pyproject.toml $(LOCKED)
	@$(PIP) install --no-build-isolation --no-deps -e .
	@touch $@

$(DEV): requirements-dev.lock $(LOCKED) | $(PROJECT)
	@echo "Adding the locked packages for development to .venv."
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
