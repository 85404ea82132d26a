"""Calls in threads: results, errors, how many at once, and nothing left of them."""

from __future__ import annotations

import asyncio
import gc
import threading
import time
import weakref

import pytest

from api.threads import Threads, in_thread

pytestmark = pytest.mark.anyio


async def test_a_call_gives_its_result_from_another_thread() -> None:
    assert await in_thread(threading.get_ident) != threading.get_ident()
    assert await in_thread(lambda a, *, b: (a, b), 1, b=2) == (1, 2)


@pytest.mark.parametrize("error", [ValueError("x"), KeyboardInterrupt(), SystemExit(3)])
async def test_what_a_call_raises_comes_to_whoever_waits(error: BaseException) -> None:
    def fails() -> None:
        raise error

    threads = Threads(1)
    with pytest.raises(type(error)):
        await threads.run(fails)
    assert await threads.run(lambda: "still there") == "still there"


async def test_no_more_threads_than_allowed_and_no_more_than_needed() -> None:
    threads, seen = Threads(3), set()

    def slow() -> None:
        seen.add(threading.get_ident())
        time.sleep(0.02)

    for _ in range(5):
        await threads.run(slow)
    assert len(seen) == 1
    await asyncio.gather(*(threads.run(slow) for _ in range(12)))
    assert len(seen) == 3


async def test_who_stops_waiting_does_not_stop_the_call() -> None:
    done = threading.Event()

    def slow() -> None:
        time.sleep(0.1)
        done.set()

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(in_thread(slow), 0.02)
    assert await in_thread(done.wait, 2.0)


async def test_a_call_that_blocks_holds_up_no_other() -> None:
    threads, gate = Threads(2), threading.Event()
    blocked = asyncio.create_task(threads.run(gate.wait, 2.0))
    assert await asyncio.wait_for(threads.run(lambda: 1), 1.0) == 1
    gate.set()
    await blocked


async def test_nothing_of_a_call_is_kept() -> None:
    class Said:
        pass

    said, threads = Said(), Threads(1)
    seen = weakref.ref(said)
    await threads.run(lambda given: given, said)
    del said
    await asyncio.sleep(0.02)
    gc.collect()
    assert seen() is None
