"""Loads are bounded, count failures, and time arrivals from when they were due."""

import asyncio
import math

import httpx

from benchmarks.load import Dialogue, Load, arriving, closed, one_long
from benchmarks.speakers import Speaker, Unanswered

TALK = [Dialogue("melhus", ("hei", "hva koster det?"))]


class FakeServer:
    """Answers after `pause` seconds, one person at a time when `one_by_one`; `fails` names a text that gets no answer."""

    def __init__(self, pause: float = 0.0, one_by_one: bool = False, fails: str = "") -> None:
        self.pause, self.fails, self.said = pause, fails, 0
        self.lock = asyncio.Lock() if one_by_one else None

    async def begin(self, client: httpx.AsyncClient, municipality: str) -> Speaker:
        return self

    async def say(self, text: str) -> None:
        self.said += 1
        if text == self.fails:
            raise Unanswered(text)
        if self.lock is None:
            await asyncio.sleep(self.pause)
            return
        async with self.lock:
            await asyncio.sleep(self.pause)


def test_people_wait_for_answers_and_stop_in_time() -> None:
    load = asyncio.run(closed(FakeServer(0.02), TALK, 3, 0.3))
    assert 0.3 <= load.seconds < 1
    assert 15 <= len(load.times) <= 48
    assert load.failed == 0


def test_a_stalling_server_cannot_hide_behind_arrivals_that_wait() -> None:
    """50 a second arrive, 20 a second are answered: the later ones wait longer and longer, and that is seen."""
    load = asyncio.run(arriving(FakeServer(0.05, one_by_one=True), TALK, 50, 1))
    assert len(load.times) == 50
    assert load.at(0.95) > 1000


def test_turns_without_answer_count_as_failed_and_not_as_fast() -> None:
    load = asyncio.run(arriving(FakeServer(fails="hei"), TALK, 40, 0.5))
    assert load.failed == 10
    assert load.at(0.95) == math.inf


def test_percentiles_reach_over_failures() -> None:
    assert Load((1.0, 2.0, 3.0, 4.0), 0, 1.0).at(0.5) == 3.0
    assert Load((1.0, 2.0, 3.0, 4.0), 4, 1.0).at(0.95) == math.inf


def test_one_conversation_says_its_sentences_again_and_again() -> None:
    server = FakeServer()
    assert len(asyncio.run(one_long(server, TALK[0], 7))) == 7
    assert server.said == 7
