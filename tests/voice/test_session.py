"""Turns of speech: what counts as said, what is asked back, who may interrupt whom, what is kept (nothing)."""

from __future__ import annotations

import asyncio

import pytest

from tests.voice.fakes import Asked, Kept, LoudIsSpeech, Spoken, silence, speech
from voice.repair import Repairer
from voice.session import VoiceSession
from voice.stt.base import Transcript
from voice.stt.fake import ScriptedRecogniser
from voice.utterances import Patience, Utterances

pytestmark = pytest.mark.anyio


class Room:
    """A session with everything around it in hand."""

    def __init__(self, *heard: str, confidence: float = 0.9, hands_free: bool = True, **more: object) -> None:
        self.line, self.voice = Kept(), Spoken(broken=bool(more.get("broken")))
        self.assistant = Asked(more.get("waits_for"), str(more.get("danger", "")))  # type: ignore[arg-type]
        script = [Transcript(text, confidence) for text in heard]
        self.session = VoiceSession(
            self.line,
            self.assistant,
            ScriptedRecogniser(script),
            self.voice,
            Repairer(["hverdagsrehabilitering"], lambda _word: True),
            Utterances(LoudIsSpeech(), Patience(partial=10.0), hands_free=hands_free),
            review=not hands_free,
        )

    async def say(self, seconds: float = 1.0) -> None:
        for piece in (speech(seconds), silence(1.0)):
            await self.session.hear(piece)
        await self.settle()

    async def settle(self) -> None:
        await self.session.settled()
        await self.session.speaker.finished()
        await asyncio.sleep(0)


async def test_a_pause_ends_a_turn_and_the_answer_is_spoken_without_figures() -> None:
    room = Room("hva er hverdags rehabilitering")
    await room.say()
    assert room.assistant.asked == ["hva er hverdagsrehabilitering"]
    said = [text for text, _ in room.voice.said]
    assert said == ["Kommunen har det.", "Ring en en tre.", "Du kan si: Hvordan søker jeg eller Kontakt."]
    assert room.line.kinds() == ["speech", "final", "answer", "spoken"]


async def test_push_to_talk_shows_the_words_to_be_corrected_and_sends_nothing() -> None:
    room = Room("jeg treng rullestol", hands_free=False)
    await room.session.hear(speech(1.0))
    await room.session.let_go()
    await room.settle()
    assert room.assistant.asked == []
    assert room.line.events[-1] == ("final", {"text": "jeg treng rullestol", "confidence": 0.9, "sent": False})
    await room.session.send("jeg trenger rullestol")
    assert room.assistant.asked == ["jeg trenger rullestol"]


@pytest.mark.parametrize(("confidence", "waits_for"), [(0.2, None), (0.9, "phone"), (0.9, "municipality")])
async def test_what_is_uncertain_or_a_name_or_number_is_read_back_first(
    confidence: float, waits_for: str | None
) -> None:
    room = Room("ålesund", "ja det stemmer", confidence=confidence, waits_for=waits_for)
    room.session.waits_for = waits_for
    await room.say()
    assert room.assistant.asked == []
    assert room.voice.said[-2:] == [("Jeg hørte: ålesund.", 1.0), ("Stemmer det?", 1.0)]
    await room.say()
    assert room.assistant.asked == ["ålesund"]


async def test_a_no_to_what_was_read_back_sends_nothing() -> None:
    room = Room("bodø", "nei", confidence=0.1)
    await room.say()
    await room.say()
    assert room.assistant.asked == []
    assert room.voice.said[-1][0] == "Si det en gang til, eller skriv det."


async def test_commands_steer_the_voice_and_do_not_reach_the_assistant() -> None:
    room = Room("hei", "saktere", "gjenta", "stav det", "stopp")
    for _ in range(5):
        await room.say()
    assert room.assistant.asked == ["hei"]
    paces = [pace for text, pace in room.voice.said if text == "Kommunen har det."]
    assert paces == [1.0, 0.8, 0.8]
    assert any(text.startswith("k, o, m, m") for text, _ in room.voice.said)


async def test_speaking_stops_the_voice() -> None:
    room = Room("hei")
    gate = asyncio.Event()

    async def slow(_sound: object) -> None:
        await gate.wait()

    room.line.sound = slow  # type: ignore[method-assign]
    await room.session.hear(speech(1.0))
    await room.session.hear(silence(1.0))
    await room.session.settled()
    await room.session.hear(speech(0.5))
    assert "hush" in room.line.kinds()


async def test_danger_is_answered_while_the_person_still_speaks() -> None:
    room = Room("pappa puster ikke", danger="puster ikke")
    room.session.utterances.patience = Patience(partial=0.5)
    await room.session.hear(speech(2.0))
    while not room.assistant.asked:
        await asyncio.sleep(0.01)
    assert room.assistant.asked == ["pappa puster ikke"]
    await room.session.close()


async def test_danger_does_not_wait_to_be_corrected() -> None:
    room = Room("pappa puster ikke", hands_free=False, danger="puster ikke")
    await room.session.hear(speech(0.8))
    await room.session.let_go()
    await room.settle()
    assert room.assistant.asked == ["pappa puster ikke"]
    assert ("final", {"text": "pappa puster ikke", "confidence": 0.9, "sent": True}) in room.line.events


async def test_danger_is_never_read_back_first() -> None:
    room = Room("ålesund", "nei han puster ikke", confidence=0.2, danger="puster ikke")
    await room.say()
    await room.say()
    assert room.assistant.asked == ["nei han puster ikke"]


async def test_silence_and_noise_that_is_no_speech_say_nothing() -> None:
    room = Room()
    await room.session.hear(silence(5.0))
    assert room.line.events == []
    await room.say()
    assert room.line.kinds() == ["speech", "nothing"]


async def test_five_minutes_without_a_pause_are_cut_and_memory_is_given_back() -> None:
    room = Room(*["ord"] * 20)
    for _ in range(60):
        await room.session.hear(speech(5.0))
    await room.settle()
    assert len(room.assistant.asked) >= 10
    assert sum(frame.nbytes for frame in room.session.utterances._frames) < 30 * 16_000 * 4
    await room.session.close()
    assert not room.session.utterances.speaking


async def test_without_a_voice_the_answer_is_there_all_the_same() -> None:
    room = Room("hei", broken=True)
    await room.say()
    assert room.line.kinds() == ["speech", "final", "answer", "voiceless"]
