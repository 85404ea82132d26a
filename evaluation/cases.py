"""What is asked and what is expected: the shapes of questions/*.yaml, lay_words/*.yaml and dialogues/*.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

FOLDER = Path(__file__).parent
Form = Literal["bokmål", "nynorsk", "dialect", "english", "keyword", "noisy"]
Asker = Literal["citizen", "relative", "staff"]
Class = Literal[
    "happy path",
    "correction",
    "digression",
    "cancellation",
    "chitchat",
    "disambiguation",
    "invalid input",
    "negation",
    "repeat",
]
LANGUAGE_OF: dict[str, str] = {"bokmål": "nb", "nynorsk": "nn", "english": "en"}
"""The language an answer must have. Dialect, key words and noisy text do not tell bokmål from nynorsk: not scored."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Question(_Strict):
    """One question, asked in a conversation of its own.

    `entries`: catalogue ids of which one must be shown; empty = out of scope, nothing may be offered as an answer.
    `facts`: phrases the answer must contain; `a|b` means either. `kinds`: the message kinds that are right.
    """

    id: str
    text: str = Field(min_length=1, max_length=1000)
    municipality: str | None
    form: Form
    asker: Asker
    entries: list[str]
    facts: list[str] = Field(default_factory=list)
    kinds: list[str] = Field(min_length=1)

    @property
    def in_scope(self) -> bool:
        """Whether the catalogue has the answer."""
        return bool(self.entries)


class Expectation(_Strict):
    """What one turn's answer must be like; what is not said is not checked.

    `entry` is the first entry, `shown` any of the entries, `contains` phrases that all must stand there; in each of them `a|b`
    means either. `asks`: the slot that is waited for ("nothing" = none). `repeats`: the number (1-based) of the earlier turn whose
    text comes again. `status`: HTTP status.
    """

    kinds: list[str] = Field(default_factory=list)
    entry: str | None = None
    shown: str | None = None
    contains: list[str] = Field(default_factory=list)
    absent: list[str] = Field(default_factory=list)
    language: str | None = None
    asks: str | None = None
    repeats: int | None = None
    status: int = 200


class Turn(_Strict):
    """What the person does: writes `say` (`times` in a row, to make a text too long) or presses the button titled `press`."""

    say: str | None = None
    press: str | None = None
    times: int = 1
    expect: Expectation

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.say is None) == (self.press is None):
            raise ValueError("give either say or press")
        return self


class Dialogue(_Strict):
    """One conversation of some turns; a form takes a dozen. `class` is CALM's taxonomy."""

    id: str
    class_: Class = Field(alias="class")
    language: Literal["nb", "nn", "en"]
    municipality: str | None
    asker: Asker
    turns: list[Turn] = Field(min_length=2, max_length=14)


def _read(folder: str) -> list[Any]:
    return [
        item
        for path in sorted((FOLDER / folder).glob("*.yaml"))
        for item in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def load_questions() -> list[Question]:
    """All questions. Raises pydantic.ValidationError on the first fault."""
    return [Question.model_validate(item) for item in _read("questions")]


def load_lay_words() -> list[Question]:
    """Needs told in everyday words: only the entries count, whatever kind of answer shows them."""
    return [Question.model_validate({**item, "kinds": ["offer"]}) for item in _read("lay_words")]


def load_dialogues() -> list[Dialogue]:
    """All dialogues. Raises pydantic.ValidationError on the first fault."""
    return [Dialogue.model_validate(item) for item in _read("dialogues")]
