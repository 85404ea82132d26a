"""Everything that must pass before a change goes in, in the order that fails fastest (`make test`)."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from knowledge_base.content import load_content
from veiviser.paths import MODEL, ROOT
from veiviser.rasa_environment import rasa_environment
from veiviser.training import export_gazetteer, train

_PY = sys.executable
_RASA_PY = str(ROOT / "bot" / ".venv" / "bin" / "python")
_BOT_PYTEST = ["--confcutdir=bot/tests", "-q", "-p", "no:warnings", "-p", "no:cacheprovider"]
_RASA = str(ROOT / "bot" / ".venv" / "bin" / "rasa")


@dataclass(frozen=True)
class Check:
    """One command; `rasa` runs it in Rasa's environment."""

    name: str
    command: list[str]
    rasa: bool = False
    needs_model: bool = False


def checks() -> list[Check]:
    """All checks."""
    domain = ["--domain", "bot/domain"]
    return [
        Check("lint", [_PY, "-m", "ruff", "check", "."]),
        Check("format", [_PY, "-m", "ruff", "format", "--check", "."]),
        Check("types", [_PY, "-m", "mypy"]),
        Check("catalogue", [_PY, "-m", "veiviser", "catalogue", "validate"]),
        Check(
            "rasa data validate",
            [_RASA, "data", "validate", "--fail-on-warnings", *domain, "--data", "bot/data", "--config", "config.yml"],
            rasa=True,
        ),
        Check("components of the bot", [_RASA_PY, "-m", "pytest", "bot/tests", *_BOT_PYTEST], rasa=True),
        Check(
            "rasa test nlu",
            [_RASA_PY, "bot/tests/held_out.py"],
            rasa=True,
            needs_model=True,
        ),
        Check(
            "rasa test core",
            [
                *(_RASA, "test", "core", "--model", str(MODEL), "--stories", "bot/tests/test_stories.yml"),
                *("--out", "bot/results", "--fail-on-prediction-errors"),
            ],
            rasa=True,
            needs_model=True,
        ),
        Check("tests", [_PY, "-m", "pytest"], needs_model=True),
    ]


def run_checks(say: Callable[[str], None], only: str | None = None) -> int:
    """Runs all checks (or those whose name contains `only`), stops at the first that fails. 0 when all passed."""
    export_gazetteer(load_content())
    trained = False
    for check in checks():
        if only and only not in check.name:
            continue
        if check.needs_model and not trained:
            train(say)
            trained = True
        began = time.monotonic()
        say(f"{check.name} ...")
        environment = rasa_environment() if check.rasa else None
        done = subprocess.run(check.command, cwd=ROOT, env=environment, check=False)
        if done.returncode != 0:
            say(f"{check.name} failed (code {done.returncode})")
            return done.returncode
        say(f"{check.name}: passed in {time.monotonic() - began:.0f} s")
    return 0
