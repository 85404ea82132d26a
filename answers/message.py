"""What an answer is made of: the `Message` of the public contract, before button ids are minted.

Everything that speaks to people (the actions behind Rasa, the gate's own degraded answers, the command line)
speaks in these types, so that one validation at the gate covers all of them.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Language = Literal["nb", "nn", "en", "se"]
Role = Literal["citizen", "relative", "staff"]
Channel = Literal["chat", "voice"]
Kind = Literal[
    "welcome",
    "offer",
    "coordinator",
    "route",
    "next_of_kin",
    "definition",
    "contact",
    "rights",
    "referral",
    "status",
    "clarify",
    "fallback",
    "safety",
    "out_of_scope",
    "smalltalk",
    "handover",
]

Form = Literal[
    "soknad", "melding", "henvisning", "koordinator", "barnekoordinator", "callback", "status", "withdraw", "answer"
]
"""The forms of intake/forms.yaml."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class EntryRef(_Strict):
    """A catalogue entry that the answer rests on."""

    id: str
    name: str
    owner: str
    area: str
    status: Literal["existing", "project", "proposed", "ended"]
    as_of: str | None


class SourceRef(_Strict):
    """Where a fact stands: document title, first and last line (1-based), and how old the statement is."""

    document: str
    lines: tuple[int, int]
    as_of: str | None


class Choice(_Strict):
    """A button before the gate has minted an id for it: `payload` never leaves our own processes."""

    title: str
    payload: str


class Asks(_Strict):
    """The single thing that the assistant now waits for."""

    slot: str
    optional: bool = False
    input: Literal["text", "tel", "email", "choice"] = "text"


class Message(_Strict):
    """One bubble. `text` is plain text and complete in itself."""

    text: str
    spoken: str | None = None
    language: Language
    kind: Kind
    entries: list[EntryRef] = Field(default_factory=list)
    sources: list[SourceRef] = Field(default_factory=list)
    choices: list[Choice] = Field(default_factory=list)
    asks: Asks | None = None


class Wish(_Strict):
    """What a person wants to send, or which case to look at. `form` None: they have to be asked. `service` is a catalogue id."""

    form: Form | None = None
    service: str | None = None
    municipality: str | None = None


class DialogueContext(_Strict):
    """What the next turn must know of this one. The gate stores it; no process keeps it in memory.

    `pending_text` is the (redacted) question that waits for a municipality; `shown` are the ids of the entries last shown,
    best first; `last_text` the last answer, for "gjenta" and "si det enklere"; `first_text` and `first_shown` the first one. `wish` asks the gate to open a form below this reply.
    `intake` is the open form: the gate takes it out of every Turn and puts it back, so that no answer of a form leaves intake/.
    """

    shown: list[str] = Field(default_factory=list)
    topic: str | None = None
    pending_text: str | None = None
    pending_topic: str | None = None
    last_text: str | None = None
    first_text: str | None = None
    first_shown: list[str] = Field(default_factory=list)
    last_question: str | None = None
    asked_municipality: bool = False
    municipality: str | None = None
    wish: Wish | None = None
    intake: dict[str, Any] | None = None


class Turn(_Strict):
    """One message of a person, as the gate hands it on: redacted, at most 1,000 characters, leading `/` neutralised."""

    conversation_id: str
    text: str
    language: Language = "nb"
    municipality: str | None = None
    role: Role = "citizen"
    channel: Channel = "chat"
    context: DialogueContext = Field(default_factory=DialogueContext)


class Reply(_Strict):
    """What a turn gives back. `municipality` is set when the person named one for the rest of the conversation."""

    messages: list[Message]
    context: DialogueContext
    municipality: str | None = None
