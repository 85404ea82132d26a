"""What was measured, as Markdown."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from benchmarks.speech.calls import Calls
from benchmarks.speech.hearing import Heard, rates, real_time_factor
from benchmarks.speech.reaching import Reach
from benchmarks.timing import percentile


@dataclass
class Found:
    """All of one way to hear."""

    real: list[Heard] = field(default_factory=list)
    said: list[Heard] = field(default_factory=list)
    reach: Reach | None = None
    calls: Calls | None = None


def as_markdown(found: dict[str, Found]) -> str:
    """Tables by name of the recogniser; what was not measured is left out or a dash."""
    parts = [
        f"Two shared cores; load of the machine over the last minutes {os.getloadavg()[1]:.1f}. "
        "espeak-ng is robotic: what is heard of it tells how recognisers and repair compare, not how people fare.",
        "## What is heard wrong\n\n" + _errors(found),
        "## Spoken questions that reach the first entry of their written form\n\n" + _reach(found),
        "## From the end of speech to the first sound\n\n" + _times(found),
        "## Memory of the gate, MB (PSS)\n\n" + _memory(found),
    ]
    return "\n\n".join(parts)


def _table(head: str, rows: list[str]) -> str:
    return "\n".join([f"| {head} |", "|" + "---|" * (head.count("|") + 1), *(f"| {row} |" for row in rows)])


def _errors(found: dict[str, Found]) -> str:
    rows = []
    for name, one in found.items():
        for what, heard in (("real", one.real), ("espeak-ng", one.said)):
            if heard:
                raw, repaired = rates(heard)
                seconds = sum(each.clip.seconds for each in heard)
                factor = real_time_factor(heard)
                rows.append(
                    f"{name} | {what} | {len(heard)} ({seconds:.0f} s) | {raw:.3f} | {repaired:.3f} | {factor:.2f}"
                )
    return _table("recogniser | speech | clips | word error rate | repaired | real-time factor", rows)


def _reach(found: dict[str, Found]) -> str:
    rows = [
        f"{name} | {r.asked} | {r.raw / r.asked:.2f} | {r.repaired / r.asked:.2f} | {r.loss_mended:.0%}"
        for name, one in found.items()
        if (r := one.reach) is not None and r.asked
    ]
    return _table("recogniser | questions | as heard | repaired | of the loss mended", rows)


def _times(found: dict[str, Found]) -> str:
    rows = []
    for name, one in found.items():
        for callers, turns in (one.calls.turns if one.calls else {}).items():
            if not turns:
                continue
            shown = [_spread([turn.after[kind] for turn in turns if kind in turn.after]) for kind in ("final", "sound")]
            read = sum(turn.read_back for turn in turns)
            rows.append(f"{name} | {callers} | {len(turns)} | {shown[0]} | {shown[1]} | {read}")
    return _table("recogniser | at once | turns | heard, p50 / p95 s | first sound, p50 / p95 s | read back", rows)


def _spread(values: list[float]) -> str:
    return f"{percentile(values, 0.5):.2f} / {percentile(values, 0.95):.2f}" if values else "-"


def _memory(found: dict[str, Found]) -> str:
    weighed = {name: one.calls.megabytes for name, one in found.items() if one.calls}
    states = list(next(iter(weighed.values()), {}))
    rows = [f"{name} | " + " | ".join(f"{each[state]:.0f}" for state in states) for name, each in weighed.items()]
    return _table("recogniser | " + " | ".join(states), rows)
