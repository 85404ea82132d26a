"""`veiviser evaluate`: ask, score, report, hold to the thresholds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from evaluation.figures import Outcome, measure
from evaluation.releases import FOLDER, keep, last_release
from evaluation.report import failed_ids, write_report
from evaluation.run import NotRunning
from evaluation.thresholds import broken, load_thresholds

NOT_RUNNING = 2


def evaluate(say: Callable[[str], None], base: str, report: Path, release: str | None = None) -> int:
    """Evaluates the service at `base` and writes the report. With `release` the figures are kept under that name.

    0 = all thresholds hold, 1 = some are broken, 2 = no service runs.
    """
    try:
        outcome = measure(base)
    except NotRunning as error:
        say(str(error))
        return NOT_RUNNING
    _write(outcome, report)
    say(f"report: {report}")
    if release:
        say(f"kept: {keep(release, outcome.figures(), failed_ids(outcome), FOLDER)}")
    faults = broken(outcome.figures(), load_thresholds())
    for line in faults or ["all thresholds hold"]:
        say(line)
    return 1 if faults else 0


def _write(outcome: Outcome, report: Path) -> None:
    report.parent.mkdir(parents=True, exist_ok=True)
    report.write_text(write_report(outcome, load_thresholds(), last_release()), encoding="utf-8")
