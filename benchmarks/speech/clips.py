"""What is put to the recognisers: clips of real speech where they lie, and the evaluation's questions said by espeak-ng."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from evaluation.cases import LANGUAGE_OF, Question, load_questions
from veiviser.paths import ROOT
from voice.audio import HEARING_RATE, Samples, resample, to_samples
from voice.spoken.form import to_speech
from voice.tts.espeak import EspeakVoice

_NOTED = re.compile(r'`([^`]+\.(?:mp3|wav|flac|ogg))`:\s*"([^"]+)"')
_SPOKEN_FORMS = ("bokmål", "nynorsk", "dialect")
"""Key words and misspelt text are nobody's speech; English is not what the recognisers are chosen for."""
_QUIET = 0.01


@dataclass(frozen=True)
class Clip:
    """A recording, what is said in it, and in which language the recogniser is to hear it."""

    name: str
    words: str
    samples: Samples
    language: str = "nb"
    question: Question | None = None

    @property
    def seconds(self) -> float:
        """Its length."""
        return len(self.samples) / HEARING_RATE


def real_clips() -> list[Clip]:
    """Of the folder `VEIVISER_BENCH_SPEECH`, else `shared/eval/speech` beside the project; none where there is none.

    What is said stands in the folder's README.md: the file's name in backticks, a colon, the words in double quotes.
    """
    folder = Path(os.environ.get("VEIVISER_BENCH_SPEECH") or ROOT.parent / "shared" / "eval" / "speech")
    readme = folder / "README.md"
    noted = _NOTED.findall(readme.read_text(encoding="utf-8")) if readme.exists() else []
    return [Clip(name, words, _decoded(folder / name)) for name, words in noted if (folder / name).exists()]


def _decoded(path: Path) -> Samples:
    from faster_whisper import decode_audio  # noqa: PLC0415 - optional; reads every format that FFmpeg knows

    return np.asarray(decode_audio(str(path), sampling_rate=HEARING_RATE), dtype=np.float32)


def spoken_questions(most: int) -> list[Clip]:
    """Up to `most` questions that the catalogue answers, spread over all files, said by espeak-ng. Raises NoVoice."""
    asked = [each for each in load_questions() if each.in_scope and each.form in _SPOKEN_FORMS]
    step = max(1.0, len(asked) / most)
    chosen = [asked[int(at * step)] for at in range(min(most, len(asked)))]
    return list(_said(chosen))


def _said(questions: list[Question]) -> Iterator[Clip]:
    voice = EspeakVoice()
    for question in questions:
        language = LANGUAGE_OF.get(question.form, "nb")
        words = to_speech(question.text, "nn" if language == "nn" else "nb")
        sound = voice.say(words, language)
        samples = resample(to_samples(sound.pcm), sound.rate, HEARING_RATE)
        yield Clip(question.id, words, without_end(samples), language, question)


def without_end(samples: Samples) -> Samples:
    """Without the silence at its end: the last sample is the end of speech."""
    loud = np.flatnonzero(np.abs(samples) > _QUIET)
    return samples[: loud[-1] + 1] if len(loud) else samples
