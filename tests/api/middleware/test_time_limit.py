"""No request takes longer than allowed, and what was cancelled gives back what it held."""

from __future__ import annotations

import pytest

from api.settings import Settings
from tests.api.fakes import ScriptedBot
from tests.api.talk import Talk, talking

pytestmark = pytest.mark.anyio


async def test_a_request_that_takes_too_long_is_answered_with_another_way(settings: Settings) -> None:
    bot = ScriptedBot(delay=5)
    async with talking(settings.model_copy(update={"request_timeout": 0.3}), bot) as talk:
        mine = await talk.start(language="en")
        answer = await talk.say(mine, "logoped")
        assert (answer.status_code, answer.json()["type"]) == (503, "urn:veiviser:problem:timeout")
        assert answer.headers["retry-after"] == "3"
        assert "116 117" in answer.json()["detail"]
        bot.delay = 0
        assert (await talk.say(mine, "logoped")).status_code == 200
        assert in_flight(talk) == 0


def in_flight(talk: Talk) -> float | None:
    return talk.gate.metrics.registry.get_sample_value("veiviser_turns_in_flight")
