"""The environment of every Rasa process. A module of its own: the supervisor needs it, and nothing heavier."""

from __future__ import annotations

import os

from veiviser.paths import BOT, ROOT


def rasa_environment() -> dict[str, str]:
    """Environment of every Rasa process: our components importable, no telemetry, nothing secret."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("VEIVISER_")}
    return {
        **kept,
        "PYTHONPATH": f"{BOT}:{ROOT}",
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "CUDA_VISIBLE_DEVICES": "",
        "PYTHONWARNINGS": "ignore",
    }
