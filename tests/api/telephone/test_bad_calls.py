"""Whatever comes in over the wire or fails behind it: the call ends or goes on, the caller hears why, and nothing is left open."""

from __future__ import annotations

import asyncio
import random
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from api.settings import Settings
from api.telephone.call import Patience
from api.telephone.exchange import Exchange
from tests.api.fakes import ScriptedBot
from tests.api.telephone.caller import SILENCE, SPEECH, Caller, asked
from tests.api.telephone.conftest import House, OpenHouse
from tests.api.telephone.test_exchange import TRANSFERS, greeted
from voice.telephone.frames import Frame, Kind
from voice.tts.base import NoVoice

pytestmark = pytest.mark.anyio
SOUND = Frame(Kind.SOUND, SPEECH)


async def ended(inside: House, caller: Caller, **ends: float) -> None:
    """The call is over on both sides, for this reason, and nothing of it is left."""
    await caller.over()
    await caller.until(lambda: inside.exchange.calls == 0)
    assert inside.ends() == ends
    assert not inside.gate.voice._open


@pytest.mark.parametrize(
    "first",
    [
        b"\x01\x00\x0fmalformed uuid!",
        b"\x01\x00\x24" + b"f8be9945-0c6c-455d-86d4-0795bb4f61db",
        Frame(Kind.SOUND, SILENCE).encoded(),
        b"GET / HTTP/1.1\r\n\r\n",
        b"\x99\x00\x00",
    ],
)
async def test_who_does_not_introduce_himself_is_let_go(house: OpenHouse, first: bytes) -> None:
    async with house() as inside:
        caller = await Caller.connect(inside.settings.phone_port)
        await caller.send_bytes(first)
        await ended(inside, caller, broken=1)
        assert inside.voice.said == []


@pytest.mark.parametrize(
    "broken",
    [
        b"\x77\x00\x00",
        b"\x10\x01\x41" + bytes(321),
        b"\x10\xff\xfe",
        b"\x03\x00\x02ab",
        Frame(Kind.UUID, bytes(16)).encoded(),
        Frame(Kind.ERROR, b"\x01").encoded(),
    ],
)
async def test_a_frame_that_cannot_be_ends_the_call(house: OpenHouse, broken: bytes) -> None:
    async with house() as inside:
        caller = await greeted(inside)
        await caller.send_bytes(broken)
        await ended(inside, caller, broken=1)


async def test_a_socket_that_drops_in_the_middle_of_a_word(house: OpenHouse) -> None:
    async with house("hva er avlastning") as inside:
        caller = await greeted(inside)
        await caller.send(*[SOUND] * 20)
        await caller.send_bytes(b"\x10\x01")
        await caller.drop()
        await caller.until(lambda: inside.ends() == {"gone": 1})
        await caller.until(lambda: inside.exchange.calls == 0)


async def test_who_says_nothing_is_asked_twice_and_then_let_go(house: OpenHouse) -> None:
    async with house() as inside:
        caller = await greeted(inside)
        await caller.press("#")
        for times in (1, 2):
            while inside.said().count("Er du der?") < times:
                await caller.send(*[Frame(Kind.SOUND, SILENCE)] * 50)
                await asyncio.sleep(0.01)
            await caller.press("A")  # stops the voice, means nothing else
        while caller.ended is None:
            await caller.send(*[Frame(Kind.SOUND, SILENCE)] * 50)
            await asyncio.sleep(0.01)
        await ended(inside, caller, silent=1)
        assert "Jeg hører ingenting" in inside.said()


