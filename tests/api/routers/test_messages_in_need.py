"""Messages over HTTP when it matters most: somebody is in danger, or the bot is away."""

from __future__ import annotations

import asyncio

import pytest

from api.settings import Settings
from tests.api.fakes import ScriptedBot
from tests.api.talk import Talk, talking

pytestmark = pytest.mark.anyio

IN_DANGER = "Jeg orker ikke mer, jeg vil ta livet mitt"


async def test_who_is_in_danger_is_told_at_once_whom_to_call(talk: Talk, bot: ScriptedBot) -> None:
    mine = await talk.start()
    answer = await talk.say(mine, IN_DANGER, message_id="m")
    [message] = answer.json()["messages"]
    assert message["kind"] == "safety"
    assert "113" in message["text"]
    assert bot.asked == []
    assert (await talk.say(mine, IN_DANGER, message_id="m")).json() == answer.json()


async def test_the_same_call_for_help_twice_at_once_is_stored_once(talk: Talk) -> None:
    mine = await talk.start()
    answers = await asyncio.gather(*(talk.say(mine, IN_DANGER, message_id="m") for _ in range(4)))
    assert [answer.status_code for answer in answers] == [200] * 4
    assert len({answer.text for answer in answers}) == 1
    assert len(await talk.transcript(mine)) == 3


async def test_who_is_in_danger_is_answered_while_the_turn_before_hangs(talk: Talk, bot: ScriptedBot) -> None:
    bot.delay = 0.5
    mine = await talk.start()
    hanging = asyncio.create_task(talk.say(mine, "logoped"))
    await asyncio.sleep(0.1)
    assert (await talk.say(mine, IN_DANGER)).json()["messages"][0]["kind"] == "safety"
    assert not hanging.done()
    assert (await hanging).status_code == 200
    assert [line["from"] for line in await talk.transcript(mine)] == ["assistant"] + ["person", "assistant"] * 2


async def test_who_is_in_danger_does_not_wait_for_a_place(settings: Settings) -> None:
    full = settings.model_copy(update={"max_turns_in_flight": 0})
    async with talking(full, ScriptedBot()) as talk:
        mine = await talk.start()
        assert (await talk.say(mine, IN_DANGER)).json()["messages"][0]["kind"] == "safety"
        refused = await talk.say(mine, "logoped")
    assert refused.status_code == 503
    assert refused.headers["retry-after"] == "3"
    assert "113" in refused.json()["detail"]


@pytest.mark.parametrize("reason", ["unreachable", "timeout", "invalid"])
async def test_with_the_bot_down_catalogue_and_safety_still_answer(talk: Talk, bot: ScriptedBot, reason: str) -> None:
    bot.broken = reason
    mine = await talk.start(municipality="alesund")
    answer = await talk.say(mine, "Hvem kan hjelpe med logoped?")
    [message] = answer.json()["messages"]
    assert "alesund-logopedtjenesten" in [entry["id"] for entry in message["entries"]]
    assert message["sources"]
    assert (await talk.say(mine, IN_DANGER)).json()["messages"][0]["kind"] == "safety"


async def test_with_nobody_at_rasas_address_the_catalogue_answers(settings: Settings) -> None:
    async with talking(settings) as talk:
        mine = await talk.start(municipality="kristiansund")
        answer = await talk.say(mine, "Hvordan får jeg trygghetsalarm?")
    assert answer.json()["messages"][0]["entries"][0]["id"] == "kristiansund-trygghetsalarm"
