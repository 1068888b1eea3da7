# Needs only Python >= 3.11 and make. Everything else comes from the lock files, into this folder.
PYTHON ?= python3
UV_VERSION = 0.13.9
UV = .tools/bin/uv
BIN = .venv/bin
MANAGE = $(BIN)/python manage.py
PYTEST = $(BIN)/pytest
export UV_PYTHON_DOWNLOADS = never
export UV_NO_PROGRESS = 1
export HOST ?= 127.0.0.1
export PORT ?= 8000

.PHONY: run test coverage check bench audit drill backup restore shot clean
.DEFAULT_GOAL := run

run: .venv/.run static/dist/.built ## set up, migrate, fill the demo once, serve on HOST:PORT
	@exec $(MANAGE) dev

test: .venv/.dev static/dist/.built node_modules/.dev ## every test, browser tests included
	@$(MANAGE) vertalingen --compile >/dev/null
	$(PYTEST) -n 2 --dist worksteal

coverage: .venv/.dev static/dist/.built ## branches of what decides and computes that no test walked (at least 95 % is walked)
	$(PYTEST) -n 2 --dist worksteal -m "not browser" --cov --cov-report=term

check: .venv/.dev static/dist/.built ## format, lint, types, floors, templates, catalogues, migrations, deploy
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-logo
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/mypy .
	$(MANAGE) vertalingen --check
	$(MANAGE) wacht --check
	$(MANAGE) makemigrations --check --dry-run
	VOORUIT_PROFIEL=productie SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))') \
		ALLOWED_HOSTS=example.org $(MANAGE) check --deploy --fail-level WARNING

bench: .venv/.dev ## the benchmarks, printed as ratios
	@$(MANAGE) bench

audit: .venv/.dev static/dist/.built node_modules/.dev ## every page through axe and the W3C validator
	$(PYTEST) tests/audit tests/vooruit/test_html.py -q -n 2 --dist worksteal -o python_files='audit_*.py'

drill: .venv/.dev static/dist/.built ## what happens when a service hangs or dies
	$(PYTEST) tests/drill -q -s -o python_files='drill_*.py'

shot: .venv/.dev static/dist/.built node_modules/.dev ## pictures of every page, in .data/shots
	$(PYTEST) tests/audit -q -o python_files='shot_*.py'

backup: .venv/.run ## database and files into .data/backups/<moment>
	$(MANAGE) backup

restore: .venv/.run ## make restore FROM=.data/backups/<moment> [FORCE=1]
	$(MANAGE) restore "$(FROM)" $(if $(FORCE),--force)

clean: ## remove what can be made again (data stays)
	rm -rf .venv .tools node_modules static/dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "VoorUit needs Python 3.11 or newer")'
	$(PYTHON) -m venv .tools
	.tools/bin/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

# Two stamps, one environment: `run` needs less than `test` and takes nothing away from it.
.venv/.run: uv.lock pyproject.toml | $(UV)
	$(UV) sync --quiet --frozen --inexact --no-dev --group build --python $(PYTHON)
	@touch $@

.venv/.dev: uv.lock pyproject.toml | $(UV)
	$(UV) sync --quiet --frozen --python $(PYTHON)
	@touch .venv/.run $@

node_modules/.run: package-lock.json | .venv/.run
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm ci --ignore-scripts --no-audit --no-fund --loglevel=error --omit=dev
	@touch $@

node_modules/.dev: package-lock.json | .venv/.dev
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch node_modules/.run $@

static/dist/.built: package-lock.json build.mjs core/management/commands/lettertypes.py core/management/commands/iconen.py $(wildcard static/bundles/*)
	@test -e node_modules/.run -a node_modules/.run -nt package-lock.json || $(MAKE) --no-print-directory node_modules/.run
	$(BIN)/node build.mjs
	$(BIN)/python manage.py lettertypes
	$(BIN)/python manage.py iconen
	@touch $@
