"""Where things lie in a checkout."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BOT = ROOT / "bot"
RASA = BOT / ".venv" / "bin" / "rasa"
MODELS = BOT / "models"
MODEL = MODELS / "veiviser.tar.gz"
GAZETTEER = BOT / "build" / "gazetteer.json"
