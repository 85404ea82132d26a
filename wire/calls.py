"""Calls to one address, over connections that are kept open between them."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Mapping
from typing import TypeVar
from urllib.parse import urlsplit

from wire.connection import Answer, Broken, Connection, Ended, Late, TooLarge

__all__ = ["Answer", "Broken", "Calls", "Late", "TooLarge"]
_Result = TypeVar("_Result")


class Calls:
    """A client of one `http://host:port/path`. Belongs to the loop in which it makes its first call.

    `connections`: so many at once, further calls wait their turn. `idle`: seconds after which an unused connection is not used again;
    shorter than the server's, so that a call does not meet one that is just being closed. `most_bytes`: of a body.
    """

    def __init__(self, url: str, headers: Mapping[str, str], *, connections: int, idle: float, most_bytes: int) -> None:
        parts = urlsplit(url)
        if parts.scheme != "http" or not parts.hostname:
            raise ValueError(f"not a plain http address: {parts.scheme}://{parts.hostname}")
        self._host, self._port = parts.hostname, parts.port or 80
        self._head = _head(parts.path or "/", parts.netloc.rpartition("@")[2], headers)
        self._idle, self._most_bytes = idle, most_bytes
        self._free: deque[Connection] = deque()
        self._places = asyncio.Semaphore(connections)

    async def post(self, body: bytes, seconds: float) -> Answer:
        """The answer to a POST of a JSON body. Raises Broken, TooLarge or Late."""
        ends = asyncio.get_running_loop().time() + seconds
        request = b"%b%d\r\n\r\n%b" % (self._head, len(body), body)
        if self._places.locked():
            await _within(self._places.acquire(), ends)
        else:
            await self._places.acquire()
        try:
            return await self._call(request, ends)
        finally:
            self._places.release()

    async def _call(self, request: bytes, ends: float) -> Answer:
        while (kept := self._kept()) is not None:
            try:
                return await self._on(kept, request, ends)
            except Ended:  # closed by the server while it lay idle: nothing of this call was read
                continue
        return await self._on(await self._open(ends), request, ends)

    async def _on(self, connection: Connection, request: bytes, ends: float) -> Answer:
        loop = asyncio.get_running_loop()
        answer = await connection.call(request, ends - loop.time())
        if connection.ready:
            connection.idle_since = loop.time()
            self._free.append(connection)
        return answer

    def _kept(self) -> Connection | None:
        """The connection used last, so that those beyond what is needed grow old and are closed."""
        oldest = asyncio.get_running_loop().time() - self._idle
        while self._free and (self._free[0].idle_since < oldest or not self._free[0].ready):
            self._free.popleft().close()
        while self._free:
            if (connection := self._free.pop()).ready:
                return connection
        return None

    async def _open(self, ends: float) -> Connection:
        loop = asyncio.get_running_loop()
        opening = loop.create_connection(lambda: Connection(self._most_bytes), self._host, self._port)
        try:
            return (await _within(opening, ends))[1]
        except OSError as error:
            raise Broken(type(error).__name__) from None

    async def close(self) -> None:
        """Closes what is open and unused. Calls under way end by themselves."""
        while self._free:
            self._free.pop().close()


def _head(path: str, host: str, headers: Mapping[str, str]) -> bytes:
    """Everything before the length of the body. Raises ValueError for a header that could end early."""
    lines = [f"POST {path} HTTP/1.1", f"Host: {host}", "Content-Type: application/json", "Accept: application/json"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    if any("\r" in line or "\n" in line for line in lines):
        raise ValueError("a header must be one line")
    return "\r\n".join([*lines, "Content-Length: "]).encode("latin-1")


async def _within(awaited: Awaitable[_Result], ends: float) -> _Result:
    """What is awaited, Late when it takes longer."""
    try:
        return await asyncio.wait_for(awaited, max(0.0, ends - asyncio.get_running_loop().time()))
    except asyncio.TimeoutError:
        raise Late from None
