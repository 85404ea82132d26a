"""One AudioSocket connection: frames in, frames out. A caller who is gone never holds anybody up."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from uuid import UUID

from voice.telephone.frames import BrokenFrame, Frame, FrameParser, Kind

_READ_BYTES = 4_096
_SEND_SECONDS = 5.0


class Gone(ConnectionError):
    """The other end is away, or has sent nothing for so long that it might as well be."""


class Connection:
    """`quiet`: seconds without a single frame after which it counts as gone. Asterisk sends sound all the time, silence too."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, quiet: float = 20.0) -> None:
        self._reader, self._writer, self._quiet = reader, writer, quiet
        self._parser = FrameParser()
        self._waiting: list[Frame] = []

    async def introduction(self, seconds: float) -> UUID:
        """The UUID in the first frame. Raises BrokenFrame for anything else, Gone when none comes in time."""
        try:
            async with asyncio.timeout(seconds):
                frame = await self.frame()
        except TimeoutError:
            raise Gone("no introduction") from None
        if frame.kind is not Kind.UUID:
            raise BrokenFrame("no introduction")
        return UUID(bytes=frame.payload)

    async def frame(self) -> Frame:
        """The next one. Raises Gone, BrokenFrame."""
        while not self._waiting:
            try:
                async with asyncio.timeout(self._quiet):
                    data = await self._reader.read(_READ_BYTES)
            except (TimeoutError, OSError):
                raise Gone("silent") from None
            if not data:
                raise Gone("closed")
            self._waiting = self._parser.feed(data)
        return self._waiting.pop(0)

    async def frames(self) -> AsyncIterator[Frame]:
        """Until one says to hang up. Raises Gone, BrokenFrame."""
        while (frame := await self.frame()).kind is not Kind.HANG_UP:
            yield frame

    async def send(self, data: bytes) -> None:
        """Sends a frame. Who does not take it within seconds is cut off; who is gone gets nothing."""
        if self._writer.is_closing():
            return
        try:
            async with asyncio.timeout(_SEND_SECONDS):
                self._writer.write(data)
                await self._writer.drain()
        except (TimeoutError, OSError):
            self._writer.transport.abort()

    async def close(self) -> None:
        """Tells the exchange to go on without us, and closes."""
        await self.send(Frame(Kind.HANG_UP).encoded())
        self._writer.close()
        with suppress(OSError, TimeoutError):
            async with asyncio.timeout(_SEND_SECONDS):
                await self._writer.wait_closed()
