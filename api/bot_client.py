"""The gate's side of "a turn": one HTTP call to Rasa's REST channel, and the check of what comes back.

Rasa is treated as an untrusted part: a reply that is not exactly a `Reply` of the contract counts as no reply.
"""

from __future__ import annotations

import asyncio

import httpx
from pydantic import ValidationError

from answers.message import Reply, Turn
from api.reply_check import broken_rule

_MAX_REPLY_BYTES = 262_144


class BotUnavailable(Exception):
    """No valid reply in time. `reason` is one of: unreachable, timeout, status, too_large, empty, invalid."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class BotClient:
    """A pooled client of one Rasa server."""

    def __init__(self, url: str, timeout: float, connections: int) -> None:
        self._timeout = timeout  # httpx counts each read for itself; this is the whole call
        limits = httpx.Limits(max_connections=connections, max_keepalive_connections=connections)
        self._client = httpx.AsyncClient(base_url=url, timeout=timeout, limits=limits, trust_env=False)

    async def turn(self, turn: Turn) -> Reply:
        """The reply to one turn. Raises BotUnavailable."""
        body = {
            "sender": turn.conversation_id,
            "message": turn.text,
            "metadata": {"turn": turn.model_dump(mode="json")},
        }
        try:
            async with asyncio.timeout(self._timeout):
                response = await self._client.post("/webhooks/rest/webhook", json=body)
        except (httpx.TimeoutException, TimeoutError):
            raise BotUnavailable("timeout") from None
        except httpx.HTTPError:
            raise BotUnavailable("unreachable") from None
        return read_reply(response)

    async def close(self) -> None:
        """Closes the pool."""
        await self._client.aclose()


def read_reply(response: httpx.Response) -> Reply:
    """The one `Reply` in Rasa's answer [{"recipient_id": ..., "custom": {...}}]. Raises BotUnavailable."""
    if response.status_code != 200:
        raise BotUnavailable("status")
    if len(response.content) > _MAX_REPLY_BYTES:
        raise BotUnavailable("too_large")
    try:
        answers = response.json()
        customs = [answer["custom"] for answer in answers if "custom" in answer]
        if not customs:
            raise BotUnavailable("empty")
        reply = Reply.model_validate(customs[0])
    except (ValueError, TypeError, KeyError, ValidationError):
        raise BotUnavailable("invalid") from None
    if len(customs) != 1 or broken_rule(reply) is not None:
        raise BotUnavailable("invalid")
    return reply
