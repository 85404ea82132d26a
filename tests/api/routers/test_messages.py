"""Messages over HTTP: the way of one message through the gate."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from answers.message import Choice
from api.settings import Settings
from tests.api.fakes import ScriptedBot
from tests.api.talk import Talk, talking

pytestmark = pytest.mark.anyio


async def test_the_answer_has_the_shape_of_the_contract(talk: Talk, bot: ScriptedBot) -> None:
    mine = await talk.start(municipality="alesund", role="staff")
    answer = await talk.say(mine, "Hvem kan hjelpe med logoped?")
    assert answer.status_code == 200
    body = answer.json()
    assert (body["conversation_id"], body["language"]) == (mine.id, "nb")
    [message] = body["messages"]
    assert set(message) == {"text", "language", "kind", "entries", "sources", "buttons", "asks"}
    assert message["sources"] == [{"document": "Plan", "lines": [1, 2], "as_of": "2016-01"}]
    [turn] = bot.asked
    assert (turn.conversation_id, turn.text, turn.municipality, turn.role) == (
        mine.id, "Hvem kan hjelpe med logoped?", "alesund", "staff",
    )  # fmt: skip


async def test_on_the_telephone_every_answer_can_be_heard(talk: Talk) -> None:
    answer = await talk.say(await talk.start(channel="voice"), "logoped")
    assert answer.json()["messages"][0]["spoken"] == "Svar Dette er fra 2016."


async def test_the_bot_gets_and_the_database_keeps_the_redacted_text_only(talk: Talk, bot: ScriptedBot) -> None:
    mine = await talk.start()
    await talk.say(mine, "Jeg heter Kari, kari@eksempel.no, og trenger rullestol")
    said = "Jeg heter [navn], [e-post], og trenger rullestol"
    assert bot.asked[0].text == said
    assert (await talk.transcript(mine))[1]["text"] == said


async def test_the_context_travels_with_the_conversation(talk: Talk, bot: ScriptedBot) -> None:
    mine = await talk.start()
    bot.municipality = "1508"
    await talk.say(mine, "Jeg bor i Ålesund nå")
    bot.municipality = "atlantis"
    await talk.say(mine, "hva med logoped")
    await talk.say(mine, "og hjelpemidler")
    assert [turn.municipality for turn in bot.asked] == [None, "alesund", "alesund"]
    assert [turn.context.last_text for turn in bot.asked] == [None, "Svar", "Svar"]


async def test_the_language_follows_the_person_and_stays_when_asked_for(talk: Talk, bot: ScriptedBot) -> None:
    mine = await talk.start()
    for text in ("Eg lurer på korleis ein søkjer om avlasting, kva gjer eg no?", "takk", "What can you help me with?"):
        assert (await talk.say(mine, text)).status_code == 200
    assert [turn.language for turn in bot.asked] == ["nn", "nn", "en"]


async def test_a_language_that_we_do_not_speak_gets_an_honest_answer(talk: Talk, bot: ScriptedBot) -> None:
    answer = await talk.say(await talk.start(), "Potrzebuję pomocy dla mojej matki po udarze, gdzie mam zadzwonić?")
    [message] = answer.json()["messages"]
    assert message["kind"] == "fallback"
    assert "rozumiem tylko" in message["text"]
    assert bot.asked == []


async def test_the_same_message_id_gets_the_same_answer_and_does_nothing_twice(talk: Talk, bot: ScriptedBot) -> None:
    bot.choices = [Choice(title="Ja", payload="/affirm")]
    mine = await talk.start()
    first = await talk.say(mine, "logoped", message_id="m-1")
    bot.says = "Et annet svar"
    again = await talk.say(mine, "logoped", message_id="m-1")
    assert again.json() == first.json()
    assert len(bot.asked) == 1
    assert len(await talk.transcript(mine)) == 3
    other = await talk.say(mine, "logoped", message_id="m-2")
    assert other.json()["messages"][0]["text"] == "Et annet svar"


async def test_the_same_message_id_twice_at_once_is_one_turn(talk: Talk, bot: ScriptedBot) -> None:
    bot.delay = 0.1
    mine = await talk.start()
    answers = await asyncio.gather(*(talk.say(mine, "logoped", message_id="m-1") for _ in range(3)))
    assert [answer.status_code for answer in answers] == [200] * 3
    assert len({answer.text for answer in answers}) == 1
    assert len(bot.asked) == 1


async def test_a_message_id_belongs_to_its_conversation(talk: Talk, bot: ScriptedBot) -> None:
    for conversation in (await talk.start(), await talk.start()):
        assert (await talk.say(conversation, "logoped", message_id="m-1")).status_code == 200
    assert len(bot.asked) == 2


async def test_turns_of_a_conversation_do_not_overlap(talk: Talk, bot: ScriptedBot) -> None:
    bot.delay = 0.05
    mine = await talk.start()
    answers = await asyncio.gather(*(talk.say(mine, f"logoped {number}") for number in range(3)))
    assert [answer.status_code for answer in answers] == [200] * 3
    assert bot.most_at_once == 1


async def test_a_button_is_asked_as_what_it_stands_for(talk: Talk, bot: ScriptedBot) -> None:
    bot.choices = [Choice(title="Hvordan søker jeg?", payload="/how_to_get_in")]
    mine = await talk.start()
    shown = (await talk.say(mine, "logoped")).json()["messages"][0]["buttons"]
    assert [set(button) for button in shown] == [{"id", "title"}]
    answer = await talk.say(mine, button=shown[0]["id"])
    assert answer.status_code == 200
    assert bot.asked[-1].text == "/how_to_get_in"
    assert (await talk.transcript(mine))[3]["text"] == "Hvordan søker jeg?"


async def test_a_button_of_another_conversation_or_of_none_is_refused(talk: Talk, bot: ScriptedBot) -> None:
    bot.choices = [Choice(title="Ja", payload="/affirm")]
    mine, other = await talk.start(), await talk.start()
    theirs = (await talk.say(other, "logoped")).json()["messages"][0]["buttons"][0]["id"]
    asked = len(bot.asked)
    for button in (theirs, "affirm", "x" * 64):
        answer = await talk.say(mine, button=button)
        assert (answer.status_code, answer.json()["type"]) == (422, "urn:veiviser:problem:unknown-button")
    assert len(bot.asked) == asked


async def test_too_fast_is_429_with_retry_after(settings: Settings, bot: ScriptedBot) -> None:
    async with talking(settings.model_copy(update={"limit_message": "2/minute"}), bot) as talk:
        mine = await talk.start(language="nn")
        for _ in range(2):
            assert (await talk.say(mine, "logoped")).status_code == 200
        refused = await talk.say(mine, "logoped")
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert refused.json()["title"] == "For mange meldingar på kort tid"


async def test_a_conversation_erased_while_it_is_answered_leaves_nothing(talk: Talk, bot: ScriptedBot) -> None:
    bot.delay = 0.2
    mine = await talk.start()
    saying = asyncio.create_task(talk.say(mine, "logoped", message_id="m"))
    await asyncio.sleep(0.1)
    assert (await talk.http.delete(mine.path, headers=mine.headers)).status_code == 204
    assert (await saying).status_code == 404


@pytest.mark.parametrize("kind", [{"button": "abc", "text": "x"}, {}, {"text": None}, {"message_id": "m"}])
async def test_a_message_is_a_text_or_a_button(talk: Talk, kind: dict[str, Any]) -> None:
    assert (await talk.say(await talk.start(), **kind)).status_code == 422
