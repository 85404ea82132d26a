"""What the form's buttons carry. They never leave the house: a client gets minted ids (api/messages.py)."""

from __future__ import annotations

import json
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

_PREFIX = "/intake"
Do = Literal["start", "answer", "skip", "cancel", "confirm", "change", "proceed"]


class Press(BaseModel):
    """A pressed button. `draft` is the form that it belongs to; `value` an answer, or the form to start."""

    model_config = ConfigDict(extra="forbid")

    do: Do
    draft: str | None = None
    slot: str | None = None
    value: str | None = None

    def payload(self) -> str:
        """As it stands in a Choice."""
        return _PREFIX + json.dumps(self.model_dump(exclude_none=True), ensure_ascii=False)


def read_press(payload: str) -> Press | None:
    """The press of a payload; None for buttons of other rooms."""
    if not payload.startswith(_PREFIX + "{"):
        return None
    try:
        return Press.model_validate_json(payload.removeprefix(_PREFIX))
    except ValidationError:
        return None
