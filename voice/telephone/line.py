"""A telephone as a line: sound goes out in frames of 20 ms, each when the one before it has been heard, so that it can stop at once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

from anyio.to_thread import run_sync

from voice.audio import Sound
from voice.telephone.frames import FRAME_BYTES, Frame, Kind
from voice.telephone.rates import for_the_telephone

_FRAME_SECONDS = 0.02

Send = Callable[[bytes], Awaitable[None]]
Heard = Callable[[str], None]


class TelephoneLine:
    """Plays what is said, and tells `happened` of every event. There is no screen: events carry nothing further.

    `sound` returns when the sound was played, so whoever plays stops by being cancelled.
    """

    def __init__(
        self,
        send: Send,
        happened: Heard,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._send, self._happened, self._clock, self._sleep = send, happened, clock, sleep

    async def event(self, kind: str, **values: Any) -> None:
        """See voice.ports.Line."""
        del values
        self._happened(kind)

    async def sound(self, sound: Sound) -> None:
        """See voice.ports.Line. Frames that are late are sent at once; the last is filled up with silence."""
        pcm = await run_sync(for_the_telephone, sound)
        due = self._clock()
        for at in range(0, len(pcm), FRAME_BYTES):
            await self._send(Frame(Kind.SOUND, pcm[at : at + FRAME_BYTES].ljust(FRAME_BYTES, b"\0")).encoded())
            due += _FRAME_SECONDS
            if (early := due - self._clock()) > 0:
                await self._sleep(early)
