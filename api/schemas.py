"""The shapes of the public contract: what comes in (nothing undeclared is accepted) and what goes out."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from answers.message import Asks, Channel, EntryRef, Kind, Language, Role, SourceRef

MESSAGE_ID = r"^[A-Za-z0-9][A-Za-z0-9_.:\-]{0,63}$"
BUTTON_ID = r"^[A-Za-z0-9_\-]{1,64}$"


class Strict(BaseModel):
    """Refuses fields that the contract does not name."""

    model_config = ConfigDict(extra="forbid")


class ConversationIn(Strict):
    """How a conversation starts. `municipality`: slug, kommunenummer or the region nord-norge."""

    municipality: Annotated[str, Field(min_length=1, max_length=60)] | None = None
    role: Role | None = None
    language: Language | None = None
    channel: Channel | None = None


class MessageIn(Strict):
    """What a person says: a text, or a button that the conversation was shown. `text` is measured after cleaning."""

    text: str | None = None
    button: Annotated[str, Field(pattern=BUTTON_ID)] | None = None
    message_id: Annotated[str, Field(pattern=MESSAGE_ID)] | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.text is None) == (self.button is None):
            raise ValueError("give either text or button")
        return self


class FeedbackIn(Strict):
    """Whether the message at `message_index` of the transcript helped."""

    message_index: int = Field(ge=0, le=100_000)
    helpful: bool
    comment: Annotated[str, Field(max_length=4_000)] | None = None


class Button(Strict):
    """A button as the public sees it: its id is minted for this conversation."""

    id: str
    title: str


class PublicMessage(Strict):
    """The Message of the contract. `spoken` is left out where nobody listens."""

    text: str
    spoken: str | None = Field(default=None, exclude_if=lambda spoken: spoken is None)
    language: Language
    kind: Kind
    entries: list[EntryRef] = Field(default_factory=list)
    sources: list[SourceRef] = Field(default_factory=list)
    buttons: list[Button] = Field(default_factory=list)
    asks: Asks | None = None


class ConversationOut(Strict):
    """A new conversation. The token is shown this once."""

    conversation_id: str
    token: str
    municipality: str | None
    messages: list[PublicMessage]


class AnswerOut(Strict):
    """The answer to one message."""

    conversation_id: str
    language: Language
    messages: list[PublicMessage]


class TranscriptLine(Strict):
    """One line of the transcript. A person's line has only a redacted `text`; ours are whole Messages."""

    index: int
    at: datetime
    sender: Literal["person", "assistant"] = Field(serialization_alias="from")
    text: str
    message: PublicMessage | None = None


class TranscriptOut(Strict):
    """Everything that is stored of a conversation."""

    conversation_id: str
    municipality: str | None
    role: Role
    language: Language
    channel: Channel
    created_at: datetime
    messages: list[TranscriptLine]
