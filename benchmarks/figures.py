"""What a run of `benchmarks/speed.py` measured, as JSON and as a table of ratios."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from benchmarks.load import Load

_SHARES = (0.5, 0.95, 0.99)


@dataclass
class Figures:
    """Everything measured, by name of the server: `gate`, `engine` (our Rasa alone) and `stock`."""

    closed: dict[int, dict[str, Load]] = field(default_factory=dict)
    open: dict[str, dict[str, Load]] = field(default_factory=dict)
    long: dict[str, dict[str, float]] = field(default_factory=dict)
    memory: dict[str, dict[str, float]] = field(default_factory=dict)
    start: dict[str, float] = field(default_factory=dict)
    training: dict[str, float] = field(default_factory=dict)
    work: dict[str, float] = field(default_factory=dict)
    stock_label: str = ""


def _ratio(ours: float, theirs: float) -> str:
    return f"{ours / theirs:.2f}x" if theirs else "-"


def _row(name: str, ours: dict[str, float], unit: str, digits: int = 0) -> str:
    """One line: both of ours, stock, and the ratio of each of ours to stock."""
    gate, engine, stock = (ours.get(key) for key in ("gate", "engine", "stock"))
    shown = ["-" if value is None else f"{value:.{digits}f}" for value in (gate, engine, stock)]
    ratios = ["-" if value is None or stock is None else _ratio(value, stock) for value in (gate, engine)]
    return f"| {name}, {unit} | {' | '.join([*shown, *ratios])} |"


def _loads(name: str, loads: dict[str, Load]) -> list[str]:
    rows = [_row(f"{name}: throughput", {key: load.throughput for key, load in loads.items()}, "turns/s", 1)]
    for share in _SHARES:
        times = {key: load.at(share) for key, load in loads.items()}
        rows.append(_row(f"{name}: p{int(share * 100)}", times, "ms"))
    if any(load.failed for load in loads.values()):
        rows.append(_row(f"{name}: no answer", {key: float(load.failed) for key, load in loads.items()}, "turns"))
    return rows


def as_table(figures: Figures) -> str:
    """Markdown. `stack` is all of Veiviser through the gate, `engine` our Rasa alone; both over stock Rasa alone."""
    rows = [
        f"Stock: DIET trained {figures.stock_label}.",
        "",
        "| | stack | engine | stock | stack/stock | engine/stock |",
        "|---|---|---|---|---|---|",
    ]
    for people, loads in figures.closed.items():
        rows += _loads(f"{people} people", loads)
    rows.append(_row("processor time of a turn, all processes of the side", figures.work, "ms", 1))
    for rate, loads in figures.open.items():
        rows += _loads(f"{rate} arrivals/s", loads)
    for turn in next(iter(figures.long.values()), {}):
        rows.append(_row(f"one conversation, {turn}", {key: at[turn] for key, at in figures.long.items()}, "ms", 1))
    for kind in ("rss", "pss"):
        weights = {name: weight[kind] for name, weight in figures.memory.items()}
        rows.append(
            _row(f"memory, whole sides: {kind.upper()}", {"gate": weights["gate"], "stock": weights["stock"]}, "MB")
        )
        engines = {"engine": weights["engine"], "stock": weights["stock engine"]}
        rows.append(_row(f"memory, Rasa alone: {kind.upper()}", engines, "MB"))
    rows.append(_row("cold start to the first answer", figures.start, "s", 1))
    trained = {"engine": figures.training.get("veiviser", 0.0), "stock": figures.training["stock"]}
    rows.append(_row("training", trained, "s"))
    return "\n".join(rows)


def as_json(figures: Figures) -> str:
    """The figures for a file; of a load what is printed."""

    def load(one: Load) -> dict[str, Any]:
        shares = {f"p{int(share * 100)}": round(one.at(share), 2) for share in (0.5, 0.95, 0.99)}
        return {"turns_per_second": round(one.throughput, 2), **shares, "failed": one.failed, "turns": len(one.times)}

    found = {
        "closed": {str(n): {k: load(v) for k, v in loads.items()} for n, loads in figures.closed.items()},
        "open": {rate: {k: load(v) for k, v in loads.items()} for rate, loads in figures.open.items()},
        "work_ms_per_turn": figures.work,
        "long": figures.long,
        "memory_mb": figures.memory,
        "start_seconds": figures.start,
        "training_seconds": figures.training,
        "stock": figures.stock_label,
    }
    return json.dumps(found, indent=1)
