"""What Prometheus reads: counts, and nothing about a person."""

from __future__ import annotations

import pytest

from tests.api.fakes import ScriptedBot
from tests.api.talk import Talk

pytestmark = pytest.mark.anyio


async def test_counts_have_fixed_words_only(talk: Talk, bot: ScriptedBot) -> None:
    mine = await talk.start(municipality="alesund")
    await talk.say(mine, "Hjerneslag, trenger logoped", message_id="m-77")
    bot.broken = "timeout"
    await talk.say(mine, "og hjelpemidler")
    await talk.http.get("/api/v1/hemmelig/hjerneslag")
    answer = await talk.http.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    lines = answer.text.splitlines()
    assert 'veiviser_turns_total{by="bot",language="nb"} 1.0' in lines
    assert 'veiviser_turns_total{by="catalogue",language="nb"} 1.0' in lines
    assert 'veiviser_bot_failures_total{reason="timeout"} 1.0' in lines
    route = "/api/v1/conversations/{conversation_id}/messages"
    assert f'veiviser_requests_total{{method="POST",route="{route}",status="200"}} 2.0' in lines
    for private in (mine.id, mine.token, "192.0.2.1", "alesund", "jerneslag", "m-77", "hemmelig"):
        assert private not in answer.text
