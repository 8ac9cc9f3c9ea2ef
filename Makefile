# All that is needed is Python 3.11 or later, git and make. Windows: see README.md.
BIN := .venv/bin
STAMP := .venv/.stamp
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
RECENT := import sys; sys.exit(sys.version_info < (3, 11))

# The first Python on the path that is recent enough, unless one is named: make PYTHON=...
PYTHON ?= $(or $(shell for name in python3 python3.13 python3.12 python3.11 python; do \
	"$$name" -c "$(RECENT)" >/dev/null 2>&1 && echo "$$name" && break; done),python3)

.PHONY: report test check bench fuzz lock clean

report: $(STAMP)
	$(BIN)/netkit report data --out reports

test: $(STAMP)
	$(BIN)/python -m tests.browser.chromium --install
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/deptry .
	$(BIN)/python -m pytest -q -m "not browser and not notebook and not process" netkit tests

bench: $(STAMP)
	$(BIN)/python -m benchmarks

# A million spoilt files; python -m tests.fuzzing 50000 tries fewer.
fuzz: $(STAMP)
	$(BIN)/python -m tests.fuzzing

# Needs uv. Keeps the versions that are locked; `make lock UPGRADE=--upgrade` takes newer ones.
lock:
	uv pip compile pyproject.toml --output-file requirements.lock --all-extras --universal \
		--python-version 3.11 --fork-strategy fewest --only-binary :all: --emit-build-options \
		--generate-hashes --no-emit-index-url --no-header --quiet $(UPGRADE)

clean:
	rm -rf .venv

# A stamp, so that the environment is made anew when the lock or the project changes.
$(STAMP): requirements.lock pyproject.toml
	@"$(PYTHON)" -c "$(RECENT)" 2>/dev/null || { echo "netkit needs Python 3.11 or later, and '$(PYTHON)' is not: install one, or name one that is there: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@"$(PYTHON)" -c "import ensurepip, venv" 2>/dev/null || { echo "'$(PYTHON)' cannot make environments: install its venv package (Debian and Ubuntu: sudo apt-get install python3-venv)" >&2; exit 1; }
	"$(PYTHON)" -m venv --clear .venv
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@
