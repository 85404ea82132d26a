"""The gate's side of "a turn": one HTTP call to Rasa's REST channel, and the check of what comes back.

Rasa is treated as an untrusted part: a reply that is not exactly a `Reply` of the contract counts as no reply.
"""

from __future__ import annotations

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import to_json

from answers.message import Reply, Turn
from api.reply_check import broken_rule
from wire import Broken, Calls, Late, TooLarge

_MAX_REPLY_BYTES = 262_144
_IDLE_SECONDS = 3.0
"""Shorter than the five seconds after which Rasa's server closes an idle connection."""


class BotUnavailable(Exception):
    """No valid reply in time. `reason` is one of: unreachable, timeout, status, too_large, empty, invalid."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class _Said(BaseModel):
    """One message on Rasa's channel; ours are custom JSON, read as `Reply` in the same pass."""

    custom: Reply | None = None


_ANSWER: TypeAdapter[list[_Said]] = TypeAdapter(list[_Said])


class BotClient:
    """A client of one Rasa server. `connections`: turns that Rasa is asked at once."""

    def __init__(self, url: str, timeout: float, connections: int) -> None:
        self._timeout = timeout
        self._calls = Calls(
            f"{url.rstrip('/')}/webhooks/rest/webhook",
            {},
            connections=connections,
            idle=_IDLE_SECONDS,
            most_bytes=_MAX_REPLY_BYTES,
        )

    async def turn(self, turn: Turn) -> Reply:
        """The reply to one turn. Raises BotUnavailable."""
        told = {"sender": turn.conversation_id, "message": turn.text, "metadata": {"turn": turn}}
        try:
            answer = await self._calls.post(to_json(told), self._timeout)
        except Late:
            raise BotUnavailable("timeout") from None
        except TooLarge:
            raise BotUnavailable("too_large") from None
        except Broken:
            raise BotUnavailable("unreachable") from None
        return read_reply(answer.status, answer.body)

    async def close(self) -> None:
        """Closes what is open."""
        await self._calls.close()


def read_reply(status: int, body: bytes) -> Reply:
    """The one `Reply` in Rasa's answer [{"recipient_id": ..., "custom": {...}}]. Raises BotUnavailable."""
    if status != 200:
        raise BotUnavailable("status")
    try:
        replies = [said.custom for said in _ANSWER.validate_json(body) if said.custom is not None]
    except ValidationError:
        raise BotUnavailable("invalid") from None
    if not replies:
        raise BotUnavailable("empty")
    if len(replies) != 1 or broken_rule(replies[0]) is not None:
        raise BotUnavailable("invalid")
    return replies[0]
