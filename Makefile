# make demo and make test need Python 3.11, pip and make; everything else is installed into .venv. Where there is a C
# compiler with Python's headers, make compiled builds the reading layers beside their sources; make interpreted undoes it.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
COMPILED := build/.compiled
READERS := $(wildcard newsbot/text/*.py newsbot/text/lexicon/*.py newsbot/pages/*.py)

.PHONY: demo test check format quality bench compiled interpreted soak nightly pictures schema clean

demo: $(STAMP)
	$(BIN)/newsbot demo

test: $(STAMP)
	$(BIN)/python -m pytest

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

quality: $(STAMP)
	$(BIN)/python -m tests.quality

bench: $(STAMP)
	$(INSTALL) --editable '.[bench]'
	$(MAKE) --no-print-directory compiled
	$(BIN)/python -m benchmarks

compiled: $(STAMP)
	@if $(BIN)/python -m tests.compiled --possible; then $(MAKE) --no-print-directory $(COMPILED); fi

$(COMPILED): $(READERS) pyproject.toml constraints.txt
	PIP_CONSTRAINT=constraints.txt HATCH_BUILD_HOOK_ENABLE_MYPYC=true $(INSTALL) --no-deps --editable .
	mkdir -p $(@D)
	touch $@

interpreted:
	rm -f $(COMPILED) *__mypyc.*.so
	find newsbot -name "*.so" -delete

soak: $(STAMP)
	$(BIN)/python -m tests.crash

nightly: $(STAMP)
	$(BIN)/python -m tests.pages.nightly --keep build/nightly

pictures: $(STAMP)
	$(BIN)/python -m tests.pictures

schema: $(STAMP)
	$(BIN)/python -m newsbot.schema > schema/article-1.json

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) --editable '.[dev]'
	touch $@

clean: interpreted
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
