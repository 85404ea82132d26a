"""A SIP telephone that plays what its owner says and presses keys at given moments (baresip, without any window)."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import TypeAlias

from benchmarks.sides import NotReady
from benchmarks.telephone.asterisk import ETC
from voice.audio import Sound
from voice.telephone.frames import RATE
from voice.telephone.rates import for_the_telephone
from voice.tts.espeak import EspeakVoice

_PACE = 0.9
_SECONDS_TO_ANSWER = 10.0


@dataclass(frozen=True)
class Wait:
    """Says nothing for so many seconds."""

    seconds: float


@dataclass(frozen=True)
class Speak:
    """Says this."""

    text: str
    language: str = "nb"


@dataclass(frozen=True)
class Key:
    """Presses this key."""

    key: str


Step: TypeAlias = Wait | Speak | Key


def has_telephone() -> bool:
    """Whether baresip is there."""
    return shutil.which("baresip") is not None


def played(steps: Sequence[Step]) -> tuple[Sound, list[tuple[float, str]]]:
    """What the telephone sends, and which keys when, in seconds from its beginning."""
    pcm, keys = b"", []
    for step in steps:
        if isinstance(step, Wait):
            pcm += bytes(2 * round(step.seconds * RATE))
        elif isinstance(step, Speak):
            pcm += for_the_telephone(EspeakVoice().say(step.text, step.language, _PACE))
        else:
            keys.append((len(pcm) / 2 / RATE, step.key))
    return Sound(pcm, RATE), keys


def dial(folder: Path, sip: int, own: int, steps: Sequence[Step]) -> None:
    """Calls, plays the steps, and hangs up after the last; an exchange that hangs up first ends it too. Raises NotReady."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    sound, keys = played(steps)
    (folder / "caller.wav").write_bytes(sound.wav())
    modules = next(Path("/usr/lib").glob("**/baresip/modules"), Path("/usr/lib/baresip/modules"))
    values = {"modules": modules, "own": own, "caller": folder / "caller.wav", "here": folder}
    text = (ETC / "baresip.conf").read_text(encoding="utf-8")
    (folder / "config").write_text(Template(text).substitute({key: str(value) for key, value in values.items()}))
    (folder / "accounts").write_text("<sip:caller@127.0.0.1>;regint=0;audio_codecs=PCMA/8000/1\n")
    (folder / "contacts").touch()
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            ["baresip", "-f", str(folder), "-e", f"/dial sip:veiviser@127.0.0.1:{sip}"],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _play(process, folder / "log", [*keys, (sound.seconds, "q")])
        finally:
            process.terminate()
            process.wait(timeout=10)


def _play(process: subprocess.Popen[bytes], log: Path, keys: list[tuple[float, str]]) -> None:
    began = _established(process, log)
    assert process.stdin is not None
    for at, key in keys:
        while time.monotonic() < began + at:
            if b"terminated (duration" in log.read_bytes():
                return
            time.sleep(0.02)
        process.stdin.write(key.encode())
        process.stdin.flush()


def _established(process: subprocess.Popen[bytes], log: Path) -> float:
    deadline = time.monotonic() + _SECONDS_TO_ANSWER
    while time.monotonic() < deadline and process.poll() is None:
        if b"Call established" in log.read_bytes():
            return time.monotonic()
        time.sleep(0.02)
    raise NotReady(f"the call was not answered: {log.read_text(errors='replace')[-300:]}")
