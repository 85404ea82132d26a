"""Who answers: the bot, without it the catalogue, without that a fixed text."""

from __future__ import annotations

import pytest

from answers.message import Reply, Turn
from answers.service import AnswerService
from api.answering import Answering
from api.metrics import Metrics
from tests.api.fakes import ScriptedBot, reply_to

pytestmark = pytest.mark.anyio

TURN = Turn(conversation_id="c", text="Hvem kan hjelpe med logoped?", municipality="alesund")


class Catalogue:
    """Answers without the bot: a reply, or an error."""

    def __init__(self, reply: Reply | None) -> None:
        self._reply = reply

    def answer_without_bot(self, turn: Turn) -> Reply:
        if self._reply is None:
            raise RuntimeError("hjerneslag")
        return self._reply


async def test_the_bot_answers_when_it_can() -> None:
    reply, by = await Answering(ScriptedBot(says="Fra boten"), Catalogue(None), Metrics()).reply(TURN)
    assert (reply.messages[0].text, by) == ("Fra boten", "bot")


async def test_without_the_bot_the_catalogue_answers_with_entries_and_sources(answers: AnswerService) -> None:
    metrics = Metrics()
    reply, by = await Answering(ScriptedBot(broken="timeout"), answers, metrics).reply(TURN)
    assert by == "catalogue"
    assert "alesund-logopedtjenesten" in [entry.id for entry in reply.messages[0].entries]
    assert reply.messages[0].sources
    assert metrics.registry.get_sample_value("veiviser_bot_failures_total", {"reason": "timeout"}) == 1


@pytest.mark.parametrize("broken", [None, reply_to(TURN, "{leftover} her")])
@pytest.mark.parametrize(
    ("language", "says"), [("nb", "Jeg får ikke svart"), ("nn", "Eg får ikkje svart"), ("en", "I cannot answer")]
)
async def test_without_both_there_is_still_whom_to_call(broken: Reply | None, language: str, says: str) -> None:
    turn = TURN.model_copy(update={"language": language})
    reply, by = await Answering(ScriptedBot(broken="unreachable"), Catalogue(broken), Metrics()).reply(turn)
    assert by == "last_resort"
    assert reply.messages[0].text.startswith(says)
    assert "116 117" in reply.messages[0].text
    assert reply.context == turn.context


async def test_a_bot_that_fails_again_and_again_is_left_in_peace_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [1000.0]
    monkeypatch.setattr("api.answering.time.monotonic", lambda: clock[0])
    bot = ScriptedBot(broken="timeout")
    answering = Answering(bot, Catalogue(reply_to(TURN)), Metrics())
    for _ in range(6):
        await answering.reply(TURN)
    assert len(bot.asked) == 3
    clock[0] += 6
    bot.broken = None
    assert (await answering.reply(TURN))[1] == "bot"
    assert (await answering.reply(TURN))[1] == "bot"
