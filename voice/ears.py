"""Recognising for one conversation: one piece at a time, and what nobody wants any more is not begun."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

from anyio.to_thread import run_sync

from voice.audio import Samples
from voice.stt.base import SpeechToText, Transcript
from voice.utterances import Ended

_REST = 3.0
"""Partials pause for so many times what the last one took: a slow machine shows fewer, and the whole turn rarely waits for one."""


class Ears:
    """Partials while somebody speaks, the whole in a pause already (in case it was the end), and the whole when it ended.

    A recogniser in its thread cannot be stopped. What waits for it can: an older pause, a partial of words that have ended.
    """

    def __init__(
        self, recogniser: SpeechToText, language: Callable[[], str], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._recogniser, self._language, self._clock = recogniser, language, clock
        self._free = asyncio.Lock()
        self._partial: asyncio.Task[None] | None = None
        self._ahead: asyncio.Task[Transcript] | None = None
        self._next_partial = 0.0

    def so_far(self, samples: Samples, then: Callable[[Transcript], Awaitable[None]]) -> None:
        """A partial transcript for `then`; none while another piece is being recognised or the last partial took long."""
        if self._free.locked() or self._clock() < self._next_partial or _alive(self._partial):
            return
        self._partial = asyncio.create_task(self._partly(samples, then))

    def ahead(self, samples: Samples) -> None:
        """Recognises what may be the whole turn."""
        self.forget()
        self._ahead = asyncio.create_task(self._recognise(samples, False))

    def forget(self) -> None:
        """The person speaks on: what was recognised ahead is not the whole."""
        if self._ahead is not None:
            self._ahead.cancel()
            self._ahead = None

    def whole(self, ended: Ended) -> Awaitable[Transcript]:
        """Begins to recognise a turn; when it was recognised in its last pause already, that counts."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None and ended.why == "pause":
            return ahead
        if ahead is not None:
            ahead.cancel()
        return asyncio.create_task(self._recognise(ended.samples, False))

    async def close(self) -> None:
        """Ends what is under way. Nothing of the sound stays."""
        tasks = [task for task in (self._partial, self._ahead) if task is not None]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
        self._partial = self._ahead = None

    async def _partly(self, samples: Samples, then: Callable[[Transcript], Awaitable[None]]) -> None:
        began = self._clock()
        heard = await self._recognise(samples, True)
        ended = self._clock()
        self._next_partial = ended + _REST * (ended - began)
        await then(heard)

    async def _recognise(self, samples: Samples, quick: bool) -> Transcript:
        async with self._free:
            work = asyncio.ensure_future(run_sync(self._recogniser.transcribe, samples, self._language(), quick))
            try:
                return await asyncio.shield(work)
            except asyncio.CancelledError:
                await asyncio.wait([work])  # the thread goes on: nobody else may begin before it ends
                raise


def _alive(task: asyncio.Task[None] | None) -> bool:
    return task is not None and not task.done()
