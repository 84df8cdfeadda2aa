# Every target sets the checkout up first; a second time that takes a moment.
#   make demo         a demonstration workspace, every feature once, and the window
#   make run          the window
#   make test         the tests, without a display
#   make check        style, types and layers
#   make screenshots  one picture per page of the window
#   make language     the optional language engine (compiles, 5 to 10 minutes)
#   make clean        takes away what these targets made

# The first Python that is new enough; where none is, set-up says so.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
	$$p -c '$(NEW_ENOUGH)' 2>/dev/null && { echo $$p; exit; }; done; echo python3)
BIN := .venv/bin

.PHONY: setup demo run test check screenshots language clean

setup:
	@$(PYTHON) -m installer.prepare

demo: setup
	@$(BIN)/workbench demo

run: setup
	@$(BIN)/workbench ui

test: setup
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 3 --dist worksteal

check: setup
	$(BIN)/python -m ruff check
	$(BIN)/python -m ruff format --check
	$(BIN)/python -m mypy --strict
	$(BIN)/lint-imports

screenshots: setup
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.tools.screenshots

language: setup
	@$(PYTHON) -m installer.language

clean:
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
