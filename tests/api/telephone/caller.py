"""A caller: what Asterisk would send and take, over a real socket, without Asterisk. Every wait has an end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Self
from uuid import UUID, uuid4

from voice.telephone.frames import Frame, FrameParser, Kind

_WAIT = 15.0
SILENCE, SPEECH = bytes(320), (b"\0\x40" * 4 + b"\0\xc0" * 4) * 20


class Caller:
    """`ended` tells how the other side ended: a frame to hang up, or only a closed connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self.call = uuid4()
        self.heard = b""
        self.ended: str | None = None
        self._listening = asyncio.create_task(self._listen())

    @classmethod
    async def dial(cls, port: int, call: UUID | None = None) -> Self:
        """A call that has introduced itself."""
        caller = await cls.connect(port)
        caller.call = call or caller.call
        await caller.send(Frame(Kind.UUID, caller.call.bytes))
        return caller

    @classmethod
    async def connect(cls, port: int) -> Self:
        """A mere connection."""
        return cls(*await asyncio.open_connection("127.0.0.1", port))

    async def send(self, *frames: Frame) -> None:
        """Frames, as quickly as they are taken."""
        await self.send_bytes(b"".join(frame.encoded() for frame in frames))

    async def send_bytes(self, data: bytes) -> None:
        """Anything."""
        with suppress(ConnectionError):
            self._writer.write(data)
            async with asyncio.timeout(_WAIT):
                await self._writer.drain()

    async def speak(self, seconds: float = 1.0, quiet: float = 1.0) -> None:
        """An utterance and the pause that ends it. It need not last as long as it sounds."""
        await self.send(*[Frame(Kind.SOUND, SPEECH)] * round(seconds * 50))
        await self.send(*[Frame(Kind.SOUND, SILENCE)] * round(quiet * 50))

    async def press(self, key: str) -> None:
        """A key."""
        await self.send(Frame(Kind.KEY, key.encode()))

    async def hang_up(self) -> None:
        """As Asterisk does when the caller goes."""
        await self.send(Frame(Kind.HANG_UP))
        await self.drop()

    async def drop(self) -> None:
        """The connection is gone, in the middle of whatever it was."""
        self._writer.transport.abort()
        self._listening.cancel()
        await asyncio.wait([self._listening])

    async def until(self, met: Callable[[], object]) -> None:
        """Waits until something is so; fails after some seconds."""
        async with asyncio.timeout(_WAIT):
            while not met():
                await asyncio.sleep(0.005)

    async def over(self) -> str:
        """How the other side ended the call."""
        await self.until(lambda: self.ended)
        self._writer.close()
        assert self.ended is not None
        return self.ended

    async def _listen(self) -> None:
        parser, said = FrameParser(), False
        with suppress(OSError):
            while data := await self._reader.read(4_096):
                for frame in parser.feed(data):
                    said = said or frame.kind is Kind.HANG_UP
                    self.heard += frame.payload if frame.kind is Kind.SOUND else b""
        self.ended = "hang up" if said else "closed"


async def asked(port: int, what: str, call: UUID) -> dict[str, str]:
    """What the dialplan learns."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(
        f"agi_network: yes\nagi_network_script: {what}\nagi_arg_1: {call}\n\n".encode() + b"200 result=1\n" * 3
    )
    writer.write_eof()
    async with asyncio.timeout(_WAIT):
        lines = (await reader.read()).decode().splitlines()
    writer.close()
    return {line.split()[2]: line.split()[3].strip('"') for line in lines}