@pytest.mark.parametrize("transfers", [TRANSFERS, {}])
async def test_noise_that_is_no_words_leads_to_a_person_or_a_number(
    house: OpenHouse, transfers: dict[str, str]
) -> None:
    async with house(phone_transfer=transfers) as inside:
        caller = await greeted(inside)
        for _ in range(3):
            await caller.speak(0.5)
        await ended(inside, caller, unheard=1)
        assert "Jeg får ikke tak i hva du sier." in inside.said()
        assert ("Jeg setter deg over" in inside.said()) == bool(transfers)
        assert ("Ring igjen om noen minutter" in inside.said()) != bool(transfers)
        told = await asked(inside.settings.phone_agi_port, "after", caller.call)
        assert told == {"VEIVISER_TRANSFER": transfers.get("default", "")}


async def test_five_minutes_without_a_pause_are_answered_in_pieces_and_keep_nothing(house: OpenHouse) -> None:
    async with house(*["ord uten ende"] * 40) as inside:
        caller = await greeted(inside)
        for _ in range(300):
            await caller.send(*[SOUND] * 50)
            await asyncio.sleep(0.004)  # a queue that is poured over would only drop it
        await caller.until(lambda: len(inside.bot.asked) >= 2)
        await caller.hang_up()
        await caller.until(lambda: inside.exchange.calls == 0)


async def test_too_many_callers_are_told_so_and_put_through(house: OpenHouse) -> None:
    async with house(voice_sessions=1, phone_transfer=TRANSFERS) as inside:
        first = await greeted(inside)
        second = await Caller.dial(inside.settings.phone_port)
        assert await second.over() == "hang up"
        assert "Mange ringer akkurat nå" in inside.said()
        assert await asked(inside.settings.phone_agi_port, "after", second.call) == {"VEIVISER_TRANSFER": "2000"}
        await first.hang_up()
        await first.until(lambda: inside.exchange.calls == 0)
        third = await greeted(inside)
        await third.hang_up()
        await third.until(lambda: inside.ends() == {"busy": 1, "hung_up": 2})


async def test_beyond_all_bounds_calls_are_not_taken_at_all(house: OpenHouse) -> None:
    async with house(voice_sessions=0) as inside:
        callers = [await Caller.dial(inside.settings.phone_port) for _ in range(20)]
        for caller in callers:
            assert await caller.over() == "hang up"
        assert inside.ends()["busy"] <= 8
        await callers[0].until(lambda: inside.exchange.calls == 0)


async def test_the_same_uuid_twice_is_one_call(house: OpenHouse) -> None:
    async with house() as inside:
        first = await greeted(inside)
        second = await Caller.dial(inside.settings.phone_port, first.call)
        await second.over()
        assert first.ended is None
        assert inside.ends() == {"broken": 1}
        await first.hang_up()


async def test_a_call_has_a_longest_length(house: OpenHouse) -> None:
    async with house(phone_longest=0.3) as inside:
        caller = await greeted(inside)
        await ended(inside, caller, too_long=1)
        assert "Samtalen har vart så lenge som den kan." in inside.said()


async def test_with_rasa_down_questions_and_dangers_are_answered(house: OpenHouse, bot: ScriptedBot) -> None:
    bot.broken = "timeout"
    async with house("hva er hverdagsrehabilitering", "han puster ikke") as inside:
        caller = await greeted(inside)
        await caller.speak()
        await caller.until(lambda: len(bot.asked) == 1)
        before = len(inside.voice.said)
        await caller.until(lambda: len(inside.voice.said) > before)
        await caller.speak()
        await caller.until(lambda: "Ring én én tre nå." in inside.said())
        await caller.hang_up()


