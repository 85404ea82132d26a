"""The forms as data: slots, and for each form its questions in order with the conditions under which they are asked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from referrals.kinds import Kind

CASE_FORMS = ("status", "withdraw", "answer")
"""Forms about a case that was sent before."""
CONFIRM = "confirm"
Reads = Literal[
    "place", "choice", "text", "day", "interpreter", "name", "phone", "email", "birth_year", "reference", "secret"
]
FREE_TEXT: frozenset[Reads] = frozenset({"text"})


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Slot(_Strict):
    """How an answer is read, and which field a client shows. Lengths in characters."""

    reads: Reads
    input: Literal["text", "tel", "email", "choice"] = "text"
    options: tuple[str, ...] = ()
    least: int = 1
    most: int = 4_000


class Step(_Strict):
    """One question of a form."""

    slot: str
    optional: bool = False
    options: tuple[str, ...] = ()
    when: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    without: str | None = None

    def applies(self, answers: Mapping[str, str]) -> bool:
        """Whether it is asked, after what was answered before."""
        wanted = all(answers.get(slot) in values for slot, values in self.when.items())
        return wanted and (self.without is None or self.without not in answers)


class Forms(_Strict):
    """The content of forms.yaml."""

    slots: dict[str, Slot]
    forms: dict[str, tuple[Step, ...]]
    relations: dict[str, str]

    @model_validator(mode="after")
    def _whole(self) -> Forms:
        used = {step.slot for steps in self.forms.values() for step in steps}
        if not used <= set(self.slots) or set(self.forms) != {*map(str, Kind), *CASE_FORMS}:
            raise ValueError("forms.yaml names a slot or a form that does not exist")
        return self

    def steps(self, form: str, answers: Mapping[str, str]) -> list[Step]:
        """The questions of a form that apply to these answers, in order."""
        return [step for step in self.forms[form] if step.applies(answers)]

    def step(self, form: str, slot: str, answers: Mapping[str, str]) -> Step | None:
        """The question for a slot, None where the form does not ask it now."""
        return next((step for step in self.steps(form, answers) if step.slot == slot), None)

    def options(self, step: Step) -> tuple[str, ...]:
        """The options of a question, in the order they are shown."""
        return step.options or self.slots[step.slot].options


@lru_cache(maxsize=1)
def load_forms() -> Forms:
    """The forms of forms.yaml. Raises pydantic.ValidationError."""
    raw = yaml.safe_load((Path(__file__).parent / "forms.yaml").read_text(encoding="utf-8"))
    return Forms.model_validate(raw)
