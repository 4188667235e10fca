# Every command of the project by name. `make setup` is called by the others; it needs Python 3.11+ and the package registry.
PYTHON ?= python3
BIN := .venv/bin
SHARED ?= ../shared
REPORTS ?= 3000

.PHONY: demo test setup format lint types imports unit gate docs evaluate bench bench-store evaluate-language lock clean

demo: setup  ## read the example reports
	$(BIN)/runut read examples --format table

test: setup format lint types imports unit gate docs  ## everything that CI runs

setup: .venv/ready

.venv/ready: requirements.lock pyproject.toml models/id_runut_news/pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation ./models/id_runut_news
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

format:
	$(BIN)/ruff format --check .

lint:
	$(BIN)/ruff check .

types:
	$(BIN)/mypy

imports:
	$(BIN)/lint-imports

unit:
	$(BIN)/python -m pytest -n 2

gate:  ## quality floors on our own gold
	$(BIN)/python -m eval.gate

docs:  ## generated pages are up to date
	$(BIN)/python -m docs.generate --check

evaluate: setup  ## score on ../shared/gold/dev
	$(BIN)/python -m eval.events $(SHARED)/gold/dev --scorer $(SHARED)/score/score_events.py

bench: setup  ## reports a second on one core and, where ../shared/corpora is, what a collection costs
	$(BIN)/python -m eval.speed
	test ! -d $(SHARED)/corpora || $(MAKE) bench-store

bench-store: setup  ## what a collection of REPORTS=3000 reports of ../shared/corpora costs
	$(BIN)/python -m eval.collection $(SHARED)/corpora --reports $(REPORTS)

evaluate-language: setup  ## score the language model on ../shared/corpora, and on FRESH=folder of annotated news
	$(BIN)/python -m training.evaluate $(SHARED)/corpora $(if $(FRESH),--fresh-ner $(FRESH)/ner.jsonl --fresh-sentences $(FRESH)/sentences.jsonl --timex $(FRESH)/timex)

lock:  ## write requirements.lock anew from pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --extra fetch --extra view --extra warc --extra train --extra dev pyproject.toml --output-file requirements.lock

clean:
	rm -rf .venv build dist
