"""A browser's socket as a line: events as JSON, sound as binary frames that each begin a piece announced before."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from voice.audio import Sound

_PIECE = 32_768


class SocketLine:
    """Sends from several tasks one after the other. A socket that is gone swallows everything."""

    def __init__(self, socket: WebSocket) -> None:
        self._socket = socket
        self._sending = asyncio.Lock()

    async def event(self, kind: str, **values: Any) -> None:
        """{"type": kind, ...}"""
        await self._send(lambda: self._socket.send_json({"type": kind, **values}))

    async def sound(self, sound: Sound) -> None:
        """{"type": "sound", "rate", "bytes"} and then the PCM in frames of at most 32 KB."""
        async with self._sending:
            try:
                await self._socket.send_json({"type": "sound", "rate": sound.rate, "bytes": len(sound.pcm)})
                for at in range(0, len(sound.pcm), _PIECE):
                    await self._socket.send_bytes(sound.pcm[at : at + _PIECE])
            except (RuntimeError, WebSocketDisconnect):
                return

    async def _send(self, send: Any) -> None:
        async with self._sending:
            if self._socket.application_state is WebSocketState.DISCONNECTED:
                return
            try:
                await send()
            except (RuntimeError, WebSocketDisconnect):
                return
