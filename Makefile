# All that is needed is Python 3.11 or later, git and make. Windows: see README.md.
PYTHON ?= $(firstword $(foreach name,python3.11 python3 python3.13 python3.12 python,$(if $(shell $(name) -c "import sys; print(sys.version_info >= (3, 11))" 2>&1 | grep True),$(name))))
BIN := .venv/bin
STAMP := .venv/.stamp

.PHONY: report test check bench clean

report: $(STAMP)
	$(BIN)/netkit report data --out reports

test: $(STAMP)
	$(BIN)/python -m tests.browser.chromium --install
	$(BIN)/python -m pytest

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/python -m pytest -q -m "not browser and not notebook and not process" netkit tests

bench: $(STAMP)
	$(BIN)/python -m benchmarks

clean:
	rm -rf .venv

# A stamp, so that the environment is made anew when the lock or the project changes.
$(STAMP): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "netkit needs Python 3.11 or later: install it, or say make PYTHON=/path/to/python" >&2; exit 1; }
	@$(PYTHON) -c "import ensurepip, venv" 2>/dev/null || { echo "$(PYTHON) cannot make environments: install its venv package (Debian: apt-get install python3-venv)" >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
