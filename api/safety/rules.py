"""Finds a call for help in a text and says whom to call. Deterministic, needs no model, no network and no database.

What counts stands in words.yaml (ideas) and rules.yaml (contexts, groups from most to least dangerous); what is said in texts.yaml.
A rule of a group can name contexts, such as the past or a question for information, in which it does not count.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from answers.message import Language, Message
from api.safety.lexicon import Lexicon
from api.safety.pattern import NEGATION, Pattern, Reading, parse, read

_HERE = Path(__file__).parent
_NORWEGIAN = "nb"
_LIGHT = "@light"
_DENIAL_REACH = 5


@dataclass(frozen=True)
class SafetyHit:
    """`group`: which danger. `tongue`: the language of the words that told it: nb (for all Norwegian), en, se, or another language's ISO 639 code."""

    group: str
    tongue: str = _NORWEGIAN


@dataclass(frozen=True)
class _Rule:
    hit: SafetyHit
    unless: frozenset[str]
    patterns: tuple[Pattern, ...]


class SafetyRules:
    """Reads its files once (a quarter of a second); safe to share between threads."""

    def __init__(self) -> None:
        rules, self._texts = _load("rules"), _load("texts")
        self._lexicon = Lexicon(_load("words"))
        for idea in (NEGATION, _LIGHT):
            self._lexicon.idea(idea)
        self._contexts = {name: self._parse(lines) for name, lines in rules["contexts"].items()}
        self._rules = [self._rule(group, raw) for group, raws in rules["groups"].items() for raw in raws]

    def _parse(self, lines: str) -> tuple[Pattern, ...]:
        return tuple(parse(line, self._lexicon) for line in lines.splitlines())

    def _rule(self, group: str, raw: dict[str, Any]) -> _Rule:
        unless = frozenset(raw.get("unless", ()))
        if unknown := unless - self._contexts.keys():
            raise ValueError(f"{group}: unknown contexts {unknown}")
        return _Rule(SafetyHit(group, raw["tongue"]), unless, self._parse(raw["patterns"]))

    def check(self, text: str) -> SafetyHit | None:
        """The most dangerous thing that a text tells of, or None. Keeps nothing of the text."""
        reading = read(text, self._lexicon)
        contexts: dict[str, set[int]] = {}
        for rule in self._rules:
            for start, end in _found(rule.patterns, reading):
                if not _denied(reading, start) and not self._excused(rule, reading, (start, end), contexts):
                    return rule.hit
        return None

    def _excused(self, rule: _Rule, reading: Reading, span: tuple[int, int], known: dict[str, set[int]]) -> bool:
        """Whether one of the rule's contexts stands in the sentences of a match. `known` remembers contexts already looked for."""
        sentences = {*reading.sentences[span[0] : span[1] + 1]}
        for name in rule.unless:
            if name not in known:
                known[name] = {reading.sentences[start] for start, _ in _found(self._contexts[name], reading)}
            if known[name] & sentences:
                return True
        return False

    def message(self, hit: SafetyHit, language: Language, foreign: str | None) -> Message:
        """The answer. `foreign`: ISO 639 code of the language of the text; the words that were matched tell it better.

        Languages that we have only short texts in are followed by English, Sámi by bokmål, so that a helper can read along.
        """
        texts = self._texts[hit.group]
        tongue = hit.tongue if hit.tongue not in (_NORWEGIAN, "en") else "se" if language == "se" else foreign
        if tongue == "se":
            return _message(f"{texts['se']}\n\n{texts['nb']}", "se")
        if tongue is not None:
            theirs = texts.get(tongue)
            return _message(f"{theirs}\n\n{texts['en']}" if theirs else texts["en"], "en")
        if hit.tongue == "en" and language != "en":
            return _message(f"{texts['en']}\n\n{texts[language]}", language)
        return _message(texts[language], language)


def _message(text: str, language: Language) -> Message:
    return Message(text=text, language=language, kind="safety")


def _found(patterns: tuple[Pattern, ...], reading: Reading) -> Iterator[tuple[int, int]]:
    for pattern in patterns:
        yield from pattern.matches(reading)


def _denied(reading: Reading, start: int) -> bool:
    """`ikke` before a match, with nothing but light words between: `har ikke tanker om å ta livet mitt`."""
    for place in range(start - 1, max(start - 1 - _DENIAL_REACH, -1), -1):
        if place in reading.at(NEGATION):
            return True
        if place not in reading.at(_LIGHT):
            return False
    return False


def _load(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((_HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded
