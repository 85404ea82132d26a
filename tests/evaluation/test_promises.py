"""The whole suite against the real processes: what thresholds.yaml promises is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.suite import evaluate

pytestmark = pytest.mark.stack


def test_the_promises_are_kept(service: str, tmp_path: Path) -> None:
    said: list[str] = []
    report = tmp_path / "evaluation.md"
    assert evaluate(said.append, service, report) == 0, said
    assert "## Figures" in report.read_text(encoding="utf-8")
