"""Recognising in the right order: what nobody wants any more is not begun, and a whole turn does not wait for stale work."""

from __future__ import annotations

import asyncio
from threading import Event

import numpy as np
import pytest

from voice.audio import Samples
from voice.ears import Ears
from voice.stt.base import Transcript
from voice.utterances import Ended

pytestmark = pytest.mark.anyio
WAIT = 5.0


class Held:
    """A recogniser that works until it is let go, and tells the lengths of what it got."""

    name = "held"

    def __init__(self, open_at_once: bool = False) -> None:
        self.got: list[tuple[int, bool]] = []
        self.go = Event()
        if open_at_once:
            self.go.set()

    def check_config(self) -> list[str]:
        return []

    def transcribe(self, samples: Samples, language: str, quick: bool = False) -> Transcript:
        self.got.append((len(samples), quick))
        assert self.go.wait(WAIT)
        return Transcript(f"{len(samples)}", 0.9)

    def unload_idle(self, seconds: float) -> bool:
        return False


def sound(length: int) -> Samples:
    return np.zeros(length, np.float32)


async def begun(held: Held, pieces: int) -> None:
    async with asyncio.timeout(WAIT):
        while len(held.got) < pieces:
            await asyncio.sleep(0.005)


async def test_only_the_last_pause_is_recognised_when_work_is_under_way() -> None:
    held = Held()
    ears = Ears(held, lambda: "nb")
    ears.ahead(sound(1))
    await begun(held, 1)
    for length in (2, 3, 4):
        ears.ahead(sound(length))
        await asyncio.sleep(0)
    turn = ears.whole(Ended(sound(5), "pause"))
    held.go.set()
    async with asyncio.timeout(WAIT):
        assert (await turn).text == "4"
    assert held.got == [(1, False), (4, False)]


async def test_a_turn_that_was_cut_or_let_go_is_recognised_whole() -> None:
    held = Held(open_at_once=True)
    ears = Ears(held, lambda: "nb")
    for why in ("button", "long"):
        ears.ahead(sound(1))
        async with asyncio.timeout(WAIT):
            assert (await ears.whole(Ended(sound(7), why))).text == "7"  # type: ignore[arg-type]


async def test_no_partial_while_anything_is_recognised_nor_soon_after_a_slow_one() -> None:
    held, shown = Held(), list[str]()
    times = iter([0.0, 0.0, 10.0, 12.0, 41.0, 41.0, 41.0])
    ears = Ears(held, lambda: "nb", clock=lambda: next(times))

    async def show(heard: Transcript) -> None:
        shown.append(heard.text)

    ears.so_far(sound(1), show)
    await begun(held, 1)
    ears.so_far(sound(2), show)
    held.go.set()
    while not shown:
        await asyncio.sleep(0.005)
    ears.so_far(sound(3), show)  # two seconds after one that took ten
    await asyncio.sleep(0.02)
    ears.so_far(sound(4), show)
    await begun(held, 2)
    await ears.close()
    assert held.got == [(1, True), (4, True)]


async def test_closing_begins_nothing_more() -> None:
    held = Held()
    ears = Ears(held, lambda: "nb")
    ears.ahead(sound(1))
    await begun(held, 1)
    waiting = asyncio.ensure_future(ears.whole(Ended(sound(2), "button")))
    await asyncio.sleep(0)
    waiting.cancel()
    held.go.set()
    await ears.close()
    assert held.got == [(1, False)]
