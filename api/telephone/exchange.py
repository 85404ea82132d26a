"""Takes calls: one server for their sound, one for what the dialplan asks. Runs inside the gate (docs/decisions/0040)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from anyio.to_thread import run_sync

from api.gate import Gate
from api.logs import log, where
from api.telephone.after import AfterCalls
from api.telephone.call import Patience
from api.telephone.reception import Reception
from voice.telephone.agi import answer_question
from voice.telephone.connection import Connection

_TURNED_AWAY_AT_ONCE = 8
"""Calls above the seats that are told so at the same time; more are not taken at all."""
_LONGEST_LINE = 1_024

Served = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class Exchange:
    """One for the app. `open` and `close` belong together."""

    def __init__(self, gate: Gate, patience: Patience | None = None) -> None:
        self._gate = gate
        self.after = AfterCalls(gate.settings.phone_transfer, lambda: not self.full)
        self._reception = Reception(gate, self.after, patience or Patience())
        self._servers: list[asyncio.Server] = []
        self._open: set[asyncio.Task[None]] = set()
        self._warming: asyncio.Task[None] | None = None

    @property
    def calls(self) -> int:
        """Connections that are open now."""
        return len(self._open)

    @property
    def full(self) -> bool:
        """Whether no further call is taken, not even to be told that there is no seat."""
        return self.calls > self._gate.settings.voice_sessions + _TURNED_AWAY_AT_ONCE

    async def open(self) -> None:
        """Listens. Raises OSError when a port is taken; then nothing is left open."""
        settings = self._gate.settings
        try:
            for port, serve in ((settings.phone_port, self._take), (settings.phone_agi_port, self._ask)):
                server = await asyncio.start_server(self._tracked(serve), settings.phone_host, port)
                self._servers.append(server)
        except OSError:
            await self.close()
            raise
        self._warming = asyncio.create_task(self._warm())
        log.info("telephone_listens", host=settings.phone_host, port=settings.phone_port)

    async def close(self) -> None:
        """Ends all calls and gives the ports back."""
        for server in self._servers:
            server.close()
        tasks = {*self._open, *([self._warming] if self._warming else [])}
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
        for server in self._servers:
            await server.wait_closed()
        self._servers = []

    async def _warm(self) -> None:
        """A caller hears silence where a reader sees that something is loading."""
        try:
            await run_sync(self._gate.voice.warm)
        except Exception as error:  # it is tried again with the first words
            log.warning("telephone_not_warm", error=type(error).__name__, where=where(error))

    def _tracked(self, serve: Served) -> Served:
        """What is open can be counted and ended."""

        async def run(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            assert task is not None
            self._open.add(task)
            try:
                with suppress(asyncio.CancelledError):
                    await serve(reader, writer)
            finally:
                self._open.discard(task)
                writer.close()

        return run

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = Connection(reader, writer)
        if self.full:
            await connection.close()
            return
        try:
            why = await self._reception.receive(connection)
        except Exception as error:  # whatever it was, the next caller is taken
            why = "internal"
            log.error("telephone_failed", error=type(error).__name__, where=where(error))
        self._gate.metrics.calls.labels(end=why).inc()
        log.info("call_ended", reason=why)

    async def _ask(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await answer_question(reader, writer, self.after.answer)
