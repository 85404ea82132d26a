"""What a spoken conversation needs of others: something that carries it, and something that answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from voice.audio import Sound


@dataclass(frozen=True)
class Said:
    """What the assistant answers. `spoken`: one text a message, still with figures; `shown` goes to a screen as it is.

    `kind`: of the last message, as the contract names it.
    """

    spoken: Sequence[str]
    language: str
    waits_for: str | None = None
    choices: Sequence[str] = ()
    shown: Any = None
    kind: str | None = None


class Assistant(Protocol):
    """The rest of the house, as a voice sees it."""

    async def answer(self, text: str) -> Said:
        """The answer to words that count as said."""

    def in_danger(self, text: str) -> bool:
        """Whether the safety rules answer this text. Quick: asked at every partial."""

    def language(self) -> str:
        """The language to listen and speak in now."""


class Line(Protocol):
    """What carries the conversation: a browser's socket, a telephone."""

    async def event(self, kind: str, **values: Any) -> None:
        """Tells the other end something."""

    async def sound(self, sound: Sound) -> None:
        """Plays a piece after those before it."""
