"""The referrals' worker inside the gate: delivers, reminds, anchors the log, and once a day lets go of what need not be kept.

It lives here rather than in a process of its own because it sleeps most of the time: a process would hold some 130 MB for that
(docs/decisions/0020). Several gates may each run one; `veiviser referrals work` runs it alone.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

from anyio.to_thread import run_sync

from api.logs import log, where
from referrals.worker import Worker

_TIDY_SECONDS, _DAY_SECONDS = 3_600.0, 86_400.0


@dataclass
class Housekeeping:
    """Rounds of one worker. A round that fails is logged and tried again: nothing is lost by it."""

    worker: Worker
    pause: float
    retain: Callable[[], object]
    _tidied: float = 0.0
    _retained: float = 0.0

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                await run_sync(self.once)
            except Exception as error:  # the database is away, the disk is full: later
                log.error("worker_failed", error=type(error).__name__, where=where(error))
            await asyncio.sleep(self.pause)

    def once(self) -> int:
        """One round, and what is due of the rarer things. Returns how many messages were tried."""
        tried = self.worker.round()
        now = time.monotonic()
        if not self._tidied or now - self._tidied > _TIDY_SECONDS:
            self._tidied = now
            self.worker.tidy()
        if not self._retained or now - self._retained > _DAY_SECONDS:
            self._retained = now
            self.retain()
        return tried
