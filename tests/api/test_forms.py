"""Forms in conversations, over HTTP: what is said, what is stored, what leaves the gate."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from answers.message import Reply, Turn, Wish
from api.settings import Settings
from referrals.people import Role, Staff
from referrals.views import CaseFilter
from tests.api.fakes import ScriptedBot
from tests.api.talk import Conversation, Talk, talking

pytestmark = pytest.mark.anyio

NAME, NEED, PHONE = "Ragnhild Testesen", "Jeg har falt tre ganger på badet i høst", "41234567"
ANSWERS = ("meg selv", NEED, "hopp over", "1953", "hopp over", NAME, PHONE)


class WishingBot(ScriptedBot):
    """Wishes for a form when it is asked to."""

    async def turn(self, turn: Turn) -> Reply:
        """The scripted reply, with a wish for "jeg vil søke"."""
        reply = await super().turn(turn)
        if "søke" not in turn.text:
            return reply
        wish = Wish(form="soknad", municipality=turn.municipality)
        return reply.model_copy(update={"context": reply.context.model_copy(update={"wish": wish})})


@pytest.fixture
def bot() -> WishingBot:
    return WishingBot()


@pytest.fixture
async def mine(talk: Talk) -> AsyncIterator[Conversation]:
    """A conversation in which an application was begun."""
    conversation = await talk.start(municipality="alesund")
    first = said(await talk.say(conversation, "jeg vil søke"))
    assert first["asks"] == {"slot": "for_whom", "optional": False, "input": "choice"}
    yield conversation


def said(answer: httpx.Response) -> dict[str, Any]:
    assert answer.status_code == 200, answer.text
    message: dict[str, Any] = answer.json()["messages"][-1]
    return message


async def fill(talk: Talk, conversation: Conversation, answers: tuple[str, ...] = ANSWERS) -> dict[str, Any]:
    for text in answers:
        last = said(await talk.say(conversation, text))
    return last


async def press(talk: Talk, conversation: Conversation, message: dict[str, Any], title: str) -> dict[str, Any]:
    button = next(button["id"] for button in message["buttons"] if button["title"] == title)
    return said(await talk.say(conversation, button=button))


def everything_stored(settings: Settings) -> str:
    """All bytes of the database file and its log."""
    path = Path(settings.database_url.removeprefix("sqlite:///"))
    files = [path, path.with_name(path.name + "-wal")]
    return "".join(file.read_bytes().decode("latin-1") for file in files if file.exists())


def cases(talk: Talk) -> int:
    unit = frozenset(unit.id for unit in talk.gate.referrals.units.all())
    staff = Staff("s", "S", frozenset({Role.CASEWORKER}), unit)
    return talk.gate.referrals.cases(staff, CaseFilter()).total


async def test_an_application_is_filled_in_confirmed_and_sent(talk: Talk, mine: Conversation) -> None:
    summary = await fill(talk, mine)
    assert summary["asks"]["slot"] == "confirm"
    for given in (NAME, NEED, "41 23 45 67", "1953"):
        assert given in summary["text"]
    assert cases(talk) == 0
    receipt = await press(talk, mine, summary, "Ja, send")
    assert receipt["kind"] == "referral"
    assert "Referanse: V-" in receipt["text"]
    assert cases(talk) == 1


async def test_confirming_twice_gives_the_same_receipt_and_one_case(talk: Talk, mine: Conversation) -> None:
    summary = await fill(talk, mine)
    first, second = await asyncio.gather(*(press(talk, mine, summary, "Ja, send") for _ in range(2)))
    assert first["text"] == second["text"]
    assert cases(talk) == 1


async def test_nothing_of_a_form_reaches_the_bot_the_stored_lines_or_the_log(
    talk: Talk, bot: WishingBot, mine: Conversation, settings: Settings, capfd: pytest.CaptureFixture[str]
) -> None:
    await fill(talk, mine)
    await talk.say(mine, f"hva koster det for {NAME}?")
    seen = json.dumps([turn.model_dump(mode="json") for turn in bot.asked], ensure_ascii=False)
    lines = json.dumps(talk.gate.turns.transcript(mine.id), default=str, ensure_ascii=False)
    stored, logged = everything_stored(settings), capfd.readouterr().out
    assert "request" in logged
    for secret in (*NAME.split(), NEED, PHONE, "41 23 45 67"):
        assert secret not in seen
        assert secret not in lines
        assert secret not in stored
        assert secret not in logged
    assert [turn.context.intake for turn in bot.asked] == [None] * len(bot.asked)
    assert "[navn]" in lines
    assert "[telefon]" in lines


async def test_a_question_in_between_is_answered_and_the_form_goes_on(
    talk: Talk, bot: WishingBot, mine: Conversation
) -> None:
    await fill(talk, mine, ANSWERS[:1])
    answer = said(await talk.say(mine, "hva koster det?"))
    assert bot.asked[-1].text == "hva koster det?"
    assert answer["text"].startswith("Svar\n\nTilbake til skjemaet: Hva trenger du hjelp med?")
    assert answer["asks"]["slot"] == "need"
    assert answer["sources"]
    assert (await fill(talk, mine, ANSWERS[1:]))["asks"]["slot"] == "confirm"


@pytest.mark.parametrize("text", ["avbryt", "glem det", "eg vil ikkje likevel", "æ vil itj likevel", "never mind"])
async def test_cancelled_means_that_nothing_is_kept(talk: Talk, mine: Conversation, text: str) -> None:
    await fill(talk, mine)
    answer = said(await talk.say(mine, text))
    assert answer["asks"] is None
    assert talk.gate.conversations.load(mine.id).context.intake is None
    assert cases(talk) == 0


async def test_a_danger_is_answered_first_and_the_answer_is_kept(talk: Talk, mine: Conversation) -> None:
    await fill(talk, mine, ANSWERS[:1])
    answer = said(await talk.say(mine, "jeg har falt, og nå vil jeg ta livet mitt"))
    assert answer["kind"] == "safety"
    assert "113" in answer["text"]
    assert "her fortsatt" in answer["text"]
    assert (await press(talk, mine, answer, "Fortsett"))["asks"]["slot"] == "important"


async def test_who_reloads_sees_the_summary_whole_and_what_is_stored_is_not(talk: Talk, mine: Conversation) -> None:
    summary = await fill(talk, mine)
    assert (await talk.transcript(mine))[-1]["text"] == summary["text"]
    assert NAME not in talk.gate.turns.transcript(mine.id)[-1].text


async def test_the_same_message_id_gets_the_same_summary(talk: Talk, mine: Conversation) -> None:
    await fill(talk, mine, ANSWERS[:-1])
    first = await talk.say(mine, PHONE, message_id="m-1")
    assert NAME in said(first)["text"]
    assert (await talk.say(mine, PHONE, message_id="m-1")).json() == first.json()


async def test_a_conversation_erased_in_the_middle_of_a_form_sends_nothing_and_says_so(
    talk: Talk, mine: Conversation
) -> None:
    summary = await fill(talk, mine)
    await talk.http.delete(mine.path, headers=mine.headers)
    button = next(button["id"] for button in summary["buttons"] if button["title"] == "Ja, send")
    answer = await talk.say(mine, button=button)
    assert answer.status_code == 404
    assert answer.json()["type"] == "urn:veiviser:problem:not-found"
    assert cases(talk) == 0


async def test_erasing_the_conversation_leaves_the_confirmed_case(
    talk: Talk, mine: Conversation, settings: Settings
) -> None:
    await press(talk, mine, await fill(talk, mine), "Ja, send")
    assert (await talk.http.delete(mine.path, headers=mine.headers)).status_code == 204
    assert cases(talk) == 1
    assert NAME not in everything_stored(settings)


async def test_how_a_case_goes_and_withdrawing_it(talk: Talk, bot: WishingBot, mine: Conversation) -> None:
    receipt = (await press(talk, mine, await fill(talk, mine), "Ja, send"))["text"]
    reference, secret = (line.split(": ")[1] for line in receipt.splitlines() if line.startswith(("Ref", "Hem")))
    other = await talk.start()
    asked_before = len(bot.asked)
    status = said(await talk.say(other, f"hvordan går det med {reference} og {secret}"))
    assert status["kind"] == "status"
    assert "Sendt" in status["text"]
    assert secret not in json.dumps(talk.gate.turns.transcript(other.id), default=str)
    ask = said(await talk.say(other, f"trekk saken {reference} {secret}"))
    done = await press(talk, other, ask, "Ja, trekk saken")
    assert "Saken er trukket" in done["text"]
    assert len(bot.asked) == asked_before


async def test_guessing_secrets_ends_soon(talk: Talk) -> None:
    mine = await talk.start()
    wrong = "V-0000-0000 0000-1111-2222-3333-4444"
    texts = [said(await talk.say(mine, wrong))["text"] for _ in range(7)]
    assert "ingen sak med denne referansen og koden" in texts[0]
    assert "for mange forsøk" in texts[-1]


async def test_when_the_case_cannot_be_stored_nothing_is_lost(
    talk: Talk, mine: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise sqlite3.OperationalError("away")

    summary = await fill(talk, mine)
    with monkeypatch.context() as patch:
        patch.setattr(talk.gate.referrals, "submit", away)
        failed = await press(talk, mine, summary, "Ja, send")
    assert "Jeg fikk ikke sendt det nå" in failed["text"]
    assert "800 300 61" in failed["text"]
    assert NAME in failed["text"]
    assert "Referanse" in (await press(talk, mine, failed, "Ja, send"))["text"]
    assert cases(talk) == 1


async def test_a_fourth_case_in_a_day_is_too_many(settings: Settings, bot: WishingBot) -> None:
    async with talking(settings.model_copy(update={"limit_message": "1000/second"}), bot) as talk:
        mine = await talk.start(municipality="alesund")
        for expected in ("Sendt", "Sendt", "Sendt", "så mange saker"):
            said(await talk.say(mine, "jeg vil søke"))
            last = await press(talk, mine, await fill(talk, mine), "Ja, send")
            assert expected in last["text"]
        assert cases(talk) == 3


async def test_a_text_that_is_too_long_loses_nothing(talk: Talk, mine: Conversation) -> None:
    await fill(talk, mine, ANSWERS[:1])
    answer = await talk.say(mine, "å" * 10_000)
    assert answer.status_code in (413, 422)
    assert "1000 tegn" in answer.json()["detail"]
    assert (await fill(talk, mine, ANSWERS[1:]))["asks"]["slot"] == "confirm"


async def test_on_the_telephone_the_options_are_said(bot: WishingBot, settings: Settings) -> None:
    async with talking(settings, bot) as talk:
        mine = await talk.start(municipality="alesund", channel="voice")
        first = said(await talk.say(mine, "jeg vil søke"))
    assert "Du kan svare Meg selv, Barnet mitt eller" in first["spoken"]


async def test_a_form_goes_on_while_the_bot_is_away(talk: Talk, bot: WishingBot, mine: Conversation) -> None:
    bot.broken = "timeout"
    await fill(talk, mine, ANSWERS[:1])
    answer = said(await talk.say(mine, "hva koster hverdagsrehabilitering?"))
    assert "Tilbake til skjemaet" in answer["text"]
    assert "Referanse" in (await press(talk, mine, await fill(talk, mine, ANSWERS[1:]), "Ja, send"))["text"]


@pytest.mark.postgres
async def test_confirmed_at_two_gates_at_once_it_is_one_case(
    settings: Settings, bot: WishingBot, filled_postgres: str
) -> None:
    shared = settings.model_copy(update={"database_url": filled_postgres})
    async with talking(shared, bot) as one, talking(shared, bot) as two:
        before = cases(one)
        mine = await one.start(municipality="alesund")
        said(await one.say(mine, "jeg vil søke"))
        summary = await fill(one, mine)
        first, second = await asyncio.gather(
            press(one, mine, summary, "Ja, send"), press(two, mine, summary, "Ja, send")
        )
        assert first["text"] == second["text"]
        assert cases(two) == before + 1
