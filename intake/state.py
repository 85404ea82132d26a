"""What a form knows so far. It lies in the conversation's sealed context and nowhere else, and goes when the form ends."""

from __future__ import annotations

import secrets
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field

from answers.message import Message


def new_draft() -> str:
    """A random name for one filling-in of a form; the idempotency key of what comes of it."""
    return secrets.token_hex(16)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class FormState(_Strict):
    """An open form. `form` is None until the kind is known. `answers` are canonical values by slot.

    `given` are the slots that the person answered, in order; `pending` is the slot asked last (`confirm`: the summary);
    `attempted` is what was handed in when the outcome stayed unknown.
    """

    form: str | None
    draft: str = Field(default_factory=new_draft)
    answers: dict[str, str] = Field(default_factory=dict)
    skipped: list[str] = Field(default_factory=list)
    given: list[str] = Field(default_factory=list)
    service: str | None = None
    role: str = "citizen"
    pending: str | None = None
    attempted: dict[str, Any] | None = None

    def with_answer(self, slot: str, value: str) -> FormState:
        """The state with one answer given or changed."""
        return self.model_copy(
            update={
                "answers": {**self.answers, slot: value},
                "skipped": [name for name in self.skipped if name != slot],
                "given": [*(name for name in self.given if name != slot), slot],
            }
        )

    def with_skipped(self, slot: str) -> FormState:
        """The state with one question left out; an answer given before goes."""
        left = {name: value for name, value in self.answers.items() if name != slot}
        given = [name for name in self.given if name != slot]
        return self.model_copy(update={"answers": left, "given": given, "skipped": [*self.skipped, slot]})


class Sent(_Strict):
    """What was sent last: the draft and its receipt, so that a second confirmation shows the same."""

    draft: str
    receipt: Message


class ShownTexts(_Strict):
    """The texts of the last answer, where they differ from what is stored of it. `key` is the message they answered."""

    texts: list[str]
    key: str | None = None


class IntakeState(_Strict):
    """All that intake keeps in a conversation.

    `sent`: what was sent last. `wrong_at`: ISO times of references and secrets that did not fit. `shown`: what
    the last answer said, while the form is open.
    """

    form: FormState | None = None
    sent: Sent | None = None
    wrong_at: list[str] = Field(default_factory=list)
    shown: ShownTexts | None = None

    @classmethod
    def read(cls, kept: dict[str, Any] | None) -> Self:
        """From the context. Raises pydantic.ValidationError."""
        return cls.model_validate(kept or {})

    def kept(self) -> dict[str, Any] | None:
        """For the context; None when there is nothing to keep."""
        return self.model_dump(mode="json", exclude_defaults=True) or None
