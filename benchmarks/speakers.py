"""One person at a time talks to one of the compared servers: past the gate to Rasa's REST channel, or through the gate."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import uuid4

import httpx


class Unanswered(RuntimeError):
    """A server gave something that is no answer."""


class Speaker(Protocol):
    """One conversation."""

    async def say(self, text: str) -> None:
        """Returns when the answer is there. Raises Unanswered or httpx.HTTPError."""


class Server(Protocol):
    """Where conversations are begun."""

    async def begin(self, client: httpx.AsyncClient, municipality: str) -> Speaker:
        """A new conversation."""


@dataclass
class _RestSpeaker:
    """Rasa's own channel. What our actions need of a turn is sent along and taken back, as the gate does."""

    client: httpx.AsyncClient
    address: str
    municipality: str
    name: str = field(default_factory=lambda: uuid4().hex)
    context: dict[str, Any] = field(default_factory=dict)

    async def say(self, text: str) -> None:
        turn = {"conversation_id": self.name, "text": text, "municipality": self.municipality, "context": self.context}
        body = {"sender": self.name, "message": text, "metadata": {"turn": turn}}
        response = await self.client.post(f"{self.address}/webhooks/rest/webhook", json=body)
        answers = response.json() if response.status_code == 200 else []
        replies = [answer["custom"] for answer in answers if "custom" in answer]
        if not replies:
            raise Unanswered(f"status {response.status_code}: {response.text[:200]}")
        self.context = replies[-1]["context"]


@dataclass(frozen=True)
class RestServer:
    """A Rasa server."""

    address: str

    async def begin(self, client: httpx.AsyncClient, municipality: str) -> Speaker:
        """A new sender; Rasa hears of it with the first message."""
        return _RestSpeaker(client, self.address, municipality)


@dataclass(frozen=True)
class _GateSpeaker:
    client: httpx.AsyncClient
    address: str
    head: dict[str, str]

    async def say(self, text: str) -> None:
        response = await self.client.post(self.address, json={"text": text}, headers=self.head)
        if response.status_code != 200 or not response.json()["messages"]:
            raise Unanswered(f"status {response.status_code}: {response.text[:200]}")


@dataclass(frozen=True)
class GateServer:
    """Veiviser's gate."""

    address: str

    async def begin(self, client: httpx.AsyncClient, municipality: str) -> Speaker:
        """A conversation of the public interface."""
        response = await client.post(f"{self.address}/api/v1/conversations", json={"municipality": municipality})
        if response.status_code != 201:
            raise Unanswered(f"status {response.status_code}: {response.text[:200]}")
        started = response.json()
        address = f"{self.address}/api/v1/conversations/{started['conversation_id']}/messages"
        return _GateSpeaker(client, address, {"Authorization": f"Bearer {started['token']}"})
