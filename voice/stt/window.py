"""One utterance through Whisper in the shortest window that holds it.

Whisper was made for pieces of 30 seconds, and faster-whisper fills every piece up to that. A spoken turn is a few seconds: most of the
work would be spent on silence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from voice.audio import HEARING_RATE, Samples

WINDOWS = (15, 20, 30)
"""Seconds. In 15 Whisper base hears as well as in 30, in 10 clearly worse (docs/voice.md)."""
_AIR = 0.5
"""Seconds of silence that must follow the words in the window."""
_FRAMES_A_SECOND = 100
_TOKENS_A_SECOND, _TOKENS_MORE = 8, 24
"""More than anybody speaks; where Whisper loops, it stops here instead of at 448."""


@dataclass(frozen=True)
class Decoded:
    """Whisper's words, the mean log probability of their tokens, and how likely it holds that nobody spoke."""

    text: str
    mean_logprob: float
    no_speech: float


def window_of(seconds: float) -> int:
    """The shortest window that holds so much sound; what is longer than the longest is cut at its beginning."""
    return next((window for window in WINDOWS if seconds + _AIR <= window), WINDOWS[-1])


def decode(model: Any, samples: Samples, language: str, beam: int) -> Decoded:
    """With a loaded `faster_whisper.WhisperModel`. `language`: as Whisper calls it."""
    from faster_whisper.tokenizer import Tokenizer  # noqa: PLC0415 - optional
    from faster_whisper.transcribe import get_suppressed_tokens  # noqa: PLC0415

    seconds = len(samples) / HEARING_RATE
    tokenizer = Tokenizer(model.hf_tokenizer, model.model.is_multilingual, task="transcribe", language=language)
    prompt = model.get_prompt(tokenizer, [], without_timestamps=True)
    result = model.model.generate(
        model.encode(_features(model, samples, window_of(seconds))),
        [prompt],
        beam_size=beam,
        max_length=min(model.max_length, len(prompt) + _TOKENS_MORE + round(seconds * _TOKENS_A_SECOND)),
        return_scores=True,
        return_no_speech_prob=True,
        suppress_tokens=get_suppressed_tokens(tokenizer, [-1]),
    )[0]
    tokens = result.sequences_ids[0]
    mean = result.scores[0] * len(tokens) / (len(tokens) + 1)
    return Decoded(tokenizer.decode(tokens).strip(), mean, result.no_speech_prob)


def _features(model: Any, samples: Samples, window: int) -> Any:
    """The spectrogram of the window's last seconds, with silence after the words."""
    heard = samples[-window * HEARING_RATE :]
    heard = np.pad(heard, (0, window * HEARING_RATE - len(heard)))
    return model.feature_extractor(heard)[:, : window * _FRAMES_A_SECOND]
