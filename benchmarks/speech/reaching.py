"""Do spoken questions reach the entry that the written ones reach? Asked of the real stack, each in a conversation of its own."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.speech.hearing import Heard
from evaluation.cases import Question
from evaluation.run import ask_questions


@dataclass(frozen=True)
class Reach:
    """Of `asked` questions whose written form shows an entry: how many show the same first, as heard and as repaired."""

    asked: int
    raw: int
    repaired: int

    @property
    def loss_mended(self) -> float:
        """Which share of what hearing lost the repair brought back."""
        return (self.repaired - self.raw) / lost if (lost := self.asked - self.raw) else 1.0


def first_entries(base: str, questions: list[Question]) -> list[str]:
    """The first entry of each answer; "" for an answer without one."""
    return [next(iter(answer.entry_ids), "") for _, answer in ask_questions(base, questions)]


def reach(base: str, heard: list[Heard]) -> Reach:
    """Clips without a question are left out."""
    asked = [(each, each.clip.question) for each in heard if each.clip.question is not None]
    written = first_entries(base, [question for _, question in asked])
    known = [pair for pair, entry in zip(asked, written, strict=True) if entry]
    right = [entry for entry in written if entry]
    found = {}
    for form in ("text", "repaired"):
        texts = [getattr(each, form) or "-" for each, _ in known]
        said = [question.model_copy(update={"text": text}) for text, (_, question) in zip(texts, known, strict=True)]
        found[form] = sum(a == b for a, b in zip(first_entries(base, said), right, strict=True))
    return Reach(len(known), found["text"], found["repaired"])
