# Every target sets up what it needs: a virtual environment in .venv, filled
# from the package index.  Nothing else is installed and nothing is downloaded
# later.  PYTHON chooses the interpreter:  make test PYTHON=python3.13

PYTHON ?= python3
BIN := .venv/bin

.PHONY: help demo desk test lint types unit bench train examples pictures clean

help:
	@echo "make demo       compare the sample pair on the screen, write seeds/report.html"
	@echo "make desk       play the history of the example desk: what each commit is stopped for"
	@echo "make test       lint, types and tests"
	@echo "make bench      quality on annotated pairs, speed beside other programs"
	@echo "make train      fit all trained models again from named data"
	@echo "make examples   write the reports in examples/ again"
	@echo "make pictures   write the pictures in docs/ again (needs chromium: .ci/browser)"
	@echo "make clean      remove .venv and caches"

.venv/run: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

.venv/dev: .venv/run
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

# scikit-learn stays out of .venv: see pyproject.toml.
.venv-train/ready: pyproject.toml
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip install --quiet --editable '.[train]'
	@touch $@

# What srcdiff is measured beside stays out of its environment too.
.venv-peers/ready: pyproject.toml
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet --editable '.[bench]'
	@touch $@

demo: .venv/run
	@$(BIN)/srcdiff seeds/a.txt seeds/b.txt --html seeds/report.html
	@$(BIN)/srcdiff seeds/a.txt seeds/b.txt --color always
	@echo
	@echo "The same account as a page: seeds/report.html"

desk: .venv/run
	@$(BIN)/python examples/desk/play.py

test: lint types unit

lint: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/dev
	$(BIN)/mypy

unit: .venv/dev
	$(BIN)/python -m pytest

bench: .venv/dev .venv-peers/ready
	$(BIN)/python benchmarks/bench.py
	.venv-peers/bin/python benchmarks/peers.py --python $(BIN)/python

# Each rests on what those before it have written.
train: .venv-train/ready
	.venv-train/bin/python benchmarks/train_aligner.py
	.venv-train/bin/python benchmarks/train_scorer.py
	.venv-train/bin/python benchmarks/train_question.py
	.venv-train/bin/python benchmarks/train_stance.py
	.venv-train/bin/python benchmarks/train_match.py

examples: .venv/run
	@for pair in "ceasefire seeds/a.txt seeds/b.txt" \
	    "revision examples/revision/a.md examples/revision/b.md" \
	    "summary examples/summary/a.txt examples/summary/b.txt"; do \
	  set -- $$pair; \
	  $(BIN)/srcdiff $$2 $$3 --encoder static --width 100 --color never > examples/reports/$$1.txt; \
	  $(BIN)/srcdiff $$2 $$3 --encoder static --html examples/reports/$$1.html; \
	  $(BIN)/srcdiff $$2 $$3 --encoder static --format markdown -o examples/reports/$$1.md; \
	  $(BIN)/srcdiff $$2 $$3 --encoder static --format json -o examples/reports/$$1.json; \
	done

pictures: .venv/run
	@$(BIN)/python -m pip install --quiet --editable '.[docs]'
	$(BIN)/python docs/make_pictures.py

clean:
	rm -rf .venv .venv-train .venv-peers .mypy_cache .ruff_cache .pytest_cache .hypothesis
