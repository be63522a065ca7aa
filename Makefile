# make show   set up and show a monograph      make check   format, lint, types, layers, data
# make test   the whole test suite             make bench   ratios against a bare hello-table
# make bench-labels   the label library at 45,000 labels (DRUGCLI_CORPUS)
# make bench-scale  500,000 names (NAMES=table)   make bench-names  which drug a misspelling is taken for (TYPOS=table)
# make page   write the README's page anew     make schemas write the JSON Schemas anew
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEV := $(VENV)/.dev

.PHONY: show test check bench bench-names bench-scale bench-labels page schemas clean

show: $(READY)
	$(BIN)/drugcli show nusinersen

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(DEV): $(READY)
	$(BIN)/python -m pip install --quiet --group dev
	touch $@

test: $(DEV)
	$(BIN)/python -m coverage erase
	$(BIN)/python -m coverage run -m pytest -n auto
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report

check: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/drugcli check data
	$(BIN)/drugcli check seeds

bench: $(READY)
	$(BIN)/python bench/startup.py

bench-labels: $(READY)
	$(BIN)/python bench/labels.py

bench-scale: $(READY)
	$(BIN)/python bench/scale.py $(NAMES)

bench-names: $(READY)
	$(BIN)/python bench/names.py $(TYPOS)

page: $(READY)
	$(BIN)/python tools/readme.py

schemas: $(READY)
	$(BIN)/python tools/schemas.py

clean:
	rm -rf $(VENV) dist build .coverage* .hypothesis .mypy_cache .pytest_cache .ruff_cache
