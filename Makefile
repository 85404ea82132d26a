# Two commands: `make run` starts everything, `make test` passes everything. Each does its whole set-up.
PYTHON ?= python3
VEIVISER := .venv/bin/veiviser

.PHONY: run setup setup-dev test catalogue bench evaluate clean

setup:
	@$(PYTHON) veiviser/bootstrap.py

setup-dev:
	@$(PYTHON) veiviser/bootstrap.py --dev

run: setup
	@$(VEIVISER) run

test: setup-dev
	@$(VEIVISER) test

catalogue: setup
	@$(VEIVISER) catalogue validate
	@$(VEIVISER) catalogue load

bench: setup-dev
	@$(VEIVISER) bench

evaluate: setup
	@$(VEIVISER) evaluate

clean:
	rm -rf var bot/models bot/build bot/results
