"""One socket, from its first frame to its end. A frame is JSON with a `type`, or binary sound (16-bit mono PCM, 16 kHz)."""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import suppress
from typing import Any

from anyio.to_thread import run_sync
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.websockets import WebSocket, WebSocketDisconnect

from api.gate import Gate
from api.logs import log, where
from api.problems import Problem
from api.store import Conversation
from api.texts import in_language, load_texts
from api.voice.assistant import GateAssistant
from api.voice.line import SocketLine
from voice.audio import HEARING_RATE
from voice.detector import SileroDetector
from voice.session import VoiceSession
from voice.utterances import Utterances

_FIRST_FRAME_SECONDS = 10.0
_LARGEST_FRAME = 65_536
_AHEAD_SECONDS = 10.0
"""How much more sound may come than time went by: a slow network catches up, a file poured in does not."""
_TOKEN_MAX = 128


class Hello(BaseModel):
    """The first frame. `hands_free`: pauses end a turn; otherwise the button does, and the transcript is shown to be corrected."""

    model_config = ConfigDict(extra="forbid")

    type: str = Field(pattern="^hello$")
    token: str = Field(min_length=1, max_length=_TOKEN_MAX)
    hands_free: bool = False
    rate: int = HEARING_RATE
    encoding: str = "pcm16"


class Call:
    """Takes one socket through its life. Every fault is an event with words in the person's language; the chat goes on in writing."""

    def __init__(self, socket: WebSocket, conversation_id: str, gate: Gate) -> None:
        self._socket, self._id, self._gate = socket, conversation_id, gate
        self._line = SocketLine(socket)
        self._language = "nb"
        self._began = time.monotonic()
        self._heard_bytes = 0

    async def take(self) -> None:
        """Until either side hangs up."""
        await self._socket.accept()
        try:
            hello, conversation = await self._unlock()
            with self._gate.voice.seat(self._id):
                await self._talk(hello, conversation)
        except Problem as problem:
            await self._tell(problem.slug)
        except (WebSocketDisconnect, TimeoutError):
            pass
        except Exception as error:
            log.error("voice_failed", error=type(error).__name__, where=where(error))
            await self._tell("internal")
        with suppress(RuntimeError):
            await self._socket.close()

    async def _unlock(self) -> tuple[Hello, Conversation]:
        async with asyncio.timeout(_FIRST_FRAME_SECONDS):
            first = await self._socket.receive_text()
        try:
            hello = Hello.model_validate_json(first)
        except ValidationError:
            raise Problem("unauthorised") from None
        if not self._id.isalnum():
            raise Problem("not-found")
        conversation = await run_sync(self._gate.conversations.unlock, self._id, hello.token)
        self._language = conversation.language
        address = self._socket.client.host if self._socket.client else "unknown"
        await self._gate.limits.speaking(conversation.id, address)
        if hello.rate != HEARING_RATE or hello.encoding != "pcm16":
            raise Problem("voice-wrong-sound")
        if await run_sync(lambda: self._gate.voice.faults):
            raise Problem("voice-missing")
        return hello, conversation

    async def _talk(self, hello: Hello, conversation: Conversation) -> None:
        desk = self._gate.voice
        session = VoiceSession(
            line=self._line,
            assistant=GateAssistant(self._gate, conversation.id, conversation.language),
            recogniser=desk.engines.recogniser,
            voice=desk.engines.voice,
            repairer=await run_sync(lambda: desk.repairer),
            utterances=Utterances(SileroDetector(), hands_free=hello.hands_free),
            review=not hello.hands_free,
            failed=self._turn_failed,
        )
        await self._line.event("ready", hands_free=hello.hands_free)
        try:
            await self._listen(session)
        finally:
            await session.close()

    async def _listen(self, session: VoiceSession) -> None:
        while True:
            if time.monotonic() - self._began > self._gate.settings.voice_longest:
                raise Problem("voice-too-long")
            frame = await self._socket.receive()
            if frame["type"] == "websocket.disconnect":
                return
            await self._take_frame(session, frame)

    async def _turn_failed(self, fault: Exception) -> None:
        """Words that were not answered: it is told, and the call goes on, unless the conversation is gone."""
        slug = fault.slug if isinstance(fault, Problem) else "internal"
        if not isinstance(fault, Problem):
            log.error("voice_turn_failed", error=type(fault).__name__, where=where(fault))
        await self._tell(slug)
        if slug == "not-found":
            with suppress(RuntimeError):
                await self._socket.close()

    async def _take_frame(self, session: VoiceSession, frame: Any) -> None:
        if (sound := frame.get("bytes")) is not None:
            self._check(sound)
            await session.hear(sound)
            return
        command = _read(frame.get("text") or "")
        kind, text = command.get("type"), command.get("text")
        if kind == "release":
            await session.let_go()
        elif kind == "say" and isinstance(text, str) and text.strip():
            await session.submit(text)
        elif kind == "hush":
            await session.hush()
        else:
            await self._tell("malformed")

    def _check(self, sound: bytes) -> None:
        self._heard_bytes += len(sound)
        allowed = (time.monotonic() - self._began + _AHEAD_SECONDS) * HEARING_RATE * 2
        if len(sound) > _LARGEST_FRAME or len(sound) % 2 or self._heard_bytes > allowed:
            raise Problem("voice-wrong-sound")

    async def _tell(self, slug: str) -> None:
        texts = load_texts("problems")[slug]
        title, detail = (in_language(texts[part], self._language) for part in ("title", "detail"))
        await self._line.event("problem", slug=slug, text=f"{title}. {detail}")


def _read(text: str) -> dict[str, Any]:
    try:
        read = json.loads(text[:_LARGEST_FRAME])
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}
