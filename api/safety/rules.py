"""Finds a call for help in a text and says whom to call. Deterministic, needs no model, no network and no database.

What counts stands in words.yaml (ideas) and rules.yaml (contexts, groups from most to least dangerous); what is said in texts.yaml.
A rule of a group can name contexts, such as the past or a question for information, in which it does not count.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from answers.message import Language, Message
from api.safety.answer import NORWEGIAN, answer
from api.safety.finders import Finders, possible
from api.safety.lexicon import Lexicon
from api.safety.pattern import NEGATION, Pattern, Reading, parse, read
from api.safety.together import Together
from api.safety.weighing import NOTHING, Scales

_HERE = Path(__file__).parent
_LIGHT = "@light"
_NOW = "@now"
_OTHER = "@other"
_DENIAL_REACH = 5
_CONTEXT_REACH = 10
_NOTHING_AT_ALL = 0.006
_Span = tuple[int, int]
_Finder = Pattern | Together


@dataclass(frozen=True)
class SafetyHit:
    """`group`: which danger. `tongue`: whose words told of it, as ISO 639 code; nb stands for all Norwegian.
    `weighed`: told by the scales alone, which know nothing of other languages."""

    group: str
    tongue: str = NORWEGIAN
    weighed: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class _Rule:
    hit: SafetyHit
    unless: frozenset[str]
    broad: bool
    patterns: tuple[_Finder, ...]


class _Line(NamedTuple):
    """One pattern of a rule."""

    rule: _Rule
    pattern: _Finder

    @property
    def needs(self) -> frozenset[str]:
        return self.pattern.needs


class SafetyRules:
    """Reads its files once (about a second); safe to share between threads."""

    def __init__(self, weighing: bool = True) -> None:
        self._scales = Scales() if weighing else None
        self._limit = self._scales.limit if self._scales else 1.0
        rules, families, self._texts = _load("rules"), _load("families"), _load("texts")
        self._lexicon = Lexicon(_load("words"))
        for idea in (NEGATION, _LIGHT, _NOW, _OTHER):
            self._lexicon.idea(idea)
        self._over = frozenset(rules["over_with_now"])
        self._contexts = {name: self._parse(lines) for name, lines in rules["contexts"].items()}
        self._rules = [
            self._rule(group, raw, raws is not narrow)
            for group, narrow in rules["groups"].items()
            for raws in (narrow, families[group])
            for raw in raws
        ]

        self._lines = Finders(_Line(rule, pattern) for rule in self._rules for pattern in rule.patterns)

    def _parse(self, lines: str) -> tuple[_Finder, ...]:
        return Finders(parse(line, self._lexicon) for line in lines.splitlines())

    def _rule(self, group: str, raw: dict[str, Any], broad: bool) -> _Rule:
        unless = frozenset(raw.get("unless", ()))
        if unknown := unless - self._contexts.keys():
            raise ValueError(f"{group}: unknown contexts {unknown}")
        return _Rule(SafetyHit(group, raw["tongue"]), unless, broad, self._parse(raw["patterns"]))

    def check(self, text: str) -> SafetyHit | None:
        """The most dangerous thing that a text tells of, or None. Keeps nothing of the text.

        The rules first; what none of them knows is weighed. A broad rule does not count where the scales find nothing at all.
        """
        reading = read(text, self._lexicon)
        group, certainty = self._weigh(reading)
        hit, denied = self._told(reading, certainty)
        if hit is None and not denied and group != NOTHING and certainty >= self._limit:
            hit = SafetyHit(group, weighed=True)
        return hit

    def words(self, text: str) -> tuple[list[str], list[set[str]]]:
        """The words of a text as they are weighed, and which ideas each stands for."""
        return self._to_weigh(read(text, self._lexicon))

    def _weigh(self, reading: Reading) -> tuple[str, float]:
        return self._scales.weigh(*self._to_weigh(reading)) if self._scales else (NOTHING, 1.0)

    def _to_weigh(self, reading: Reading) -> tuple[list[str], list[set[str]]]:
        ideas: list[set[str]] = [set() for _ in reading.words]
        for idea in self._lexicon.named & reading.places.keys():
            for place in reading.places[idea]:
                ideas[place].add(idea)
        return reading.words, ideas

    def _told(self, reading: Reading, certainty: float) -> tuple[SafetyHit | None, bool]:
        """What the rules find, and whether something that they know was denied."""
        denied = False
        told: dict[str, list[_Span]] = {}
        for rule, pattern in possible(self._lines, reading.places):
            if rule.broad and certainty < _NOTHING_AT_ALL and rule.hit.tongue == NORWEGIAN:
                continue
            for span in pattern.matches(reading):
                if _denied(reading, span[0]):
                    denied = True
                elif not self._excused(rule, reading, span, told):
                    return rule.hit, denied
        return None, denied

    def _excused(self, rule: _Rule, reading: Reading, span: _Span, told: dict[str, list[_Span]]) -> bool:
        """Whether one of the rule's contexts stands in the sentences of a match. `told` remembers contexts already looked for."""
        sentences = {*reading.sentences[span[0] : span[1] + 1]}
        for name in rule.unless:
            if name not in told:
                told[name] = [*_found(self._contexts[name], reading)]
            for context in told[name]:
                behind = name in self._over and _now_between(reading, context, span)
                if reading.sentences[context[0]] in sentences and _near(context, span) and not behind:
                    return True
        return False

    def message(self, hit: SafetyHit, language: Language, foreign: str | None) -> Message:
        """The answer, in the language of the conversation or of the words that told of the danger; see answer.py."""
        return answer(self._texts[hit.group], hit.tongue, language, foreign)


def _found(patterns: tuple[_Finder, ...], reading: Reading) -> Iterator[_Span]:
    for pattern in possible(patterns, reading.places):
        yield from pattern.matches(reading)


def _denied(reading: Reading, start: int) -> bool:
    """`ikke` before a match, with nothing but light words between: `har ikke tanker om å ta livet mitt`."""
    for place in range(start - 1, max(start - 1 - _DENIAL_REACH, -1), -1):
        if place in reading.at(NEGATION):
            return True
        if place not in reading.at(_LIGHT):
            return False
    return False


def _near(context: _Span, match: _Span) -> bool:
    """Who tells a long story without full stops speaks of more than one thing."""
    return context[0] - match[1] <= _CONTEXT_REACH and match[0] - context[1] <= _CONTEXT_REACH


def _now_between(reading: Reading, context: _Span, match: _Span) -> bool:
    """`hadde slag i fjor og nå puster han ikke`: what went before is over, what follows is now."""
    return any(context[1] < place <= match[0] for place in reading.at(_NOW))


def _load(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((_HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded
