"""The counts in memory are those of the library's own store."""

from __future__ import annotations

import random
import time

import pytest
from limits import RateLimitItem, parse
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter

from api.counting import CountsInMemory

pytestmark = pytest.mark.anyio


class Clock:
    def __init__(self) -> None:
        self.at = 1_000_000.003

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(time, "time", made)
    return made


@pytest.mark.parametrize("rate", ["1/second", "3/second", "5/5 seconds", "20/minute"])
async def test_every_hit_goes_as_in_the_library(clock: Clock, rate: str) -> None:
    dice, item = random.Random(rate), parse(rate)
    ours, theirs = CountsInMemory(clock), SlidingWindowCounterRateLimiter(MemoryStorage())
    for _ in range(400):
        clock.at += dice.choice([0.0, 0.01, 0.2, 0.9, 3.3, 20.0, 130.0])
        who = dice.choice(["a", "b"])
        assert await ours.test(item, "scope", who) == await theirs.test(item, "scope", who)
        assert await ours.hit(item, "scope", who) == await theirs.hit(item, "scope", who)
        mine, lib = await ours.get_window_stats(item, "scope", who), await theirs.get_window_stats(item, "scope", who)
        assert mine.remaining == lib.remaining
        assert mine.reset_time == pytest.approx(lib.reset_time, abs=0.001)


async def hits(counts: CountsInMemory, item: RateLimitItem, *who: str) -> list[bool]:
    return [await counts.hit(item, each) for each in who]


async def test_each_is_counted_for_itself_and_each_window_too() -> None:
    counts, few, many = CountsInMemory(), parse("1/minute"), parse("2/hour")
    assert await hits(counts, few, "a", "b", "a") == [True, True, False]
    assert await hits(counts, many, "a", "a", "a") == [True, True, False]


async def test_what_is_over_is_forgotten() -> None:
    clock = Clock()
    counts, item = CountsInMemory(clock), parse("5/second")
    for number in range(3_000):
        clock.at += 0.01
        await counts.hit(item, str(number))
    window = counts._windows[1]
    assert len(window.now) + len(window.before) <= 201
