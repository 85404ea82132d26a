"""The whole app on PostgreSQL: the same conversation, two gates over one database, input that PostgreSQL alone minds."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from answers.message import Choice
from api.settings import Settings
from tests.api.fakes import ScriptedBot
from tests.api.talk import API, Talk, talking

pytestmark = [pytest.mark.anyio, pytest.mark.postgres]


@pytest.fixture
async def gates(settings: Settings, bot: ScriptedBot, filled_postgres: str) -> AsyncIterator[list[Talk]]:
    """Two gates that share a database, a key and a bot."""
    shared = settings.model_copy(update={"database_url": filled_postgres})
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(talking(shared, bot)) for _ in range(2)]


async def test_any_gate_may_answer_the_next_message(gates: list[Talk], bot: ScriptedBot) -> None:
    one, two = gates
    bot.choices = [Choice(title="Ja", payload="/affirm")]
    mine = await one.start(municipality="alesund")
    first = await two.say(mine, "Hvem kan hjelpe med logoped?", message_id="m")
    assert (await one.say(mine, "Hvem kan hjelpe med logoped?", message_id="m")).json() == first.json()
    assert (await one.say(mine, button=first.json()["messages"][0]["buttons"][0]["id"])).status_code == 200
    assert len(await two.transcript(mine)) == 5
    judged = await two.http.post(
        f"{mine.path}/feedback", json={"message_index": 2, "helpful": True}, headers=mine.headers
    )
    assert judged.status_code == 204
    assert (await one.http.delete(mine.path, headers=mine.headers)).status_code == 204
    assert (await two.http.get(mine.path, headers=mine.headers)).status_code == 404


async def test_two_gates_answer_one_conversation_one_turn_at_a_time(gates: list[Talk], bot: ScriptedBot) -> None:
    bot.delay = 0.1
    mine = await gates[0].start()
    answers = await asyncio.gather(*(gate.say(mine, "logoped") for gate in gates))
    assert [answer.status_code for answer in answers] == [200, 200]
    assert bot.most_at_once == 1


async def test_the_same_message_id_at_two_gates_at_once_is_one_turn(gates: list[Talk], bot: ScriptedBot) -> None:
    bot.delay = 0.05
    mine = await gates[0].start()
    answers = await asyncio.gather(*(gate.say(mine, "logoped", message_id="m") for gate in gates * 2))
    assert len({answer.text for answer in answers}) == 1
    assert len(await gates[1].transcript(mine)) == 3


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"{API}/%00", 404),
        ("/api/v1/services/%00", 404),
        ("/api/v1/services?setting=%00", 422),
        ("/api/v1/services?query=%00logoped", 200),
        ("/api/v1/services?query=%27%3B--", 200),
        ("/api/v1/services?municipality=%00", 422),
        ("/api/v1/services?age=40&level=kommune&setting=hjem&status=existing&municipality=melhus", 200),
    ],
)
async def test_what_only_postgresql_minds_is_no_error_of_ours(gates: list[Talk], path: str, status: int) -> None:
    mine = await gates[0].start()
    assert (await gates[0].http.get(path, headers=mine.headers)).status_code == status


async def test_the_database_is_ready(gates: list[Talk]) -> None:
    failing = (await gates[0].http.get("/readyz")).json()["failing"]
    assert failing == ["actions"]
