"""Talking to the app over HTTP, without a network."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from api.app import create_app
from api.gate import Gate
from api.ports import Bot
from api.settings import Settings

API = "/api/v1/conversations"


@dataclass
class Conversation:
    """A started conversation, as its client knows it."""

    id: str
    token: str
    first: dict[str, Any]

    @property
    def path(self) -> str:
        """Its address."""
        return f"{API}/{self.id}"

    @property
    def headers(self) -> dict[str, str]:
        """What unlocks it."""
        return {"Authorization": f"Bearer {self.token}"}


@dataclass
class Talk:
    """A client of one app."""

    http: httpx.AsyncClient
    gate: Gate

    async def start(self, **wanted: str) -> Conversation:
        """A new conversation."""
        answer = await self.http.post(API, json=wanted)
        assert answer.status_code == 201, answer.text
        body = answer.json()
        return Conversation(body["conversation_id"], body["token"], body)

    async def say(self, conversation: Conversation, text: str | None = None, **more: Any) -> httpx.Response:
        """Sends a message; `more` are other fields of the body."""
        body = {**({} if text is None else {"text": text}), **more}
        return await self.http.post(f"{conversation.path}/messages", json=body, headers=conversation.headers)

    async def transcript(self, conversation: Conversation) -> list[dict[str, Any]]:
        """The lines as stored."""
        answer = await self.http.get(conversation.path, headers=conversation.headers)
        assert answer.status_code == 200, answer.text
        lines: list[dict[str, Any]] = answer.json()["messages"]
        return lines


@asynccontextmanager
async def talking(settings: Settings, bot: Bot | None = None, **headers: str) -> AsyncIterator[Talk]:
    """The app of these settings, started and stopped as a server would."""
    app = create_app(settings, bot)
    transport = httpx.ASGITransport(app, client=("192.0.2.1", 50000))
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://gate", headers=headers) as http,
    ):
        yield Talk(http, app.state.gate)
