"""`veiviser bench`: what it measures, and where the figures go."""

from __future__ import annotations

from collections.abc import Callable

import httpx

from benchmarks.figures import as_json, as_table
from benchmarks.gate import bench_gate
from benchmarks.search import bench_search
from benchmarks.sides import NotReady
from benchmarks.speakers import Unanswered
from benchmarks.speech.run import bench_voice
from benchmarks.speed import bench_speed
from benchmarks.stock.training import StockNotTrained
from benchmarks.telephone.run import bench_telephone
from benchmarks.turns import bench_turns
from veiviser.paths import ROOT

RESULTS = ROOT / "var" / "bench" / "speed.json"


def run_benchmarks(say: Callable[[str], None], what: str, epochs: int, seconds: float) -> int:
    """0, or 1 when a part could not be measured, with a line that says why."""
    try:
        if what in ("speed", "all"):
            _speed(say, epochs, seconds)
        if what in ("gate", "all"):
            bench_gate(say)
        if what in ("search", "all"):
            bench_search(say)
        if what == "turns":
            bench_turns(say)
        if what == "voice":
            bench_voice(say)
        if what == "phone":
            bench_telephone(say)
    except (NotReady, StockNotTrained, Unanswered, httpx.ConnectError) as error:
        say(f"{what}: not measured, {error}")
        return 1
    return 0


def _speed(say: Callable[[str], None], epochs: int, seconds: float) -> None:
    figures = bench_speed(say, epochs, seconds)
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(as_json(figures), encoding="utf-8")
    table = as_table(figures)
    RESULTS.with_suffix(".md").write_text(table + "\n", encoding="utf-8")
    say(table)
    say(f"kept in {RESULTS.relative_to(ROOT)} and {RESULTS.with_suffix('.md').name}")
