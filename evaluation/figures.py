"""The suite's figures: every number that the thresholds, the report and the comparison with an earlier release speak of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import fmean

from evaluation.cases import load_dialogues, load_questions
from evaluation.intervals import Share, share
from evaluation.readability import Readability, measure_templates
from evaluation.run import ask_questions, hold_dialogues, require_running
from evaluation.scoring import MEASURES, Held, Scored, judge, score, values_of

FORMS = ("bokmål", "nynorsk", "dialect", "english", "keyword", "noisy")
LOW_IS_GOOD = {"wrong_but_sure", "lix", "lix_hardest", "sentence_words"}


@dataclass(frozen=True)
class Outcome:
    """Everything that was asked and measured."""

    scored: list[Scored]
    held: list[Held]
    texts: list[Readability]

    def shares(self) -> dict[str, Share]:
        """Measure -> share over the questions (and `entry_shown/<form>`), dialogues and turns."""
        return {name: found for name, values in self._values().items() if (found := share(values)) is not None}

    def _values(self) -> dict[str, list[float]]:
        questions = {name: values_of(self.scored, name) for name in MEASURES}
        forms = {
            f"entry_shown/{form}": values_of((s for s in self.scored if s.question.form == form), "entry_shown")
            for form in FORMS
        }
        turns = [float(not wrong) for held in self.held for wrong in held.wrong]
        return {**questions, **forms, "dialogues": [float(held.passed) for held in self.held], "turns": turns}

    def figures(self) -> dict[str, float]:
        """All figures by name, rounded to three decimals: shares 0..1, LIX, words."""
        found = {name: item.mean for name, item in self.shares().items()}
        found["lix"] = fmean(text.lix for text in self.texts)
        found["lix_hardest"] = max(text.lix for text in self.texts)
        found["sentence_words"] = max(text.longest for text in self.texts)
        return {name: round(value, 3) for name, value in found.items()}


def measure(base: str) -> Outcome:
    """Asks the service at `base` everything and scores it. Raises NotRunning when none answers there."""
    require_running(base)
    scored = [score(question, answer) for question, answer in ask_questions(base, load_questions())]
    held = [judge(dialogue, answers) for dialogue, answers in hold_dialogues(base, load_dialogues())]
    return Outcome(scored, held, measure_templates())


def sliced(scored: Iterable[Scored], key: Callable[[Scored], str]) -> dict[str, list[Scored]]:
    """The scored questions by `key`, in the order in which the keys first come."""
    found: dict[str, list[Scored]] = {}
    for item in scored:
        found.setdefault(key(item), []).append(item)
    return found
