"""A bot that says what the test wants, and remembers what it was asked."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from answers.message import Asks, Choice, Message, Reply, SourceRef, Turn
from api.bot_client import BotUnavailable

SOURCE = SourceRef(document="Plan", lines=(1, 2), as_of="2016-01")


def reply_to(turn: Turn, text: str = "Svar", **changes: object) -> Reply:
    """A valid reply with a source."""
    message = Message(text=text, language=turn.language, kind="offer", sources=[SOURCE])
    return Reply(
        messages=[message.model_copy(update=changes)], context=turn.context.model_copy(update={"last_text": text})
    )


@dataclass
class ScriptedBot:
    """Answers every turn with `says` and the given choices, after `delay` seconds; fails when `broken` names a reason."""

    says: str = "Svar"
    choices: list[Choice] = field(default_factory=list)
    municipality: str | None = None
    delay: float = 0.0
    broken: str | None = None
    asks: Asks | None = None
    asked: list[Turn] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0

    async def turn(self, turn: Turn) -> Reply:
        """The scripted reply. Counts how many turns it holds at once."""
        self.asked.append(turn)
        self.at_once += 1
        self.most_at_once = max(self.at_once, self.most_at_once)
        try:
            await asyncio.sleep(self.delay)
        finally:
            self.at_once -= 1
        if self.broken is not None:
            raise BotUnavailable(self.broken)
        return reply_to(turn, self.says, choices=self.choices, asks=self.asks).model_copy(
            update={"municipality": self.municipality}
        )

    async def close(self) -> None:
        """Nothing to give back."""
