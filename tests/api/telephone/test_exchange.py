"""Calls over a real socket: what is said and asked, keys, who is put through, and that nothing is left behind."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import text as sql

from answers.message import Asks, Choice
from tests.api.fakes import ScriptedBot
from tests.api.telephone.caller import Caller, asked
from tests.api.telephone.conftest import House, OpenHouse

pytestmark = pytest.mark.anyio
TRANSFERS = {"default": "2000", "alesund": "2001"}


async def greeted(inside: House) -> Caller:
    """A call whose greeting has begun."""
    caller = await Caller.dial(inside.settings.phone_port)
    await caller.until(lambda: caller.heard)
    return caller


async def test_a_caller_is_greeted_asks_and_is_answered(house: OpenHouse) -> None:
    async with house("hva er avlastning") as inside:
        caller = await greeted(inside)
        assert inside.said().startswith("Hei!")
        await caller.speak()
        await caller.until(lambda: "Svar" in inside.said())
        assert inside.bot.asked[0].text == "hva er avlastning"
        assert inside.bot.asked[0].channel == "voice"
        await caller.hang_up()
        await caller.until(lambda: inside.ends() == {"hung_up": 1})


async def test_the_greeting_says_what_we_are_and_that_no_sound_is_stored(house: OpenHouse) -> None:
    async with house(phone_municipality="alesund") as inside:
        caller = await greeted(inside)
        lines = inside.gate.database
        with lines.reading() as session:
            [place] = session.execute(sql("select municipality from conversation")).one()
        assert place == "alesund"
        await caller.until(lambda: "Lyden blir ikke lagret, men" in inside.said())
        assert "maskin" in inside.said()
        await caller.hang_up()


async def test_a_choice_is_taken_by_its_key(house: OpenHouse, bot: ScriptedBot) -> None:
    bot.choices = [Choice(title="Hva koster det", payload="/ask_cost"), Choice(title="Kontakt", payload="/ask_contact")]
    async with house("hva er avlastning") as inside:
        caller = await greeted(inside)
        await caller.speak()
        await caller.until(lambda: "Si Kontakt, eller trykk to." in inside.said())
        await caller.press("2")
        await caller.until(lambda: len(bot.asked) == 2)
        assert bot.asked[1].text == "/ask_contact"
        await caller.press("7")
        await caller.until(lambda: "Det tallet er ikke et valg nå." in inside.said())
        await caller.hang_up()


async def test_what_was_read_back_is_confirmed_by_a_key(house: OpenHouse) -> None:
    async with house("hva er avlasting", "hva er avlastning", confidence=0.1) as inside:
        caller = await greeted(inside)
        await caller.speak()
        await caller.until(lambda: "Jeg hørte: hva er avlasting." in inside.said())
        await caller.press("2")
        await caller.until(lambda: "Si det en gang til, med andre ord om du vil." in inside.said())
        await caller.speak()
        await caller.until(lambda: "Jeg hørte: hva er avlastning." in inside.said())
        assert inside.bot.asked == []
        await caller.press("1")
        await caller.until(lambda: len(inside.bot.asked) == 1)
        await caller.hang_up()


async def test_star_repeats_and_hash_stops(house: OpenHouse) -> None:
    async with house("hva er avlastning") as inside:
        caller = await greeted(inside)
        await caller.speak()
        await caller.until(lambda: inside.said().count("Svar") == 1)
        await caller.press("*")
        await caller.until(lambda: inside.said().count("Svar") == 2)
        await caller.press("#")
        await caller.press("*")
        await caller.until(lambda: inside.said().count("Svar") == 3)
        await caller.hang_up()


@pytest.mark.parametrize(("place", "target"), [("alesund", "2001"), ("melhus", "2000"), ("", "2000")])
async def test_zero_puts_through_to_the_people_of_the_place(house: OpenHouse, place: str, target: str) -> None:
    async with house(phone_transfer=TRANSFERS, phone_municipality=place) as inside:
        caller = await greeted(inside)
        await caller.press("0")
        assert await caller.over() == "hang up"
        assert "Jeg setter deg over" in inside.said()
        port = inside.settings.phone_agi_port
        assert await asked(port, "after", caller.call) == {"VEIVISER_TRANSFER": target}
        assert await asked(port, "after", caller.call) == {"VEIVISER_TRANSFER": ""}


async def test_without_anybody_to_put_through_to_zero_asks_for_the_number(house: OpenHouse) -> None:
    async with house() as inside:
        caller = await greeted(inside)
        await caller.press("0")
        await caller.until(lambda: inside.bot.asked)
        assert inside.bot.asked[0].text == "Jeg vil snakke med et menneske"
        await caller.hang_up()


async def test_put_me_through_in_words_and_goodbye(house: OpenHouse) -> None:
    async with house("sett meg over", "ha det bra", phone_transfer=TRANSFERS) as inside:
        first = await greeted(inside)
        await first.speak()
        assert await first.over() == "hang up"
        second = await greeted(inside)
        await second.speak()
        assert await second.over() == "hang up"
        assert "Takk for at du ringte." in inside.said()
        assert await asked(inside.settings.phone_agi_port, "after", second.call) == {"VEIVISER_TRANSFER": ""}
        assert inside.ends() == {"transfer": 1, "goodbye": 1}


async def test_a_telephone_number_is_pressed_and_goes_masked_like_any_other(house: OpenHouse, bot: ScriptedBot) -> None:
    bot.asks = Asks(slot="phone", input="tel")
    async with house("ring meg") as inside:
        caller = await greeted(inside)
        await caller.speak()
        await caller.until(lambda: "Svar" in inside.said())
        for key in "90012345":
            await caller.press(key)
        await caller.until(lambda: len(bot.asked) == 2)
        assert "90012345" not in bot.asked[1].text
        await caller.hang_up()


async def test_nine_is_english(house: OpenHouse, bot: ScriptedBot) -> None:
    async with house() as inside:
        caller = await greeted(inside)
        await caller.press("9")
        await caller.until(lambda: bot.asked)
        assert bot.asked[0].language == "en"
        await caller.press("7")
        await caller.until(lambda: "That number is not a choice now." in inside.said())
        await caller.hang_up()


async def test_danger_is_answered_with_the_number_and_to_hang_up(house: OpenHouse) -> None:
    async with house("pappa puster ikke") as inside:
        caller = await greeted(inside)
        await caller.speak()
        await caller.until(lambda: "Legg på og ring nå." in inside.said())
        assert "Ring én én tre nå." in inside.said()
        assert "chat" not in inside.said()
        assert inside.bot.asked == []
        await caller.hang_up()


async def test_the_dialplan_learns_that_calls_are_taken_and_nothing_of_others(house: OpenHouse) -> None:
    async with house(phone_transfer=TRANSFERS) as inside:
        port = inside.settings.phone_agi_port
        assert await asked(port, "ready", uuid4()) == {"VEIVISER_READY": "1"}
        assert await asked(port, "after", uuid4()) == {"VEIVISER_TRANSFER": ""}
        assert await asked(port, "something", uuid4()) == {}


async def test_speaking_stops_the_voice(house: OpenHouse) -> None:
    async with house("hva er avlastning") as inside:
        caller = await greeted(inside)
        await caller.speak(0.5, 0.0)
        await caller.until(lambda: inside.exchange.calls == 1)
        before = len(inside.voice.said)
        await caller.speak(0.2, 1.0)
        await caller.until(lambda: "Svar" in inside.said())
        assert "Hva lurer du på?" not in inside.said()
        assert len(inside.voice.said) > before
        await caller.hang_up()
