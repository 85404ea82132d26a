"""Repairs recognised text against words that a catalogue knows: compounds that were cut, and words heard a little wrong.

Only words that no dictionary knows are changed, and whole compounds are put together only when the whole is known. Telling the
recogniser the words beforehand made real speech worse (word error rate 0.166 -> 0.198), so they are repaired afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

import yaml
from rapidfuzz import fuzz, process

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LONGEST_JOIN, _LEAST_JOINED, _SURE_OF_JOINED = 3, 8, 90.0
_SHORTEST, _SURE, _SMALL = 5, 82.0, 3
_SOUNDS = (
    ("skj", "sj"),
    ("kj", "sj"),
    ("rs", "sj"),
    ("hv", "v"),
    ("hj", "j"),
    ("gj", "j"),
    ("ck", "k"),
    ("ph", "f"),
    ("w", "v"),
    ("c", "k"),
    ("z", "s"),
    ("å", "o"),
    ("æ", "e"),
    ("d", "t"),
    ("g", "k"),
    ("b", "p"),
)


@lru_cache(maxsize=20_000)
def sound_of(word: str) -> str:
    """Roughly how a word sounds: like-sounding letters alike, no double letters."""
    key = word.lower().replace("-", "")
    for written, heard in _SOUNDS:
        key = key.replace(written, heard)
    return re.sub(r"(.)\1+", r"\1", key)


class Repairer:
    """Over one vocabulary. `known` says whether the language has a word; such a word is left alone."""

    def __init__(self, vocabulary: Iterable[str], known: Callable[[str], bool]) -> None:
        self._words: dict[str, str] = {
            word.lower(): word for phrase in vocabulary for word in _WORD.findall(phrase) if len(word) > 3
        }
        self._known = known
        long = [word for word in self._words if len(word) >= _SHORTEST]
        self._sounds = dict(zip((sound_of(word) for word in long), long, strict=True))
        self._by_first: dict[str, list[str]] = {}
        for sound in self._sounds:
            self._by_first.setdefault(sound[:1], []).append(sound)
        self._mishearings = _mishearings()

    def repair(self, text: str) -> str:
        """The text with what could be repaired; signs and everything else stay as they are."""
        words = list(_WORD.finditer(text))
        made, at, last = "", 0, 0
        while at < len(words):
            length, replacement = self._at(words, at, text)
            end = words[at + length - 1]
            made += text[last : words[at].start()] + (replacement or text[words[at].start() : end.end()])
            last, at = end.end(), at + length
        return made + text[last:]

    def _at(self, words: list[re.Match[str]], at: int, text: str) -> tuple[int, str | None]:
        """How many words from here belong together, and what they become; None leaves them."""
        for length in range(min(_LONGEST_JOIN, len(words) - at), 1, -1):
            group = words[at : at + length]
            if text[group[0].start() : group[-1].end()].count(" ") != length - 1:
                continue
            if (whole := self._joined([match.group().lower() for match in group])) is not None:
                return length, whole
        word = words[at].group()
        return 1, self._mishearings.get(word.lower()) or self._near(word)

    def _joined(self, parts: list[str]) -> str | None:
        """The known compound that cut words make: to the letter, or by sound when none of the parts is a small known word."""
        whole = "".join(parts)
        if whole in self._words:
            return self._words[whole]
        small = any(len(part) <= _SMALL and self._known(part) for part in parts)
        if len(whole) < _LEAST_JOINED or small or all(self._known(part) for part in parts):
            return None
        return self._best(whole, _SURE_OF_JOINED)

    def _near(self, word: str) -> str | None:
        low = word.lower()
        if len(word) < _SHORTEST or low in self._words or self._known(low):
            return None
        return self._best(low, _SURE)

    def _best(self, word: str, least: float) -> str | None:
        """Only among words that begin with the same sound: people and recognisers lose ends of words sooner than beginnings."""
        sound = sound_of(word)
        found = process.extractOne(sound, self._by_first.get(sound[:1], []), scorer=fuzz.ratio, score_cutoff=least)
        return self._words[self._sounds[str(found[0])]] if found else None


@lru_cache(maxsize=1)
def _mishearings() -> dict[str, str]:
    """Whole words that recognisers are known to mishear although the language has them (mishearings.yaml)."""
    loaded: dict[str, str] = yaml.safe_load((Path(__file__).parent / "mishearings.yaml").read_text(encoding="utf-8"))
    return loaded
