# Everything happens in .venv of this checkout; missing packages are installed by packaging/*.sh.
VENV := .venv
BIN := $(VENV)/bin
SETUP := pyproject.toml packaging/setup.sh

.DEFAULT_GOAL := help
.PHONY: help run test test-convert test-train test-gpu test-mutants test-server check bench mini mini-styles judge translations screenshot smoke clean

help: ## Show what make can do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' Makefile

run: $(VENV)/.installed-run ## Start StylePad; without a display restyle a sample on the command line
	@packaging/run.sh

test: check ## All that CI checks: linters, types and every test, also end to end under Xvfb
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest

test-convert: ## Hold adapter conversion against PEFT and llama.cpp's converter; installs torch
	packaging/convert_truth.sh

test-gpu: ## Build the engine for Vulkan, half an hour or more once, and move layers to Mesa's software device
	packaging/vulkan.sh

test-mutants: $(VENV)/.installed-dev ## Try 2,000 damaged models and 2,000 damaged adapters with the real engine
	STYLEPAD_TEST_MUTANTS=2000 $(BIN)/python -m pytest tests/engine/test_mutants.py -s
test-train: $(VENV)/.installed-dev ## Train small bases for real, killed, resumed and in two processes; installs torch
	packaging/train_truth.sh

test-server: $(VENV)/.installed-dev ## Build llama-server, ten minutes or more once, and test with it
	packaging/llama_server.sh
	$(BIN)/python -m pytest tests/engine/remote

check: $(VENV)/.installed-dev ## Check style and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

bench: $(VENV)/.installed-dev ## Measure speed and memory and print a table
	$(BIN)/python -m tests.bench

mini: ## Train the built-in model and styles: make mini DATA=folder; goes on where it was stopped
	packaging/mini/make.sh

mini-styles: $(VENV)/.installed-run ## Make the styles anew for the base that ships, in build/edition; for every night
	mkdir -p build/edition && cp -r resources/models resources/starts build/edition/
	packaging/mini/make.sh --out build/edition --page build/edition/mini.md --work build/mini-styles --go-on --characters 30000000 \
	    --shared-minutes 0 --adapter-minutes 5 $(addprefix --stage ,prepare rows profiles adapters export)

judge: $(VENV)/.installed-run ## Measure the built-in model and styles with a judge that shares nothing with them: make judge DATA=folder
	packaging/mini/judge/judge.sh

translations: $(VENV)/.installed-dev ## Collect the texts of the window and compile their translations
	$(BIN)/python packaging/translations/update.py

screenshot: $(VENV)/.installed-dev ## Take the pictures of README.md anew
	$(BIN)/python packaging/screenshot.py

smoke: $(VENV)/.installed-run ## Check the installed program from outside
	$(BIN)/python packaging/smoke.py $(BIN)/stylepad

clean: ## Remove what was built; keeps .venv and the trained files
	rm -rf dist build/e2e build/wheel .pytest_cache .mypy_cache .ruff_cache
	find stylepad tests packaging -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.installed-run: $(SETUP)
	packaging/setup.sh run

$(VENV)/.installed-dev: $(SETUP)
	packaging/setup.sh dev
