"""Without a service the suite says how to start one."""

from __future__ import annotations

from pathlib import Path

from evaluation.suite import NOT_RUNNING, evaluate
from tests.postgres import free_port


def test_without_a_service_it_says_how_to_start_one(tmp_path: Path) -> None:
    said: list[str] = []
    report = tmp_path / "evaluation.md"
    assert evaluate(said.append, f"http://127.0.0.1:{free_port()}", report) == NOT_RUNNING
    assert "make run" in said[0]
    assert not report.exists()
