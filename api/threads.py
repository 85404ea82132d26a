"""Threads for what blocks on the way of a message.

anyio's and the standard library's do more than is needed here (limiters, contexts, checkpoints), at a tenth of a millisecond each way,
and a turn goes to a thread three times (docs/decisions/0017).
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from typing import Any, ParamSpec, TypeVar

_MOST = 40
_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")
_Task = tuple[asyncio.AbstractEventLoop, "asyncio.Future[Any]", Callable[..., Any], tuple[Any, ...], dict[str, Any]]


class Threads:
    """At most so many threads, started when all others are at work. They end with the process."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._tasks: SimpleQueue[_Task] = SimpleQueue()
        self._idle: list[None] = []
        self._started = 0

    async def run(self, call: Callable[_Given, _Result], *args: _Given.args, **kwargs: _Given.kwargs) -> _Result:
        """The result of a call in a thread, or what it raises. Who stops waiting does not stop the call."""
        loop = asyncio.get_running_loop()
        done: asyncio.Future[_Result] = loop.create_future()
        self._tasks.put((loop, done, call, args, kwargs))
        if self._tasks.qsize() > len(self._idle) and self._started < self._most:
            self._started += 1
            threading.Thread(target=self._work, name=f"blocking-{self._started}", daemon=True).start()
        return await done

    def _work(self) -> None:
        self._idle.append(None)
        while True:
            loop, done, call, args, kwargs = self._tasks.get()
            self._idle.pop()
            result, failure = None, None
            try:
                result = call(*args, **kwargs)
            except BaseException as error:  # whoever waits for it gets it
                failure = error
            self._idle.append(None)  # before the result is told: who asks next at once finds this thread free
            with suppress(RuntimeError):  # the loop was closed meanwhile: nobody waits
                loop.call_soon_threadsafe(_tell, done, result, failure)
            del loop, done, call, args, kwargs, result, failure  # nothing of a message waits here for the next one


def _tell(done: asyncio.Future[Any], result: Any, failure: BaseException | None) -> None:
    if done.done():
        return
    if failure is None:
        done.set_result(result)
    else:
        done.set_exception(failure)


in_thread = Threads().run
