"""The calls that are made, and how each is measured."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from benchmarks.telephone.caller import Key, Speak, Step, Wait
from benchmarks.telephone.sounds import stretches
from voice.audio import HEARING_RATE, Samples, Sound, resample, to_samples
from voice.stt.base import SpeechToText
from voice.telephone.frames import RATE

_BREATH = 0.06
"""Seconds after the end of speech in which what was being said before may still ring out."""


@dataclass(frozen=True)
class Planned:
    """A call. `language` is that of the answers, for the recogniser that writes them down."""

    name: str
    steps: Sequence[Step]
    language: str = "nb"


PLAN = (
    Planned("greeting to its end", [Wait(30.0)]),
    Planned(
        "a question; what was read back is confirmed by a key",
        [Wait(5.0), Speak("Jeg trenger hjelp hjemme."), Wait(14.0), Key("1"), Wait(25.0)],
    ),
    Planned(
        "English by a key; a person is wished for",
        [Wait(5.0), Key("9"), Wait(12.0), Speak("I want to talk to a person.", "en"), Wait(25.0)],
        "en",
    ),
    Planned(
        "English by a key; somebody is in danger",
        [Wait(5.0), Key("9"), Wait(12.0), Speak("My partner is not breathing.", "en"), Wait(20.0)],
        "en",
    ),
    Planned("zero, put through", [Wait(5.0), Key("0"), Wait(9.0)]),
)


@dataclass(frozen=True)
class Heard:
    """What the caller heard after one utterance: how soon, how long, and what a recogniser makes of it."""

    after: str
    first_sound: float | None
    seconds: float
    transcript: str


@dataclass(frozen=True)
class Measured:
    """A call as it was. `stopped`: seconds from the first word until the greeting was silent."""

    name: str
    first_sound: float | None
    stopped: float | None
    heard: list[Heard] = field(default_factory=list)
    reached: str = ""


def measure(planned: Planned, sent: Sound, got: Sound, recogniser: SpeechToText, reached: str) -> Measured:
    """From the recordings of both directions, which begin together."""
    spoken, answers = stretches(sent), stretches(got, gap=1.2)
    words = [step.text for step in planned.steps if isinstance(step, Speak)]
    borders = [*(begin for begin, _ in spoken), sent.seconds]

    def write(samples: Samples) -> str:
        return recogniser.transcribe(resample(samples, RATE, HEARING_RATE), planned.language).text

    heard = [
        _heard(word, (end, until), got, write)
        for word, (_, end), until in zip(words, spoken, borders[1:], strict=False)
    ]
    if not words:
        heard = [_heard("(nothing)", (0.0, got.seconds), got, write)]
    return Measured(planned.name, answers[0][0] if answers else None, _stopped(spoken, got), heard, reached)


def _heard(word: str, between: tuple[float, float], got: Sound, write: Callable[[Samples], str]) -> Heard:
    """What came after the end of an utterance (or the beginning) and before the next one began."""
    end, until = between
    said = [(begin, stop) for begin, stop in stretches(got) if begin >= end + _BREATH and begin < until]
    if not said:
        return Heard(word, None, 0.0, "")
    samples = to_samples(got.pcm)[round(said[0][0] * RATE) : round(said[-1][1] * RATE)]
    texts = [write(samples[at : at + 28 * RATE]) for at in range(0, len(samples), 28 * RATE)]
    return Heard(word, round(said[0][0] - end, 2), round(said[-1][1] - said[0][0], 1), " ".join(texts))


def _stopped(spoken: list[tuple[float, float]], got: Sound) -> float | None:
    """How long our voice went on into the first utterance."""
    if not spoken:
        return None
    begin = spoken[0][0]
    over = [stop for start, stop in stretches(got) if start <= begin < stop]
    return round(over[0] - begin, 2) if over else None
