# `make run` and `make test` set up what they need; `make help` lists the targets.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PAGES  ?= examples/landmarks.txt
OUT    ?= exports
SHARED ?= ../shared
READY  := $(VENV)/.ready
JS     := tests/view/js

.DEFAULT_GOAL := help
.PHONY: help setup run test check lint types docs score quality bench clean train screens

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "kg needs Python 3.11 or newer; name one with: make PYTHON=python3.12 …" >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[train,tables,plot,serve,llm,fetch]" --group dev
	@touch $@

# The page's scripts are linted, typed and tested by tools from npm, where there is node.
$(JS)/node_modules/.package-lock.json: $(JS)/package-lock.json
	@if ! command -v npm >/dev/null; then echo "no npm: the page's scripts are not linted, typed and tested" >&2; \
	else npm ci --silent --ignore-scripts --no-audit --no-fund --prefix $(JS) || \
	  echo "eslint and tsc cannot be had: the page's scripts are not linted and typed" >&2; fi

setup: $(READY) ## create .venv and install

run: $(READY) ## build a graph (PAGES="a.txt b.txt" OUT=dir for your own pages)
	@$(BIN)/kg build $(PAGES) --out $(OUT)

test: $(READY) $(JS)/node_modules/.package-lock.json ## run every test
	$(BIN)/python -m pytest

check: lint types test ## lint, types, tests

lint: $(READY) $(JS)/node_modules/.package-lock.json ## ruff (rules and format); eslint and tsc for the page
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@if [ -d $(JS)/node_modules ]; then set -x; \
	  $(JS)/node_modules/.bin/eslint --config $(JS)/eslint.config.mjs --max-warnings 0 kg/view/page $(JS) && \
	  $(JS)/node_modules/.bin/tsc --project $(JS)/tsconfig.json; fi

types: $(READY) ## mypy, strict
	$(BIN)/mypy

docs: $(READY) ## write the output of the documents' examples again
	$(BIN)/python docs/execute.py --write docs/api.md docs/tutorial.md

score: $(READY) ## score the extraction on annotated abstracts (SHARED=../shared)
	$(BIN)/kg score --gold $(SHARED)/gold/dev.jsonl --papers $(SHARED)/gold/papers.jsonl

quality: $(READY) ## measure the extraction and write docs/quality.md (SHARED=../shared)
	$(BIN)/python benchmarks/quality.py --gold $(SHARED)/gold

bench: $(READY) ## what takes the time of a build (PAGES=…)
	$(BIN)/python benchmarks/build.py $(PAGES)

screens: $(READY) ## pictures of the page, into screens/ (OUT=dir: what kg build wrote)
	$(BIN)/python scripts/screens.py $(OUT)

DEVICE ?= cpu
NEURAL := $(BIN)/python -m kg.train.neural
FIT    := $(NEURAL).fit --device $(DEVICE) --processes 1
TEACH  := 0 1 2 3 4

train: $(READY) ## train the shipped encoder anew (SHARED=../shared DEVICE=cuda; days on a plain processor)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[neural]"
	$(NEURAL).texts --shared $(SHARED)
	$(NEURAL).pretrain --device $(DEVICE)
	$(NEURAL).prepare --shared $(SHARED)
	for n in $(TEACH); do $(FIT) --folds 5 --fold $$n --epochs 6 --batch 32 --rate 1.3 --out build/cross/$$n.pt || exit 1; done
	$(NEURAL).teach --device $(DEVICE) --networks $(TEACH:%=build/cross/%.pt)
	$(FIT) --taught build/samples/taught.jsonl.gz --epochs 6 --batch 48 --rate 1.4
	$(NEURAL).export --out kg/extract/data/encoder
	$(NEURAL).tune --shared $(SHARED) --model kg/extract/data/encoder

clean: ## remove .venv and caches
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis *.egg-info
