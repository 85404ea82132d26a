"""What the gate needs of the other rooms, as it sees them. Tests and other engines fit in here."""

from __future__ import annotations

from typing import Protocol

from answers.message import Reply, Turn


class Bot(Protocol):
    """Understands a turn and answers it. Rasa stands behind it today."""

    async def turn(self, turn: Turn) -> Reply:
        """Raises api.bot_client.BotUnavailable when there is no valid answer in time."""

    async def close(self) -> None:
        """Gives connections back."""


class AnswersWithoutBot(Protocol):
    """Answers from the catalogue alone, for when the bot is away."""

    def answer_without_bot(self, turn: Turn) -> Reply:
        """A reply of catalogue search and contacts."""


class KnownPlace(Protocol):
    """A place that a conversation may be about."""

    @property
    def slug(self) -> str:
        """The name in addresses, `alesund`."""


class KnownPlaces(Protocol):
    """The places that a conversation may be about."""

    def resolve(self, value: str) -> KnownPlace | None:
        """The place for a slug, a kommunenummer or a region; None when unknown."""
