# The commands of the project; every workflow calls these or the generator's own, and nothing else.
# A bare machine needs Python 3.11 or later and make.

PYTHON ?= python3
RUN := .venv/bin/python
URL ?=
# Processes that run tests side by side: `auto` is one for each core.
WORKERS ?= auto
PYTEST = $(RUN) -m pytest -q -n $(WORKERS)
# What `make audit` runs side by side: browsers wait a third of their time, so there are more than cores.
AUDIT_WORKERS ?= $(shell $(PYTHON) -c 'import os; print(-(-3 * (os.cpu_count() or 1) // 2))')
# What `make test` runs; a file stays in one process, so that its fixtures are made once.
FAST = $(PYTEST) --dist loadfile --no-loadscope-reorder -m "not (browser or slow or alone or full)"

# Every process would otherwise compile the generator, and pytest the tests, anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help site website serve check test fuzz bench bundle coverage audit audit-full lint schema pictures clean

help:  ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# The set-up begins anew where none ended, one was killed (`begun` is left) or its Python no longer runs.
ANEW := $(shell test -e .venv/site && test ! -e .venv/begun && $(RUN) -c 'import pip' 2>/dev/null || echo anew)
.PHONY: $(ANEW)

# pip ends with 1 where it could not get a package: that leaves no doubt, a kill does.
INSTALL = trap 'exit 130' INT; touch .venv/begun; \
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r $< \
	&& mv .venv/begun $@ || { test $$? -ne 1 || rm -f .venv/begun; exit 1; }

.venv/site: requirements.txt $(ANEW)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed")'
	@test -z "$(ANEW)" || { rm -f .venv/site .venv/dev && $(PYTHON) -m venv --clear .venv; }
	@$(INSTALL)

.venv/dev: requirements-dev.txt .venv/site
	@$(INSTALL)

site: .venv/site  ## build the whole site into site/, to be opened from disk or put on any host
	@$(RUN) -m generator build

website: .venv/site  ## build it for one address: make website URL=https://…
	@test -n "$(URL)" || { echo "make website URL=https://… : the address is missing"; exit 1; }
	@$(RUN) -m generator build --url "$(URL)"

serve: .venv/site  ## serve the site and show every change by itself
	@$(RUN) -m generator serve

check: .venv/site  ## check the data and prove the text against its source
	@$(RUN) -m generator check

bundle: .venv/site  ## build the site in full and zip it into dist/
	@$(RUN) -m generator bundle

test: .venv/dev lint  ## run the linters and every fast test that needs no browser
	@$(FAST)

lint: .venv/dev  ## run ruff, mypy and import-linter
	@$(MAKE) --no-print-directory -j3 lint/style lint/types lint/imports

.PHONY: lint/style lint/types lint/imports

lint/style:
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .

lint/types:
	@$(RUN) -m mypy

lint/imports:
	@.venv/bin/lint-imports

coverage: .venv/dev  ## measure how much of the code `make test` covers: the total and the least covered modules
	@$(FAST) --cov --cov-report=
	@rm -f .coverage.*  # what a process has begun to write that a test killed
	@$(RUN) -m coverage report | { read -r head; echo "$$head"; sed -n '2,16p;/^TOTAL/p'; }
	@rm .coverage

audit: .venv/dev site  ## run the slow tests, those in a real browser, and all examples of the property tests
	@FUZZ=1 $(RUN) -m pytest -q -n $(AUDIT_WORKERS) --dist worksteal \
		-m "(browser or slow or property) and not (alone or full)"
	@$(RUN) -m pytest -q -m alone tests/browser

audit-full: .venv/dev site  ## check every page and every case that the audit leaves out; take Lighthouse's medians
	@$(PYTEST) --dist worksteal -m full
	@$(RUN) -m tests.support.lighthouse

fuzz: .venv/dev  ## try a hundred times as many strange inputs as the audit does, other ones each time
	@FUZZ=100 $(RUN) -m pytest -q -m property

bench: .venv/dev site  ## measure building, growth, edits, what a reader waits for, and what the search finds
	@$(RUN) -m tests.benchmarks.bench
	@$(RUN) -m tests.benchmarks.bench_size
	@$(RUN) -m tests.benchmarks.bench_serve
	@$(RUN) -m tests.benchmarks.bench_reader
	@$(RUN) -m tests.benchmarks.bench_charts
	@$(RUN) -m tests.benchmarks.bench_search

schema: .venv/site  ## write the JSON Schemas of the data
	@$(RUN) -m generator schema

pictures: .venv/dev site  ## take the README's pictures with Chromium
	@$(RUN) -m tests.support.readme_pictures

clean:  ## remove what the commands made
	rm -rf .venv build site site.* dist
