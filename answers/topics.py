"""Which kind of answer an intent asks for, and which statements it prefers; read from topics.yaml and cues.yaml."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast

import yaml

from answers.message import Kind
from language.normalise import normalise_word
from language.stems import stem
from language.words import split_words

_ROOM = Path(__file__).parent
CUE_BONUS = 0.3


@dataclass(frozen=True)
class Topic:
    """One thing a person may want to know. `about` maps kinds of statements to a bonus of relevance (0..0.6); `words` is a budget of
    its own for the statements."""

    name: str
    kind: Kind
    about: dict[str, float]
    words: int | None = None


@lru_cache(maxsize=1)
def topics() -> dict[str, Topic]:
    """All topics by intent name."""
    raw = yaml.safe_load((_ROOM / "topics.yaml").read_text(encoding="utf-8"))
    return {name: Topic(name, cast(Kind, item["kind"]), item["about"], item.get("words")) for name, item in raw.items()}


def keys_of(text: str) -> set[str]:
    """Stems of the words of a text, in both the written and the bokmål form."""
    words = split_words(text)
    return {stem(word) for word in words} | {stem(normalise_word(word)) for word in words}


@lru_cache(maxsize=1)
def _cues() -> list[tuple[str, frozenset[str]]]:
    raw = yaml.safe_load((_ROOM / "cues.yaml").read_text(encoding="utf-8"))
    return [(about, frozenset(keys_of_phrase(phrase))) for about, phrases in raw.items() for phrase in phrases]


def keys_of_phrase(phrase: str) -> set[str]:
    """Stems of a cue, in its bokmål form only."""
    return {stem(normalise_word(word)) for word in split_words(phrase)}


def cued(text: str) -> dict[str, float]:
    """Kinds of statements that the words themselves ask for, with a bonus each."""
    said = keys_of(text)
    return {about: CUE_BONUS for about, cue in _cues() if cue <= said}


@lru_cache(maxsize=1)
def cue_words() -> frozenset[str]:
    """Stems that only say which kind of fact is wanted, never which entry."""
    return frozenset(key for _, cue in _cues() for key in cue)


def wanted(topic: Topic, text: str, also: Iterable[str] = ()) -> dict[str, float]:
    """Bonus per kind of statement for one message: the topic's, raised by cues."""
    bonus = dict(topic.about)
    for about, extra in cued(text).items():
        bonus[about] = bonus.get(about, 0.0) + extra
    for about in also:
        bonus[about] = bonus.get(about, 0.0) + CUE_BONUS
    return bonus
