"""Right or wrong, answer by answer. A measure that does not apply to a case gives None and is left out of its share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from evaluation.cases import LANGUAGE_OF, Dialogue, Expectation, Question
from evaluation.run import Answer

DECLINING = {"clarify", "fallback", "out_of_scope", "smalltalk", "safety", "status", "handover", "welcome"}
"""Kinds that claim nothing about a service."""
HEDGES = ("ikke et sikkert svar", "ikkje eit sikkert svar", "not find a sure answer")
"""How an answer tells that it is a guess. A test holds them against the texts."""


def _flat(text: str) -> str:
    return " ".join(text.casefold().split())


def holds(phrase: str, text: str) -> bool:
    """Whether the phrase, or one of its alternatives (`a|b`), begins at a word of the text: `8` is not in 2018, but `lege` is in
    legen. Case and line breaks do not count."""
    return any(re.search(rf"(?<!\w){re.escape(_flat(part))}", _flat(text)) for part in phrase.split("|"))


def is_answer(answer: Answer) -> bool:
    """Whether something about a service is said without asking back."""
    return answer.kind not in DECLINING and answer.waits_for == "nothing" and answer.status == 200


def is_sure(answer: Answer) -> bool:
    """Whether it is said without telling that it is a guess."""
    return is_answer(answer) and not any(_flat(hedge) in _flat(answer.text) for hedge in HEDGES)


def _entry_first(question: Question, answer: Answer) -> float | None:
    return float(answer.entry_ids[:1] != [] and answer.entry_ids[0] in question.entries) if question.in_scope else None


def _entry_shown(question: Question, answer: Answer) -> float | None:
    return float(bool(set(answer.entry_ids) & set(question.entries))) if question.in_scope else None


def _facts(question: Question, answer: Answer) -> float | None:
    if not question.facts:
        return None
    return sum(holds(fact, answer.text) for fact in question.facts) / len(question.facts)


def _kind(question: Question, answer: Answer) -> float | None:
    return float(answer.kind in question.kinds)


def _language(question: Question, answer: Answer) -> float | None:
    wanted = LANGUAGE_OF.get(question.form)
    return float(answer.message.get("language") == wanted) if wanted else None


def _sourced(question: Question, answer: Answer) -> float | None:
    return float(bool(answer.message.get("sources"))) if question.in_scope and is_answer(answer) else None


def _declined(question: Question, answer: Answer) -> float | None:
    return None if question.in_scope else float(answer.status == 200 and not is_answer(answer))


def _wrong_but_sure(question: Question, answer: Answer) -> float | None:
    return float(is_sure(answer) and not set(answer.entry_ids) & set(question.entries))


MEASURES: Mapping[str, Callable[[Question, Answer], float | None]] = {
    "entry_first": _entry_first,
    "entry_shown": _entry_shown,
    "facts": _facts,
    "kind": _kind,
    "language": _language,
    "sourced": _sourced,
    "out_of_scope_declined": _declined,
    "wrong_but_sure": _wrong_but_sure,
}
"""Name -> measure of one question: 0..1, or None where it does not apply. Low is good only for wrong_but_sure."""


@dataclass(frozen=True)
class Scored:
    """A question, its answer, and its measures by name (those that apply)."""

    question: Question
    answer: Answer
    measures: dict[str, float] = field(default_factory=dict)


def score(question: Question, answer: Answer) -> Scored:
    """All measures of one answer."""
    found = {name: measure(question, answer) for name, measure in MEASURES.items()}
    return Scored(question, answer, {name: value for name, value in found.items() if value is not None})


def faults(wanted: Expectation, answer: Answer, earlier: list[Answer]) -> list[str]:
    """What is wrong with a turn's answer, in words; empty when all is as expected."""
    if answer.status != wanted.status:
        return [f"status {answer.status}, expected {wanted.status}" if answer.status else "the button was not shown"]
    found = [
        (bool(wanted.kinds) and answer.kind not in wanted.kinds, f"kind {answer.kind}, expected {wanted.kinds}"),
        (
            wanted.entry and not any_of(wanted.entry, answer.entry_ids[:1]),
            f"first of {answer.entry_ids} is not {wanted.entry}",
        ),
        (
            wanted.shown and not any_of(wanted.shown, answer.entry_ids),
            f"{wanted.shown} is not among {answer.entry_ids}",
        ),
        (wanted.language and answer.message.get("language") != wanted.language, f"not in {wanted.language}"),
        (wanted.asks and answer.waits_for != wanted.asks, f"waits for {answer.waits_for}, expected {wanted.asks}"),
        (wanted.repeats and not _repeats(wanted, answer, earlier), f"does not repeat turn {wanted.repeats}"),
        *((not holds(phrase, answer.text), f"lacks «{phrase}»") for phrase in wanted.contains),
        *((holds(phrase, answer.text), f"contains «{phrase}»") for phrase in wanted.absent),
    ]
    return [words for wrong, words in found if wrong]


def any_of(wanted: str, shown: list[str]) -> bool:
    """Whether an entry is shown that was wanted; `a|b` means either."""
    return not set(wanted.split("|")).isdisjoint(shown)


def _repeats(wanted: Expectation, answer: Answer, earlier: list[Answer]) -> bool:
    return _flat(earlier[(wanted.repeats or 1) - 1].text) in _flat(answer.text)


@dataclass(frozen=True)
class Held:
    """A dialogue, its answers, and per turn what was wrong."""

    dialogue: Dialogue
    answers: list[Answer]
    wrong: list[list[str]]

    @property
    def passed(self) -> bool:
        """Whether every turn was as expected."""
        return not any(self.wrong)


def judge(dialogue: Dialogue, answers: list[Answer]) -> Held:
    """All turns of a dialogue held against their expectations."""
    wrong = [
        faults(turn.expect, answer, answers[:number])
        for number, (turn, answer) in enumerate(zip(dialogue.turns, answers, strict=True))
    ]
    return Held(dialogue, answers, wrong)


def values_of(scored: Iterable[Scored], measure: str) -> list[float]:
    """One measure's values over the questions it applies to."""
    return [item.measures[measure] for item in scored if measure in item.measures]
