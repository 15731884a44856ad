# Each target does the set-up that it needs, once. Works with GNU make 3.81 and later.
VENV := .venv
BIN := $(VENV)/bin
# options for cppcc report, pytest or JupyterLab, e.g. make report ARGS="--cities 阳泉市 --lang en"
ARGS ?=
# the interpreter that makes the environment; empty: the first fitting one below
PYTHON ?=
PYTHONS := python3 python3.13 python3.12 python3.11 python

.DEFAULT_GOAL := help
.PHONY: help setup report test test-browser lab lint dictionary accuracy gallery check-office fuzz benchmark clean

help:
	@echo "make setup    make the environment in $(VENV) (the other targets do it when needed)"
	@echo "make report   build the tables and write the reports; options: ARGS=\"--cities 阳泉市,朔州市 --years 2023:2025 --lang en\""
	@echo "make lab      open the start notebook in JupyterLab, on this machine only"
	@echo "make test     run the tests and the examples in the docstrings"
	@echo "make test-browser  run the tests in a browser; needs Chromium, and npm for the rules of accessibility"
	@echo "make lint     check style, format and types"
	@echo "make dictionary  write docs/data-dictionary.md anew from the schemas of the tables"
	@echo "make accuracy   score the reading of figures on the labelled texts, by measure"
	@echo "make gallery  draw every chart in every size, on the dumps and on edge cases, into gallery/"
	@echo "make check-office  open the briefing files of reports/ in LibreOffice and turn their pages into pictures"
	@echo "make fuzz     read 100,000 random and damaged files; nothing may go wrong (about 5 minutes)"
	@echo "make benchmark  measure the speed of reading, and of comparisons over 5,000 articles"
	@echo "make clean    remove tables, reports and caches; keeps $(VENV) and your dumps"

setup: $(VENV)/.ready
	@echo "Ready: $(VENV)"

report: $(VENV)/.ready
	@$(BIN)/cppcc report $(ARGS)

test: $(VENV)/.ready
	@$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

lab: $(VENV)/.ready
	@$(BIN)/cppcc lab $(ARGS)

test-browser: $(VENV)/.browser
	@AXE_CORE=$(wildcard $(VENV)/node_modules/axe-core/axe.min.js) $(BIN)/python -m pytest tests/browser $(ARGS)

lint: $(VENV)/.ready
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

dictionary: $(VENV)/.ready
	@$(BIN)/python -m cppcc_analysis.tables.dictionary

accuracy: $(VENV)/.ready
	@$(BIN)/python -m tests.bench.accuracy $(ARGS)

gallery: $(VENV)/.ready
	@$(BIN)/python -m tests.gallery $(ARGS)

check-office: $(VENV)/.ready
	@$(BIN)/python -m tests.check_office $(or $(ARGS),reports)

fuzz: $(VENV)/.ready
	@$(BIN)/python -m tests.fuzz_reading $(ARGS)

benchmark: $(VENV)/.ready
	@$(BIN)/python -m benchmarks.reading_speed $(ARGS)
	@$(BIN)/python -m benchmarks.extraction_speed
	@$(BIN)/python -m benchmarks.keyword_speed

clean:
	@find data/processed reports -mindepth 1 -maxdepth 1 ! -name README.md -exec rm -rf {} +
	@find cppcc_analysis tests notebooks -type d \( -name __pycache__ -o -name .ipynb_checkpoints \) -prune -exec rm -rf {} + 2>/dev/null || true
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis

# The locked packages. Bytecode is compiled here, whatever PYTHONDONTWRITEBYTECODE says, so that no
# run pays for it; PYTHONWARNINGS hides warnings about other people's source.
$(VENV)/.packages: requirements.lock
	@python=; \
	for newest in 13 99; do \
	  for candidate in $(or $(PYTHON),$(PYTHONS)); do \
	    if [ -z "$$python" ] && $$candidate -c "import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, $$newest))" >/dev/null 2>&1; \
	    then python=$$candidate; fi; \
	  done; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "error: no Python 3.11 or later with venv found (tried: $(or $(PYTHON),$(PYTHONS))); install one, or name it: make PYTHON=/path/to/python" >&2; \
	  exit 1; \
	fi; \
	echo "Making $(VENV) with $$($$python --version) ..."; \
	$$python -m venv --clear $(VENV)
	@echo "Installing the packages of requirements.lock (a minute or two) ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-compile --requirement requirements.lock
	@echo "Compiling them ..."
	@PYTHONWARNINGS=ignore PYTHONDONTWRITEBYTECODE= $(BIN)/python -m compileall -q -j 0 $(VENV)/lib >/dev/null || true
	@touch $@

$(VENV)/.browser: $(VENV)/.ready
	@echo "Installing Playwright and axe-core ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check playwright==1.65.2
	@if command -v npm >/dev/null; then npm install --silent --no-save --no-audit --no-fund --prefix $(VENV) axe-core@4; \
	else echo "no npm: the rules of accessibility are not checked"; fi
	@touch $@

$(VENV)/.ready: $(VENV)/.packages pyproject.toml
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@
