"""The real stack with a real recogniser: time to the first sound, and memory with nobody, one, two callers and after rest."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from benchmarks.sides import Side, environment, free_ports, prepare, running, seconds_until, settings_of, veiviser_parts
from benchmarks.speakers import Unanswered
from benchmarks.speech.caller import Turn, speak
from benchmarks.speech.clips import Clip
from benchmarks.speech.hearing import Candidate
from veiviser.supervisor import MALLOC

IDLE, _ROUND = 6.0, 2.0
"""Seconds until the model is given back in this bench (300 in production), and between the looks of housekeeping (60)."""
_REST_SECONDS = 40.0
_GATE = "api"


@dataclass
class Calls:
    """Turns by how many callers spoke at once; PSS of the gate in megabytes by state; how many turns got no sound."""

    turns: dict[int, list[Turn]] = field(default_factory=dict)
    megabytes: dict[str, float] = field(default_factory=dict)
    unanswered: int = 0


@contextmanager
def stack(candidate: Candidate, folder: Path) -> Iterator[tuple[str, Side]]:
    """Address and processes of the whole service, speaking through this candidate. Raises NotReady."""
    ports = free_ports()
    before = dict(os.environ)
    os.environ.update(
        environment(folder, ports)
        | {
            "VEIVISER_VOICE_CHECKPOINT": str(candidate.folder),
            "VEIVISER_VOICE_IDLE": str(IDLE),
            "VEIVISER_CATALOGUE_REFRESH": str(_ROUND),
        }
    )
    try:
        with settings_of(folder, ports) as settings:
            prepare(folder)
            base = f"http://{settings.host}:{settings.port}"
            with running(veiviser_parts(settings), MALLOC, folder / "log") as side:
                seconds_until(lambda: httpx.get(f"{base}/readyz", timeout=20).status_code == 200, side)
                yield base, side
    finally:
        os.environ.clear()
        os.environ.update(before)


def hold_calls(base: str, side: Side, clips: list[Clip], say: Callable[[str], None]) -> Calls:
    """All clips one after the other, then two at once, then rest."""
    calls = Calls(megabytes={"nobody": side.weight(_GATE).pss})
    _speak(base, [clips[0]], Calls())  # the model is loaded by whoever comes first; the others are measured
    for callers in (1, 2):
        calls.turns[callers] = []
        peak = 0.0
        for at in range(0, len(clips) - callers + 1, callers):
            calls.turns[callers] += _speak(base, clips[at : at + callers], calls)
            peak = max(peak, side.weight(_GATE).pss)
        calls.megabytes[f"{callers} speaking"] = peak
        say(f"{callers} speaking: {len(calls.turns[callers])} turns, {peak:.0f} MB")
    calls.megabytes["after rest"] = _rested(side, calls.megabytes["1 speaking"])
    return calls


def _speak(base: str, clips: list[Clip], calls: Calls) -> list[Turn]:
    """Clips said at the same time by callers of their own."""

    async def all_of_them() -> list[Turn | BaseException]:
        return await asyncio.gather(*(speak(base, clip) for clip in clips), return_exceptions=True)

    done = asyncio.run(all_of_them())
    for fault in done:
        if isinstance(fault, Unanswered | TimeoutError):
            calls.unanswered += 1
        elif isinstance(fault, BaseException):
            raise fault
    return [turn for turn in done if isinstance(turn, Turn)]


def _rested(side: Side, before: float) -> float:
    """The gate's memory once the model is given back; when it is not within the time, what it is then."""
    deadline = time.monotonic() + _REST_SECONDS
    weight = before
    while time.monotonic() < deadline:
        time.sleep(_ROUND)
        weight = side.weight(_GATE).pss
        if weight < before - 100:
            time.sleep(2 * _ROUND)
            return side.weight(_GATE).pss
    return weight
