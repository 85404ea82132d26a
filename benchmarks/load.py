"""Loads on a server, bounded in number and time: people who wait for each answer, and arrivals that wait for nothing."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle

import httpx

from benchmarks.speakers import Server, Speaker, Unanswered
from benchmarks.timing import percentile

TIMEOUT = 20.0
"""Seconds until an answer counts as failed."""
_MOST_WAITING = 400
"""Arrivals in flight; the next ones count as failed, so that an overloaded server does not bury the machine."""


@dataclass(frozen=True)
class Dialogue:
    """What one person says, and for which place."""

    municipality: str
    says: tuple[str, ...]


@dataclass(frozen=True)
class Load:
    """What a load met: milliseconds of each answered turn, failures, and how long all took in seconds."""

    times: tuple[float, ...]
    failed: int
    seconds: float

    @property
    def throughput(self) -> float:
        """Answered turns a second."""
        return len(self.times) / self.seconds

    def at(self, share: float) -> float:
        """A percentile of the times in ms; infinite when more than that share got no answer."""
        answered = len(self.times) / max(1, len(self.times) + self.failed)
        return percentile(self.times, min(1.0, share / answered)) if share <= answered else float("inf")


def _client() -> httpx.AsyncClient:
    limits = httpx.Limits(max_connections=_MOST_WAITING, max_keepalive_connections=_MOST_WAITING)
    return httpx.AsyncClient(timeout=TIMEOUT, limits=limits, trust_env=False)


class _Measured:
    """Collects what turns took."""

    def __init__(self) -> None:
        self.times: list[float] = []
        self.failed = 0

    async def turn(self, speaking: Speaker, text: str, due: float) -> None:
        """One turn, counted from `due`: waiting before it could be sent counts too."""
        try:
            await speaking.say(text)
        except (Unanswered, httpx.HTTPError):
            self.failed += 1
        else:
            self.times.append((time.perf_counter() - due) * 1000)


async def closed(server: Server, dialogues: Sequence[Dialogue], people: int, seconds: float) -> Load:
    """`people` at once, each waits for an answer and then says the next thing, for so many seconds."""
    measured = _Measured()

    async def person(number: int) -> None:
        for dialogue in cycle([*dialogues[number:], *dialogues[:number]]):
            speaker = await server.begin(client, dialogue.municipality)
            for text in dialogue.says:
                if time.perf_counter() > ends:
                    return
                await measured.turn(speaker, text, time.perf_counter())

    async with _client() as client:
        began = time.perf_counter()
        ends = began + seconds
        await asyncio.gather(*(person(number * 7 % len(dialogues)) for number in range(people)))
    return Load(tuple(measured.times), measured.failed, time.perf_counter() - began)


async def arriving(server: Server, dialogues: Sequence[Dialogue], rate: float, seconds: float) -> Load:
    """`rate` turns a second whether or not earlier ones are answered. Each is timed from the moment at which it was due, so a
    server that stalls cannot hide it (no coordinated omission). Each turn is a conversation of its own."""
    measured, running = _Measured(), set[asyncio.Task[None]]()
    texts = cycle([(dialogue.municipality, text) for dialogue in dialogues for text in dialogue.says])
    async with _client() as client:
        count = int(rate * seconds)
        speakers = [
            (await server.begin(client, place), text) for (place, text), _ in zip(texts, range(count), strict=False)
        ]
        began = time.perf_counter()
        for number, (speaker, text) in enumerate(speakers):
            due = began + number / rate
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            if len(running) >= _MOST_WAITING:
                measured.failed += 1
                continue
            task = asyncio.create_task(measured.turn(speaker, text, due))
            running.add(task)
            task.add_done_callback(running.discard)
        if running:
            await asyncio.wait(set(running), timeout=TIMEOUT)
    return Load(tuple(measured.times), measured.failed, time.perf_counter() - began)


async def one_long(server: Server, dialogue: Dialogue, turns: int) -> list[float]:
    """Milliseconds of each turn of one conversation; its sentences come round again and again."""
    measured = _Measured()
    async with _client() as client:
        speaker = await server.begin(client, dialogue.municipality)
        for text, _ in zip(cycle(dialogue.says), range(turns), strict=False):
            await measured.turn(speaker, text, time.perf_counter())
    if measured.failed:
        raise Unanswered(f"{measured.failed} of {turns} turns")
    return measured.times