async def test_with_the_database_away_in_a_call_there_are_still_numbers_to_call(
    house: OpenHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with house("hva er avlastning", "han puster ikke") as inside:
        caller = await greeted(inside)

        def away(*_: object) -> None:
            raise OSError("no database")

        monkeypatch.setattr(inside.gate.conversations, "load", away)
        await caller.speak()
        await caller.until(lambda: "Jeg får ikke svart akkurat nå." in inside.said())
        await caller.speak()
        await caller.until(lambda: "Ring én én tre nå." in inside.said())
        await caller.hang_up()
        await caller.until(lambda: inside.ends() == {"hung_up": 1})


@pytest.mark.parametrize("missing", ["database", "recogniser"])
async def test_a_call_that_cannot_begin_is_told_so(
    house: OpenHouse, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    async with house(phone_transfer=TRANSFERS) as inside:

        def away(*_: object) -> None:
            raise OSError("no database")

        if missing == "database":
            monkeypatch.setattr(inside.gate.conversations, "create", away)
        else:
            inside.gate.voice.faults = ["the recogniser is missing"]
        caller = await Caller.dial(inside.settings.phone_port)
        await ended(inside, caller, out_of_order=1)
        assert "Jeg kan ikke svare på telefonen akkurat nå." in inside.said()
        assert await asked(inside.settings.phone_agi_port, "after", caller.call) == {"VEIVISER_TRANSFER": "2000"}


async def test_without_a_voice_the_caller_is_put_through_and_nothing_hangs(
    house: OpenHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise NoVoice("broken")

    async with house(phone_transfer=TRANSFERS) as inside:
        monkeypatch.setattr(inside.voice, "say", broken)
        caller = await Caller.dial(inside.settings.phone_port)
        await caller.press("0")
        await ended(inside, caller, transfer=1)
        assert caller.heard == b""


async def test_a_recogniser_that_fails_is_no_hang(house: OpenHouse, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("model")

    async with house() as inside:
        monkeypatch.setattr(inside.gate.voice.engines.recogniser, "transcribe", broken)
        caller = await greeted(inside)
        await caller.speak()
        await ended(inside, caller, internal=1)
        assert "Jeg kan ikke svare på telefonen akkurat nå." in inside.said()


async def test_stopping_the_gate_ends_calls_in_any_state(house: OpenHouse) -> None:
    async with house("hva er avlastning") as inside:
        callers = [await greeted(inside), await Caller.connect(inside.settings.phone_port)]
        await callers[0].speak(0.5, 0.0)
    for caller in callers:
        await caller.over()


async def test_a_port_that_is_taken_is_told_and_leaves_nothing_open(house: OpenHouse) -> None:
    async with house() as inside:
        other = Exchange(inside.gate)
        with pytest.raises(OSError, match="address"):
            await other.open()
        assert other._servers == []


@hypothesis_settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 1 << 30))
@example(226)  # hung up on while the voice was being stopped
def test_a_call_of_anything_at_all_ends(house: OpenHouse, seed: int) -> None:
    """Frames, keys, cut frames and rubbish in any order, then the end: no task, seat or connection stays."""

    async def play(chance: random.Random) -> None:
        async with house(*["hva er avlastning"] * 5, patience=Patience(silence=2.0)) as inside:
            caller = await Caller.dial(inside.settings.phone_port)
            for _ in range(chance.randrange(12)):
                await caller.send_bytes(_anything(chance))
            await caller.drop()
            await caller.until(lambda: inside.exchange.calls == 0)
            assert sum(inside.ends().values()) == 1

    asyncio.run(play(random.Random(seed)))


def _anything(chance: random.Random) -> bytes:
    made: list[Any] = [
        SOUND.encoded() * chance.randrange(100),
        Frame(Kind.SOUND, SILENCE).encoded() * chance.randrange(100),
        Frame(Kind.KEY, bytes([chance.randrange(256)])).encoded(),
        Frame(Kind.KEY, chance.choice("0123456789*#").encode()).encoded(),
        SOUND.encoded()[: chance.randrange(323)] if chance.random() < 0.2 else b"",
        chance.randbytes(chance.randrange(40)) if chance.random() < 0.2 else b"",
    ]
    return bytes(chance.choice(made))


def test_extensions_are_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VEIVISER_PHONE_TRANSFER", '{"default": "2000&SIP/evil"}')
    with pytest.raises(ValueError, match="phone_transfer"):
        Settings()
