"""Runs `rasa test nlu` on examples that training never sees, and fails when understanding got worse.

    bot/.venv/bin/python bot/tests/held_out.py

The floor is a promise, not a target: raise it when the figures in docs/performance.md rise.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "bot" / "results"
FLOOR = 0.91


def run_rasa() -> None:
    """Rasa's own evaluation; its report lands in bot/results."""
    rasa = Path(sys.executable).parent / "rasa"
    command = [str(rasa), "test", "nlu", "--nlu", "bot/tests/nlu_held_out.yml", "--out", str(RESULTS), "--no-plot"]
    subprocess.run([*command, "--model", "bot/models/veiviser.tar.gz"], cwd=ROOT, check=True)


def main() -> int:
    """0 when accuracy on the held-out examples is at least the floor."""
    run_rasa()
    report = json.loads((RESULTS / "intent_report.json").read_text(encoding="utf-8"))
    accuracy = report.get("accuracy", report["micro avg"]["f1-score"] if "micro avg" in report else 0.0)
    weak = sorted(
        (row["f1-score"], name) for name, row in report.items() if isinstance(row, dict) and "confused_with" in row
    )
    print(f"held-out intents: accuracy {accuracy:.3f} (floor {FLOOR}); weakest: {weak[:5]}")
    return 0 if accuracy >= FLOOR else 1


if __name__ == "__main__":
    sys.exit(main())
