# Everything runs in .venv, which is made from nothing and again only when what it is made from changed.
# Nothing here needs more than python3 >= 3.11 and the package index.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check --no-input

# What is compiled beside the C files.
MODULES := $(shell $(PYTHON) -c 'import runpy; \
	found = runpy.run_path("restore/modules.py"); \
	print(*(f"{name.replace(chr(46), chr(47))}.py" for name in found["MODULES"] | found["TYPED"]))')
COMPILED := pyproject.toml setup.py restore/modules.py $(MODULES) $(wildcard restore/_*.[ch] restore/*.pxd restore/*/*.pxd)

# What is read at each start, as columns.
PACKED := restore/data/judging.columns restore/data/english.columns

.NOTPARALLEL:
.PHONY: demo test test-all check snap docs bench fuzz test-package test-textual clean

demo: .venv/demo.stamp $(PACKED)
	@$(BIN)/restore demo

test: .venv/test.stamp $(PACKED)
	@$(BIN)/python -m pytest -q -n auto

# With the real things that other tests skip, on Python as above and on the newest that is here; nothing may be skipped.
test-all: .venv-all/all.stamp $(PACKED)
	@.ci/programs
	@PATH="$(CURDIR)/.venv-all/bin:$$PATH" python -m pytest -q -n auto -p tests.unskipped
	@newest=$$(.ci/newest); \
	if [ -z "$$newest" ]; then echo "make: no Python after 3.11 is here, so that there is no more to test" >&2; exit 0; fi; \
	$(MAKE) --no-print-directory .venv-newest/all.stamp NEWEST="$$newest" && \
	PATH="$(CURDIR)/.venv-newest/bin:$$PATH" python -m pytest -q -n auto -p tests.unskipped

check: .venv/check.stamp
	@status=0; \
	$(BIN)/ruff format --check --quiet . || status=1; \
	$(BIN)/ruff check --quiet . || status=1; \
	$(BIN)/mypy || status=1; \
	$(BIN)/lint-imports --no-logo || status=1; \
	$(BIN)/python -m pytest -q -n0 tests/restore/test_typing.py || status=1; \
	$(BIN)/restore bench --gate || status=1; \
	exit $$status

snap: .venv/test.stamp
	@$(BIN)/python -m pytest -q tests/tui/test_snapshots.py --snapshot-update
	@$(BIN)/python -m tests.pictures docs/pictures
	@$(BIN)/python -m tests.readme
	@$(BIN)/python -m tests.transcripts

# The theme's word on its successor is no warning of ours; --quiet would hide warnings from --strict.
docs: .venv/docs.stamp
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict
	@echo build/site/index.html

bench: .venv/bench.stamp $(PACKED)
	@$(BIN)/restore bench
	@$(BIN)/python -m tests.benchmarks.find --fresh --texts fixtures/articles/en-*.txt --size 20000 --peers bm25s tantivy

# Ten minutes with sanitizers; other options in FUZZ: make fuzz FUZZ="--seed 7 --count 1".
FUZZ ?= --sanitized --seconds 600

fuzz: .venv/test.stamp
	@$(BIN)/python -m tests.fuzz $(FUZZ)

# What is published: source distribution, wheel, package page, workflows, action, hook, image.
test-package: .venv/package.stamp
	@$(BIN)/python -m tests.packaging

# The review's tests with the lowest and the highest Textual that pyproject.toml allows.
test-textual: .venv/bin/python
	@$(BIN)/python -m tests.packaging.textual

clean:
	@rm -rf .venv .venv-all .venv-newest .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis build dist *.egg-info
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "make: $(PYTHON) is older than 3.11; name another: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv .venv

%.columns: %.json restore/stored.py restore/judging/laying.py restore/judging/packing.py
	@$(PYTHON) -m restore.judging.packing

# By path files: what setuptools would write else imports twenty modules at each start of Python, which takes as long
# again as the start itself. They say where one folder is, so that the second gets a file of its own.
EDITABLE := install --no-compile --config-settings editable_mode=compat --editable '.[find]'
define name-tui
@$(BIN)/python -c 'import os, sysconfig; \
	open(sysconfig.get_path("purelib") + "/restore_tui.pth", "w").write(os.path.abspath("tui") + "\n")'
endef

# To compile takes two thirds of setting up, and one pair is restored within a second without: `make test` does it.
.venv/demo.stamp: pyproject.toml | .venv/bin/python
	@test -e .venv/runtime.stamp || { echo "make: setting up .venv, once; make test compiles it" >&2; \
		RESTORE_COMPILED=0 $(PIP) $(EDITABLE); }
	$(name-tui)
	@touch $@

.venv/runtime.stamp: $(COMPILED) | .venv/bin/python
	@echo "make: setting up .venv, once" >&2
	@$(PIP) $(EDITABLE)
	$(name-tui)
	@touch $@

# pip before 25.1 cannot read dependency groups, and extras only with the package, which it would compile once more.
asked = $$($(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))$(1))')
group = $(call asked,["dependency-groups"]["$(1)"])
extra = $(call asked,["project"]["optional-dependencies"]["$(1)"])

.venv/test.stamp: .venv/runtime.stamp
	@$(PIP) install $(call group,test)
	@$(PIP) install $(call group,example)
	@touch $@

.venv/docs.stamp: .venv/runtime.stamp
	@$(PIP) install $(call group,docs)
	@touch $@

.venv/bench.stamp: .venv/runtime.stamp
	@$(PIP) install $(call extra,bench) $(call extra,index)
	@$(PIP) install $(call group,bench)
	@touch $@

.venv/package.stamp: .venv/test.stamp
	@$(PIP) install $(call group,package)
	@touch $@

.venv/check.stamp: .venv/test.stamp
	@$(PIP) install $(call group,check)
	@touch $@

# Group `apart` comes without what it asks for, most of which no test needs: PyTorch with CUDA, NumPy before 2.
.venv-all/all.stamp: MAKER = $(PYTHON)
.venv-newest/all.stamp: MAKER = $(NEWEST)

%/all.stamp: $(COMPILED)
	@echo "make: setting up $*, once: some 2 GB" >&2
	@test -x $*/bin/python || $(MAKER) -m venv $*
	@$*/bin/python -m pip -qq --no-input install --upgrade pip
	@$*/bin/python -m pip -qq --no-input install --editable '.[batch,web,spark,index,bench]' \
		--group test --group example --group docs --group real --group check
	@$*/bin/python -m pip -qq --no-input install --no-deps --group apart
	@touch $@
