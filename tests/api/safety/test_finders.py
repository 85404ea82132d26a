"""Only what can stand in a text is tried, and nothing that can is left out."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from api.safety import SafetyRules
from api.safety.finders import Finders, possible
from api.safety.pattern import read


@dataclass(frozen=True)
class Needing:
    needs: frozenset[str]


def needing(*ideas: str) -> Needing:
    return Needing(frozenset(ideas))


def test_whatever_has_all_it_needs_is_tried_in_order() -> None:
    dice = random.Random(1)
    for _ in range(200):
        finders = Finders(needing(*dice.sample("abcdefgh", dice.randint(1, 3))) for _ in range(dice.randint(0, 12)))
        ideas = dict.fromkeys(dice.sample("abcdefghij", dice.randint(0, 6)))
        tried = list(finders.possible(ideas))
        assert [finder for finder in tried if finder.needs <= ideas.keys()] == [
            finder for finder in finders if finder.needs <= ideas.keys()
        ]


def test_what_needs_a_rare_idea_is_not_tried_for_a_common_one() -> None:
    finders = Finders([needing("i", "fall"), needing("i", "burn"), needing("i", "drown")])
    assert list(finders.possible({"i": {0}, "burn": {1}})) == [finders[1]]
    assert list(finders.possible({"i": {0}})) == []


def test_a_plain_tuple_is_tried_whole() -> None:
    both = (needing("a"), needing("b"))
    assert possible(both, {}) == both


def _spans(rules: SafetyRules, text: str) -> Iterator[tuple[list[object], list[object]]]:
    """For all rules, and for each context, what trying the possible patterns finds, and what trying all of them finds."""
    reading = read(text, rules._lexicon)
    for lines in (rules._lines, *rules._contexts.values()):
        found = [[*getattr(line, "pattern", line).matches(reading)] for line in possible(lines, reading.places)]
        whole = [[*getattr(line, "pattern", line).matches(reading)] for line in lines]
        yield [spans for spans in found if spans], [spans for spans in whole if spans]


def test_the_rules_find_what_they_find_when_all_patterns_are_tried() -> None:
    rules = SafetyRules()
    for text in (
        "jeg vil dø",
        "han puster ikke, ring",
        "huset brenner",
        "mor hadde slag i fjor",
        "hva koster fysioterapi?",
    ):
        assert all(tried == whole for tried, whole in _spans(rules, text))
