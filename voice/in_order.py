"""Work that is taken in the order in which it came, without whoever brings it having to wait."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

Work = Coroutine[Any, Any, None]


class InOrder:
    """One piece of work after the other. `failed` is told of a fault, and the next piece is taken all the same.

    Without `failed` a fault is kept for `check()`.
    """

    def __init__(self, failed: Callable[[Exception], Awaitable[None]] | None = None, most: int = 4) -> None:
        self._failed, self._most = failed, most
        self._waiting = 0
        self._last: asyncio.Task[None] | None = None
        self._fault: Exception | None = None

    @property
    def busy(self) -> bool:
        """Whether something is being done or waits."""
        return self._waiting > 0

    async def put(self, work: Work) -> None:
        """Returns at once, unless more waits than may: then when all before is done."""
        if self._waiting >= self._most:
            await self.done()
        before, self._waiting = self._last, self._waiting + 1
        self._last = asyncio.create_task(self._after(before, work))

    def check(self) -> None:
        """Raises the fault that nobody was told of."""
        fault, self._fault = self._fault, None
        if fault is not None:
            raise fault

    async def done(self) -> None:
        """Waits until all is done that was put until now."""
        if self._last is not None:
            await asyncio.wait([self._last])

    async def close(self) -> None:
        """Drops what waits and stops what is being done."""
        if self._last is not None:
            self._last.cancel()
            await asyncio.wait([self._last])

    async def _after(self, before: asyncio.Task[None] | None, work: Work) -> None:
        try:
            if before is not None:
                await before
            await work
        except asyncio.CancelledError:
            if before is not None:
                before.cancel()
            raise
        except Exception as fault:
            await self._tell(fault)
        finally:
            self._waiting -= 1
            work.close()

    async def _tell(self, fault: Exception) -> None:
        if self._failed is None:
            self._fault = fault
        else:
            await self._failed(fault)
