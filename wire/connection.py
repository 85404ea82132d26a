"""One connection to a server, one call at a time on it."""

from __future__ import annotations

import asyncio
from typing import NamedTuple, cast

import httptools


class Broken(Exception):
    """No whole answer: nobody listens, the connection ended, or what came is not HTTP."""


class Ended(Broken):
    """The connection ended before a single byte of an answer came."""


class TooLarge(Broken):
    """The answer is longer than allowed."""


class Late(Exception):
    """No whole answer in time."""


class Answer(NamedTuple):
    """What a server said, whatever its status."""

    status: int
    body: bytes


class Connection(asyncio.Protocol):
    """A connection. `ready` tells whether another call may be made on it; `idle_since` is the owner's note."""

    def __init__(self, most_bytes: int) -> None:
        self.idle_since = 0.0
        self._most_bytes = most_bytes
        self._transport: asyncio.Transport | None = None
        self._waiting: asyncio.Future[Answer] | None = None
        self._keep = False
        self._begin()

    def _begin(self) -> None:
        self._parser = httptools.HttpResponseParser(self)
        self._chunks: list[bytes] = []
        self._size = 0
        self._heard = False

    @property
    def ready(self) -> bool:
        """Whether another call may be made."""
        return self._keep and self._waiting is None and self._transport is not None and not self._transport.is_closing()

    async def call(self, request: bytes, seconds: float) -> Answer:
        """The answer to a whole request, head and body. Raises Broken or Late; the connection is then of no more use."""
        if self._transport is None or self._transport.is_closing():
            raise Ended
        loop = asyncio.get_running_loop()
        self._begin()
        self._waiting = loop.create_future()
        limit = loop.call_later(seconds, self._fail, Late())
        self._transport.write(request)
        try:
            return await self._waiting
        finally:
            limit.cancel()
            if self._waiting is not None:  # the caller went away
                self._waiting = None
                self.close()

    def close(self) -> None:
        """Ends the connection at once."""
        if self._transport is not None:
            self._transport.abort()

    def _fail(self, why: Exception) -> None:
        waiting, self._waiting, self._keep = self._waiting, None, False
        if waiting is not None and not waiting.done():
            waiting.set_exception(why)
        self.close()

    # What the loop calls.
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The connection stands."""
        self._transport, self._keep = cast(asyncio.Transport, transport), True

    def data_received(self, data: bytes) -> None:
        """A piece of an answer. Anything that nobody asked for ends the connection."""
        if self._waiting is None:
            self._fail(Broken("unasked"))
            return
        self._heard = True
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError:
            self._fail(Broken("not HTTP"))

    def connection_lost(self, _error: Exception | None) -> None:
        """The other side ended it, or we did."""
        self._fail(Broken("ended in the middle") if self._heard else Ended())
        self._transport = None

    # What the parser calls.
    def on_message_begin(self) -> None:
        """An answer begins. A second one to the same call is not the answer to the next."""
        if self._waiting is None:
            self._fail(Broken("unasked"))

    def on_body(self, chunk: bytes) -> None:
        """A piece of the body."""
        self._size += len(chunk)
        if self._size > self._most_bytes:
            self._fail(TooLarge())
        else:
            self._chunks.append(chunk)

    def on_message_complete(self) -> None:
        """The answer is whole."""
        waiting, self._waiting = self._waiting, None
        if waiting is None or waiting.done():
            return
        self._keep = bool(self._parser.should_keep_alive())
        waiting.set_result(Answer(self._parser.get_status_code(), b"".join(self._chunks)))
        if not self._keep:
            self.close()
