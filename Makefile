# The commands of the project. Every target makes .venv by itself when it is missing or out of date.

PYTHON ?= python3

BIN := .venv/bin
# One file says that .venv holds what these two files ask for; nothing is installed twice.
READY := .venv/.ready
# What git does with notebooks; the path starts from .git.
NOTEBOOKS_IN_GIT := ../src/doanvien/lab/gitconfig

# A file stays with one process, which sets it up once; files with few tests are the longest, so that
# the order is that of the folders: whole builds first, unit tests last, which fill what is left.
TWO_AT_A_TIME := -n 2 --dist loadscope --no-loadscope-reorder

.DEFAULT_GOAL := reports
.PHONY: help reports demo test check fuzz bench mutate lint lab clean

## help: this list
help:
	@sed -n 's/^## //p' Makefile

## reports: build params/seeds.yaml; the last line is the path of the index page
reports: $(READY)
	@$(BIN)/doanvien build seeds

## demo: simulate a data set for the whole country, and build params/demo.yaml from it
demo: $(READY)
	@test -f data/simulated/dataset.yaml || $(BIN)/doanvien simulate --out data/simulated --seed 1
	@$(BIN)/doanvien build demo

## test: everything that `check` does, then all the tests
test: lint
	@$(BIN)/python -m pytest -q $(TWO_AT_A_TIME)

## check: style, types and the unit tests
check: lint
	@$(BIN)/python -m pytest -q $(TWO_AT_A_TIME) tests/unit

## fuzz: 20.000 spoilt inputs, of every kind, in all (some minutes); COUNT=… and SEED=… choose others
fuzz: COUNT ?= 20000
fuzz: $(READY)
	@COUNT=$(COUNT) $(BIN)/python -m pytest -q tests/fuzz

## bench: measure `doanvien build` against the usual ways (some minutes); BENCH="--rounds 1" for less
bench: $(READY)
	@$(BIN)/python tests/benchmarks/bench.py $(BENCH)

## mutate: let a machine put faults into the measures and rules of data, and list what no test notices;
##         some modules only: make mutate MUTANTS="'doanvien.measures.checks.*'"
mutate: $(READY)
	@-$(BIN)/mutmut run $(MUTANTS)
	@$(BIN)/mutmut results

lint: $(READY)
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy --no-error-summary

## lab: open the notebooks in JupyterLab; options after it: make lab OPTIONS="--no-browser --port 9000"
lab: $(READY)
	@-git config --replace-all include.path $(NOTEBOOKS_IN_GIT) '$(NOTEBOOKS_IN_GIT)' 2>/dev/null
	@mkdir -p .venv/ipython/profile_default
	@cp src/doanvien/lab/ipython_kernel_config.py .venv/ipython/profile_default/
	@cd notebooks && IPYTHONDIR="$(CURDIR)/.venv/ipython" exec $(abspath $(BIN))/jupyter lab README.md $(OPTIONS)

## clean: remove everything that can be made again
clean:
	@-git config --unset-all include.path '$(NOTEBOOKS_IN_GIT)' 2>/dev/null
	@rm -rf .venv .hypothesis .mypy_cache .pytest_cache .ruff_cache mutants
	@find output -mindepth 1 ! -name .gitkeep -delete
	@rm -rf data/simulated
	@find src tests notebooks '(' -name __pycache__ -o -name .ipynb_checkpoints ')' -prune \
	  -exec rm -rf {} +

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "doanvien needs Python 3.11 or later; say which one: make PYTHON=python3.12" >&2; exit 1; }
	@echo "Installing into .venv (once; a few minutes) ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@
