"""The suite's figures: every number that the thresholds, the report and the comparison with an earlier release speak of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from statistics import fmean

from evaluation.cases import Question, load_dialogues, load_lay_words, load_questions
from evaluation.intervals import Share, share
from evaluation.noise import variants
from evaluation.readability import Readability, measure_templates
from evaluation.run import ask_questions, hold_dialogues, require_running
from evaluation.scoring import MEASURES, Held, Scored, judge, score, values_of

FORMS = ("bokmål", "nynorsk", "dialect", "english", "keyword", "noisy")
_NOISES_EACH = 2
LOW_IS_GOOD = {"wrong_but_sure", "noise_loss", "lix", "lix_hardest", "sentence_words"}


@dataclass(frozen=True)
class Spoilt:
    """A question that was asked again with noise of one kind."""

    kind: str
    clean: Scored
    noisy: Scored

    @property
    def loss(self) -> float:
        """1 when the right entry is no longer shown, -1 when it is shown only now, else 0."""
        return self.clean.measures["entry_shown"] - self.noisy.measures["entry_shown"]


@dataclass(frozen=True)
class Outcome:
    """Everything that was asked and measured. `lay`: needs told in everyday words; `spoilt`: questions with noise."""

    scored: list[Scored]
    held: list[Held]
    texts: list[Readability]
    lay: list[Scored] = field(default_factory=list)
    spoilt: list[Spoilt] = field(default_factory=list)

    def shares(self) -> dict[str, Share]:
        """Measure -> share over the questions (and `entry_shown/<form>`), dialogues and turns."""
        return {name: found for name, values in self._values().items() if (found := share(values)) is not None}

    def _values(self) -> dict[str, list[float]]:
        questions = {name: values_of(self.scored, name) for name in MEASURES}
        forms = {
            f"entry_shown/{form}": values_of((s for s in self.scored if s.question.form == form), "entry_shown")
            for form in FORMS
        }
        lay = {f"lay_{name}": values_of(self.lay, f"entry_{name}") for name in ("first", "shown")}
        noise = {"noise_loss": [item.loss for item in self.spoilt]}
        turns = [float(not wrong) for held in self.held for wrong in held.wrong]
        return {
            **questions,
            **forms,
            **lay,
            **noise,
            "dialogues": [float(held.passed) for held in self.held],
            "turns": turns,
        }

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
    scored, lay = _asked(base, load_questions()), _asked(base, load_lay_words())
    held = [judge(dialogue, answers) for dialogue, answers in hold_dialogues(base, load_dialogues())]
    return Outcome(scored, held, measure_templates(), lay, _spoil(base, [*scored, *lay]))


def _asked(base: str, questions: Iterable[Question]) -> list[Scored]:
    return [score(question, answer) for question, answer in ask_questions(base, questions)]


def _spoil(base: str, asked: Iterable[Scored]) -> list[Spoilt]:
    """Every question in scope again, with two kinds of noise each."""
    wanted = [
        (kind, clean, clean.question.model_copy(update={"text": text}))
        for clean in asked
        if clean.question.in_scope
        for kind, text in variants(clean.question.text, _NOISES_EACH)
    ]
    answers = _asked(base, [question for _, _, question in wanted])
    return [Spoilt(kind, clean, noisy) for (kind, clean, _), noisy in zip(wanted, answers, strict=True)]


def sliced(scored: Iterable[Scored], key: Callable[[Scored], str]) -> dict[str, list[Scored]]:
    """The scored questions by `key`, in the order in which the keys first come."""
    found: dict[str, list[Scored]] = {}
    for item in scored:
        found.setdefault(key(item), []).append(item)
    return found
