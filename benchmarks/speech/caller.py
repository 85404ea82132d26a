"""A caller without a mouth: streams clips to the gate's socket as fast as a person speaks, hands free, and takes times."""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import suppress
from dataclasses import dataclass, field

import httpx
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.speakers import Unanswered
from benchmarks.speech.clips import Clip
from voice.audio import HEARING_RATE, to_pcm

_PIECE_SECONDS = 0.1
_PIECE_BYTES = round(_PIECE_SECONDS * HEARING_RATE) * 2
_MOST_SECONDS = 60.0


@dataclass
class Turn:
    """Seconds from the last sample of speech to each event, by kind. `sound` is what the person hears first."""

    after: dict[str, float] = field(default_factory=dict)

    @property
    def read_back(self) -> bool:
        """Whether what was heard was read back instead of answered."""
        return "confirm" in self.after


async def speak(base: str, clip: Clip) -> Turn:
    """One question in a conversation of its own. Raises Unanswered when no sound comes."""
    async with httpx.AsyncClient(base_url=f"{base}/api/v1", timeout=20, trust_env=False) as http:
        place = clip.question.municipality if clip.question else None
        reply = await http.post("/conversations", json={"municipality": place} if place else {})
        if reply.status_code != 201:
            raise Unanswered(f"status {reply.status_code}: {reply.text[:200]}")
        started = reply.json()
    address = f"{base}/api/v1/conversations/{started['conversation_id']}/voice".replace("http", "ws", 1)
    async with asyncio.timeout(clip.seconds + _MOST_SECONDS), connect(address, max_size=None, proxy=None) as socket:
        await socket.send(json.dumps({"type": "hello", "token": started["token"], "hands_free": True}))
        await _until(socket, Turn(), "ready", time.perf_counter())
        return await _stream(socket, clip)


async def _stream(socket: ClientConnection, clip: Clip) -> Turn:
    """The clip and then silence, in real time, until the first sound of the answer."""
    turn, began = Turn(), time.perf_counter()
    listening = asyncio.create_task(_until(socket, turn, "sound", began + clip.seconds))
    pcm, at = to_pcm(clip.samples), 0
    while not listening.done():
        piece = pcm[at * _PIECE_BYTES : (at + 1) * _PIECE_BYTES]
        await socket.send(piece.ljust(_PIECE_BYTES, b"\0"))
        at += 1
        await asyncio.sleep(max(0.0, began + at * _PIECE_SECONDS - time.perf_counter()))
    with suppress(asyncio.CancelledError):
        await listening
    return turn


async def _until(socket: ClientConnection, turn: Turn, kind: str, end: float) -> None:
    """Notes every event until one of `kind`. Raises Unanswered for a problem, or when nothing was heard."""
    async for message in socket:
        if isinstance(message, bytes):
            continue
        event = json.loads(message)
        turn.after[event["type"]] = time.perf_counter() - end
        if event["type"] == kind:
            return
        if event["type"] in ("problem", "nothing", "voiceless"):
            raise Unanswered(f"{event['type']}: {event.get('slug', '')}")
    raise Unanswered("the socket closed")
