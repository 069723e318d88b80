# The commands of the project; every workflow calls these or the generator's own, and nothing else.
# A bare machine needs Python 3.11 or later and make.

PYTHON ?= python3
RUN := .venv/bin/python
URL ?=

.PHONY: help site website serve check test fuzz bench bundle audit audit-full lint schema clean

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

bundle: site  ## zip the site into dist/
	@$(RUN) -m generator bundle

test: .venv/dev lint  ## run the checkers and every test that needs no browser
	@$(RUN) -m pytest -q -m "not browser"

lint: .venv/dev  ## run the checkers of style, types and floors
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .
	@$(RUN) -m mypy
	@.venv/bin/lint-imports

audit: .venv/dev site  ## run the slow checks in a real browser
	@$(RUN) -m pytest -q -m browser

audit-full: .venv/dev  ## take Lighthouse's medians of every kind of page, in both languages, on both profiles
	@$(RUN) -m tests.support.lighthouse

fuzz: .venv/dev  ## try a hundred times as many strange inputs as the tests do, other ones each time
	@FUZZ=100 $(RUN) -m pytest -q tests/integration/test_fuzz.py

bench: .venv/dev  ## measure generating and building, and what the search finds
	@$(RUN) -m tests.benchmarks.bench
	@$(RUN) -m tests.benchmarks.bench_charts
	@$(RUN) -m tests.benchmarks.bench_search
	@$(RUN) -m tests.benchmarks.bench_size

schema: .venv/site  ## write the JSON Schemas of the data
	@$(RUN) -m generator schema

clean:  ## remove what the commands made
	rm -rf .venv build site site.* dist
