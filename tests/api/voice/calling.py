"""Calls in tests: a desk with engines of the test's own, and reading that can never block for long."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.testclient import WebSocketTestSession
from starlette.websockets import WebSocketDisconnect

from api.settings import Settings
from api.voice.desk import VoiceDesk
from tests.voice.fakes import Spoken
from voice.engines import Engines
from voice.stt.base import SpeechToText

_SECONDS = 20.0


class Ready(Engines):
    """Engines that lack nothing."""

    def faults(self) -> list[str]:
        return []


def seat_with(app: FastAPI, settings: Settings, recogniser: SpeechToText) -> VoiceDesk:
    """The app's desk from now on: this recogniser, and a voice whose sound is the text."""
    gate = app.state.gate
    desk = VoiceDesk(settings, gate.catalogue, Ready(recogniser, Spoken()))
    object.__setattr__(gate, "voice", desk)
    return desk


def begin(client: TestClient) -> tuple[str, str]:
    """Path of the socket and token of a new conversation."""
    reply = client.post("/api/v1/conversations", json={"municipality": "alesund"}).json()
    return f"/api/v1/conversations/{reply['conversation_id']}/voice", reply["token"]


def receive(socket: WebSocketTestSession) -> dict[str, Any]:
    """The next frame. Raises TimeoutError when none comes."""
    pool = ThreadPoolExecutor(1)
    try:
        return dict(pool.submit(socket.receive).result(_SECONDS))
    finally:
        pool.shutdown(wait=False)


def until(socket: WebSocketTestSession, kind: str) -> dict[str, Any]:
    """The next event of a kind; others and sound are passed over. Raises WebSocketDisconnect, TimeoutError, AssertionError."""
    for _ in range(400):
        message = receive(socket)
        if message["type"] == "websocket.close":
            raise WebSocketDisconnect(message.get("code", 1000))
        if message.get("text"):
            event: dict[str, Any] = json.loads(message["text"])
            if event["type"] == kind:
                return event
    raise AssertionError(f"no {kind}")
