"""How long a person waits: whole turns through the running service, several people at once, and what the service weighs."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import httpx

from api.settings import Settings
from benchmarks.generated import questions
from benchmarks.timing import line, resident_megabytes
from knowledge_base.content import load_content
from knowledge_base.places import load_places

_TURNS_EACH = 20
_PAUSE_ALONE = 0.05
"""Seconds between the turns of a single person: without them the rate limit of one conversation would be measured."""


async def _person(client: httpx.AsyncClient, asked: list[tuple[str, str]], times: list[float], pause: float) -> None:
    """One conversation that goes on: each question and a follow-up to it, each awaited."""
    place = next((place for _, place in asked if load_places().resolve(place)), None)
    started = (await client.post("/api/v1/conversations", json={"municipality": place})).json()
    head = {"Authorization": f"Bearer {started['token']}"}
    address = f"/api/v1/conversations/{started['conversation_id']}/messages"
    for text in (said for question, _ in asked for said in (question, "hva koster det?")):
        began = time.perf_counter()
        response = await client.post(address, json={"text": text}, headers=head)
        response.raise_for_status()
        times.append((time.perf_counter() - began) * 1000)
        await asyncio.sleep(pause)


async def _all(people: int) -> tuple[list[float], float]:
    settings = Settings()
    asked = questions(load_content(local=None), people * _TURNS_EACH)
    times: list[float] = []
    began = time.perf_counter()
    pause = _PAUSE_ALONE if people == 1 else 0.0
    async with httpx.AsyncClient(base_url=f"http://{settings.host}:{settings.port}", timeout=30) as client:
        await asyncio.gather(*(_person(client, asked[number::people], times, pause) for number in range(people)))
    return times, time.perf_counter() - began


def bench_turns(say: Callable[[str], None]) -> None:
    """Needs the running service (`make run` in another window). Prints times for 1 and 10 people, and memory."""
    for people in (1, 10):
        times, seconds = asyncio.run(_all(people))
        say(line(f"{people} people at once: turn", times) + f"  {len(times) / seconds:.0f} turns/s")
    weights = resident_megabytes(".venv/bin/")
    ours = {
        name: weight for name, weight in weights.items() if any(part in name for part in ("api", "rasa", "veiviser"))
    }
    for name, weight in sorted(ours.items(), key=lambda item: -item[1]):
        say(f"  {weight:6.0f} MB  {name}")
    say(f"  {sum(ours.values()):6.0f} MB  in all")
