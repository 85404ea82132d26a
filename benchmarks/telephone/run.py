"""`veiviser bench phone`: the whole service with its telephone, Asterisk, a SIP telephone, some calls, a report."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import httpx

from api.settings import Settings
from api.voice.desk import files_of
from api.welcome import welcome_by_telephone
from benchmarks.sides import NotReady, free_ports, prepare, running, seconds_until, settings_of, veiviser_parts
from benchmarks.telephone.asterisk import Asterisk, running_asterisk
from benchmarks.telephone.caller import Wait, dial, has_telephone
from benchmarks.telephone.calls import PLAN, Measured, Planned, measure
from benchmarks.telephone.root import make_root
from benchmarks.telephone.sounds import likeness
from veiviser.paths import ROOT
from voice.audio import Sound
from voice.engines import build_engines
from voice.spoken.form import to_speech
from voice.telephone.frames import RATE
from voice.telephone.rates import for_the_telephone

REPORT = ROOT / "var" / "bench" / "telephone.md"
Say = Callable[[str], None]


class Rehearsal:
    """Ports, folder and recogniser of one run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        ports = free_ports()
        self.sip, self.own, _ = ports.gate, ports.rasa, ports.actions
        phone = free_ports()
        self.sound, self.ask = phone.gate, phone.rasa
        self.engines = build_engines(files_of(Settings()))

    def tuning(self) -> dict[str, str]:
        """What the gate gets besides."""
        checkpoint = str(Settings().voice_checkpoint.resolve())
        return {
            "VEIVISER_PHONE": "on",
            "VEIVISER_PHONE_PORT": str(self.sound),
            "VEIVISER_PHONE_AGI_PORT": str(self.ask),
            "VEIVISER_PHONE_TRANSFER": '{"default": "2000"}',
            "VEIVISER_VOICE_CHECKPOINT": checkpoint,
        }

    def call(self, asterisk: Asterisk, planned: Planned) -> tuple[Measured, Sound]:
        """One call, and what the caller got."""
        before, calls = len(asterisk.reached()), asterisk.calls()
        dial(self.folder / "telephone", self.sip, self.own, planned.steps)
        asterisk.wait_for_calls(calls + 1)
        reached = asterisk.reached()[before:]
        sent, got = asterisk.recording("heard"), asterisk.recording("said")
        return measure(planned, sent, got, self.engines.recogniser, " ".join(reached)), got


@contextmanager
def service(rehearsal: Rehearsal) -> Iterator[str]:
    """All of Veiviser with its telephone; its address. Raises NotReady."""
    var, ports = rehearsal.folder / "service", free_ports()
    tuning = rehearsal.tuning()
    with settings_of(var, ports) as settings:
        prepare(var)
        with running(veiviser_parts(settings), tuning, rehearsal.folder / "service.log") as side:
            address = f"http://127.0.0.1:{ports.gate}"
            seconds_until(lambda: httpx.get(f"{address}/readyz", timeout=10).status_code == 200, side)
            yield address


def check(rehearsal: Rehearsal) -> None:
    """Raises NotReady with what is missing."""
    if not has_telephone():
        raise NotReady("there is no SIP telephone: install Debian's package baresip-core")
    if faults := rehearsal.engines.faults():
        raise NotReady("; ".join(faults))


def bench_telephone(say: Say) -> None:
    """Prints and keeps a report. Raises NotReady."""
    folder = ROOT / "var" / "bench" / "telephone"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    rehearsal = Rehearsal(folder)
    check(rehearsal)
    make_root(say)
    with running_asterisk(rehearsal.sip, rehearsal.sound, rehearsal.ask, folder / "asterisk") as asterisk:
        with service(rehearsal):
            measured = []
            for planned in PLAN:
                result, got = rehearsal.call(asterisk, planned)
                measured.append(result)
                say(json.dumps(asdict(result), ensure_ascii=False))
                if planned is PLAN[0]:
                    same = likeness(got, greeting(rehearsal))
                    say(f"likeness of the greeting as recorded and as it was made: {same:.3f}")
        gone, _ = rehearsal.call(asterisk, Planned("with the gate down", [Wait(4.0)]))
        measured.append(gone)
    REPORT.write_text(as_report(measured, same), encoding="utf-8")
    say(f"kept in {REPORT.relative_to(ROOT)}")


def greeting(rehearsal: Rehearsal) -> Sound:
    """The first whole sentence that a caller should hear, as a telephone carries it."""
    text = to_speech(welcome_by_telephone("nb", None).text, "nb")
    sentence = text.partition("! ")[2].partition(".")[0]
    return Sound(for_the_telephone(rehearsal.engines.voice.say(f"{sentence}.", "nb")), RATE)


def as_report(measured: list[Measured], same: float) -> str:
    """Markdown."""
    lines = [
        f"Greeting as recorded by the exchange against the sound as the voice made it: correlation {same:.3f}. "
        f"Load of the machine (1, 5, 15 minutes): {' '.join(f'{load:.1f}' for load in os.getloadavg())}.",
        "",
        "| call | said | first sound after it (s) | heard (s) | what the recogniser makes of it |",
        "|---|---|---|---|---|",
    ]
    for call in measured:
        name = f"{call.name} → {call.reached}" if call.reached else call.name
        for heard in call.heard:
            first = "–" if heard.first_sound is None else f"{heard.first_sound:.2f}"
            lines.append(f"| {name} | {heard.after} | {first} | {heard.seconds:.1f} | {heard.transcript} |")
    stops = [call.stopped for call in measured if call.stopped is not None]
    if stops:
        lines += [
            "",
            f"The voice stopped {', '.join(f'{stop:.2f}' for stop in stops)} s after the caller began to speak.",
        ]
    return "\n".join(lines) + "\n"
