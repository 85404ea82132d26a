"""`veiviser bench voice`: every recogniser that is installed, over the same clips and calls."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from api.settings import Settings
from api.voice.desk import VoiceDesk
from benchmarks.sides import NotReady
from benchmarks.speech.calls import hold_calls, stack
from benchmarks.speech.clips import Clip, real_clips, spoken_questions
from benchmarks.speech.hearing import CANDIDATES, Candidate, hear
from benchmarks.speech.reaching import reach
from benchmarks.speech.report import Found, as_markdown
from knowledge_base.service import Catalogue
from storage.database import make_engine
from veiviser.paths import ROOT

REPORT = ROOT / "var" / "bench" / "voice.md"
_LENGTHS = (4.0, 6.5)
"""Seconds of a question for the calls: about five."""


def bench_voice(say: Callable[[str], None], most: int = 24, calls: int = 8) -> None:
    """Prints a report and keeps it. `most`: questions that are said; `calls`: of these, in real time. Raises NotReady."""
    ready = [each for each in CANDIDATES if _can_hear(each, say)]
    if not ready or shutil.which("espeak-ng") is None:
        raise NotReady("no recogniser or no espeak-ng (`veiviser voice check`)")
    bench = _Bench(say, spoken_questions(most), calls)
    found = {each.name: bench.measure(each) for each in ready}
    report = as_markdown(found)
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text(report + "\n", encoding="utf-8")
    say(report)
    say(f"kept in {REPORT.relative_to(ROOT)}")


def _can_hear(candidate: Candidate, say: Callable[[str], None]) -> bool:
    faults = candidate.recogniser().check_config()
    for fault in faults:
        say(f"{candidate.name}: left out, {fault}")
    return not faults


class _Bench:
    def __init__(self, say: Callable[[str], None], said: list[Clip], calls: int) -> None:
        self._say, self._said, self._calls = say, said, calls

    @cached_property
    def _real(self) -> list[Clip]:
        clips = real_clips()
        if not clips:
            self._say("no clips of real speech: only espeak-ng is heard (VEIVISER_BENCH_SPEECH names a folder)")
        return clips

    def measure(self, candidate: Candidate) -> Found:
        """Calls first: they weigh a gate that has heard nothing yet."""
        folder = ROOT / "var" / "bench" / "voice"
        found = Found()
        with stack(candidate, folder) as (base, side):
            if candidate.live:
                around = [clip for clip in self._said if _LENGTHS[0] <= clip.seconds <= _LENGTHS[1]]
                found.calls = hold_calls(base, side, around[: self._calls], self._say)
            self._hear(candidate, found, folder)
            found.reach = reach(base, found.said)
        return found

    def _hear(self, candidate: Candidate, found: Found, folder: Path) -> None:
        catalogue = Catalogue(make_engine(f"sqlite:///{folder / 'veiviser.db'}"))
        repair = VoiceDesk(Settings(), catalogue).repairer.repair
        heard = hear(candidate, [*self._real, *self._said], repair)
        found.real, found.said = heard[: len(self._real)], heard[len(self._real) :]
        for each in heard:
            self._say(f"{candidate.name}: {each.clip.words!r} -> {each.repaired!r}")
