# Common tasks; run `make help` for a list.

PYTHON ?= python3
WEB_PORT ?= 5000
SIM_PORT ?= 5001
VALKEY_PORT ?= 6399

.DEFAULT_GOAL := help
.PHONY: help setup run fresh test readme test-pythons bench trace house lint fmt chaos pictures strings requirements wheel

help: ## list the tasks
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "make %-14s %s\n", $$1, $$2 }'

setup: .venv/.installed ## install what the service and make run need into .venv, if requirements-run.txt changed

run: setup ## run the whole service with simulated phones until Ctrl-C (SETUP=mine.toml, WEB_PORT, SIM_PORT, VALKEY_PORT)
	@.venv/bin/python -m tools.run --web-port $(WEB_PORT) --sim-port $(SIM_PORT) --valkey-port $(VALKEY_PORT) \
		$(if $(SETUP),--setup "$(SETUP)")

fresh: setup ## delete the data of make run, so that the next run starts empty
	@.venv/bin/python -m tools.fresh

test-pythons: ## install and start on every Python from 3.11 found on this machine (PYTHONS="/path/to/python3.12 …" for others)
	@PYTHONS="$(PYTHONS)" $(PYTHON) -m tools.pythons

test: .venv/.installed-dev ## run all tests, on SQLite, PostgreSQL, Valkey and a browser (ARGS="-k pulse" for some)
	.venv/bin/python -m pytest --numprocesses auto --dist loadgroup $(ARGS)

readme: .venv/.installed-dev ## run every command in the README (six minutes on a busy machine)
	.venv/bin/python -m pytest --readme --numprocesses auto --dist loadgroup $(ARGS)

bench: .venv/.installed-dev ## how fast it is, with what is promised (ARGS="--only webhook --database sqlite --quick")
	.venv/bin/python -m tools.bench $(ARGS)

trace: .venv/.installed-dev ## which of our functions run while one text is taken
	@.venv/bin/python -m tools.trace

house: .venv/.installed-dev ## how well the product keeps its rules of shape: folders, names, lengths, circles
	@.venv/bin/python -m tools.house

lint: .venv/.installed-dev ## style, types, and which way imports point
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

fmt: .venv/.installed-dev ## format the code and fix what can be fixed automatically
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

chaos: .venv/.installed-dev ## break everything while people ask for help, and count what is lost (SEED, MINUTES, ENQUIRIES, DATABASE)
	@.venv/bin/python -m tools.chaos $(CHAOS)

pictures: .venv/.installed-dev ## take the README's pictures from a make run that started empty
	@.venv/bin/python -m tools.pictures --web-port $(WEB_PORT) --sim-port $(SIM_PORT)

strings: .venv/.installed ## bring the sentences of pages in enquiries/translations up to date, to be translated
	@.venv/bin/python -m tools.strings

CHAOS = $(if $(SEED),--seed $(SEED)) $(if $(MINUTES),--minutes $(MINUTES)) \
	$(if $(ENQUIRIES),--enquiries $(ENQUIRIES)) $(if $(DATABASE),--database $(DATABASE))

wheel: .venv/.installed-dev ## the package to install elsewhere: dist/ringback-….whl
	@.venv/bin/python -m hatchling build --target wheel --directory dist

requirements: .venv/.installed-dev ## pin the newest versions of what pyproject.toml names (UPGRADE= keeps those pinned already)
	.venv/bin/uv pip compile $(PINNING) --output-file requirements.txt pyproject.toml
	.venv/bin/uv pip compile $(PINNING) $(BESIDES) --group run --output-file requirements-run.txt pyproject.toml
	.venv/bin/uv pip compile $(PINNING) $(BESIDES) --group dev --output-file requirements-dev.txt pyproject.toml

UPGRADE ?= --upgrade

# One file serves every Python from 3.11 and every platform: markers select what only some of them need.
PINNING = $(UPGRADE) --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --custom-compile-command "make requirements"
# The other two hold the same versions of what the service needs.
BESIDES = --constraint requirements.txt

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Ringback needs Python 3.11 or newer. Say where it is: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@echo "Making .venv with $$($(PYTHON) --version)."
	@$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

.venv/.installed: requirements-run.txt | .venv/bin/python
	@.venv/bin/python -m tools.install $<
	@touch $@

.venv/.installed-dev: requirements-dev.txt | .venv/bin/python
	@.venv/bin/python -m tools.install $<
	@touch $@
