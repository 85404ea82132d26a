# Two commands: `make run` starts everything, `make test` passes everything. Each does its whole set-up.
PYTHON ?= python3
VEIVISER := .venv/bin/veiviser

.PHONY: run setup setup-dev test catalogue bench bench-nlu bench-voice evaluate clean

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

# Of stock Rasa's network beside ours; 0 leaves it out, 100 is what `rasa init` sets (hours).
EPOCHS ?= 5

bench-nlu: setup
	@PYTHONPATH=bot:. PYTHONWARNINGS=ignore TF_CPP_MIN_LOG_LEVEL=3 RASA_TELEMETRY_ENABLED=false SQLALCHEMY_SILENCE_UBER_WARNING=1 \
		bot/.venv/bin/python benchmarks/nlu_public.py --epochs $(EPOCHS)

bench-voice: setup-dev
	@$(VEIVISER) bench voice

clean:
	rm -rf var bot/models bot/build bot/results
