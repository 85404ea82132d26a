"""The gate's side of "a turn": one HTTP call to Rasa's REST channel, and the check of what comes back.

Rasa is treated as an untrusted part: a reply that is not exactly a `Reply` of the contract counts as no reply. The call is made with
httpcore, the transport below httpx: one fixed address on loopback needs neither redirects, cookies nor proxies, and they cost half a
millisecond of processor time a call.
"""

from __future__ import annotations

import asyncio
import json

import httpcore
from pydantic import ValidationError

from answers.message import Reply, Turn
from api.reply_check import broken_rule

_MAX_REPLY_BYTES = 262_144
_JSON = [("Content-Type", "application/json")]
_IDLE_SECONDS = 5.0


class BotUnavailable(Exception):
    """No valid reply in time. `reason` is one of: unreachable, timeout, status, too_large, empty, invalid."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class BotClient:
    """A pooled client of one Rasa server."""

    def __init__(self, url: str, timeout: float, connections: int) -> None:
        self._url, self._timeout = f"{url.rstrip('/')}/webhooks/rest/webhook", timeout
        self._pool = httpcore.AsyncConnectionPool(
            max_connections=connections, max_keepalive_connections=connections, keepalive_expiry=_IDLE_SECONDS
        )

    async def turn(self, turn: Turn) -> Reply:
        """The reply to one turn. Raises BotUnavailable."""
        told = {
            "sender": turn.conversation_id,
            "message": turn.text,
            "metadata": {"turn": turn.model_dump(mode="json")},
        }
        body = json.dumps(told, ensure_ascii=False).encode()
        try:
            async with asyncio.timeout(self._timeout):
                response = await self._pool.request("POST", self._url, headers=_JSON, content=body)
        except TimeoutError:
            raise BotUnavailable("timeout") from None
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException):
            raise BotUnavailable("unreachable") from None
        return read_reply(response.status, response.content)

    async def close(self) -> None:
        """Closes the pool."""
        await self._pool.aclose()


def read_reply(status: int, body: bytes) -> Reply:
    """The one `Reply` in Rasa's answer [{"recipient_id": ..., "custom": {...}}]. Raises BotUnavailable."""
    if status != 200:
        raise BotUnavailable("status")
    if len(body) > _MAX_REPLY_BYTES:
        raise BotUnavailable("too_large")
    try:
        customs = [answer["custom"] for answer in json.loads(body) if "custom" in answer]
        if not customs:
            raise BotUnavailable("empty")
        reply = Reply.model_validate(customs[0])
    except (ValueError, TypeError, KeyError, ValidationError):
        raise BotUnavailable("invalid") from None
    if len(customs) != 1 or broken_rule(reply) is not None:
        raise BotUnavailable("invalid")
    return reply
