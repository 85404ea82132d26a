"""Up, and ready: /readyz names the part that fails."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import text

from api.settings import Settings
from tests.api.fakes import ScriptedBot
from tests.api.local_server import serving
from tests.api.talk import Talk, talking

pytestmark = pytest.mark.anyio


async def failing(talk: Talk) -> list[str]:
    answer = await talk.http.get("/readyz")
    assert answer.headers["cache-control"] == "no-store"
    if answer.status_code == 200:
        assert answer.json() == {"status": "ready", "parts": ["database", "catalogue", "actions", "bot"]}
        return []
    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"
    parts: list[str] = answer.json()["failing"]
    assert parts
    return parts


async def test_the_process_is_up_whatever_its_parts_do(talk: Talk, bot: ScriptedBot) -> None:
    bot.broken = "unreachable"
    answer = await talk.http.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_ready_when_a_real_question_is_answered_through_rasa_and_the_actions(settings: Settings) -> None:
    with serving() as rasa, serving() as actions:
        reachable = settings.model_copy(update={"rasa_url": rasa.url, "actions_url": actions.url})
        async with talking(reachable) as talk:
            assert await failing(talk) == []
            assert rasa.asked[0]["message"] == settings.readiness_question
            rasa.status = 409
            assert await failing(talk) == ["bot"]
            rasa.status, rasa.body = 200, b"[]"
            assert await failing(talk) == ["bot"]
            rasa.body, actions.status = None, 500
            assert await failing(talk) == ["actions"]
            actions.status = 200
            assert await failing(talk) == []


async def test_an_answer_without_a_source_does_not_count(settings: Settings) -> None:
    class Unsure(ScriptedBot):
        async def turn(self, turn):  # type: ignore[no-untyped-def]
            reply = await super().turn(turn)
            return reply.model_copy(
                update={"messages": [message.model_copy(update={"sources": []}) for message in reply.messages]}
            )

    with serving() as actions:
        async with talking(settings.model_copy(update={"actions_url": actions.url}), Unsure()) as talk:
            assert await failing(talk) == ["bot"]


async def test_everything_that_fails_is_named(talk: Talk, bot: ScriptedBot) -> None:
    bot.broken = "timeout"
    with talk.gate.database.writing() as session:
        for table in ("catalogue_service_area", "catalogue_service_setting", "catalogue_service"):
            session.execute(text(f"DELETE FROM {table}"))
    assert await failing(talk) == ["catalogue", "actions", "bot"]
    with talk.gate.database.writing() as session:
        session.execute(text("DROP TABLE readiness_probe"))
    assert await failing(talk) == ["database", "catalogue", "actions", "bot"]


async def test_an_unmigrated_database_lets_the_gate_start_and_say_so(settings: Settings, bot: ScriptedBot) -> None:
    empty = settings.model_copy(update={"database_url": f"sqlite:///{settings.var_dir}/empty.db"})
    async with talking(empty, bot) as talk:
        assert await failing(talk) == ["database", "catalogue", "actions"]


async def test_good_news_is_believed_for_a_while_and_asked_for_once(settings: Settings, bot: ScriptedBot) -> None:
    bot.delay = 0.05
    with serving() as actions:
        patient = settings.model_copy(update={"actions_url": actions.url, "readiness_cache": 60})
        async with talking(patient, bot) as talk:
            answers = await asyncio.gather(*(failing(talk) for _ in range(5)))
            assert answers == [[]] * 5
            bot.broken = "timeout"
            assert await failing(talk) == []
    assert len(bot.asked) == 1
