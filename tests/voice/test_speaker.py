"""How an answer is said where there is no screen: in portions, questions at the end, numbers slowly."""

from __future__ import annotations

import pytest

from tests.voice.fakes import Kept, Spoken
from voice.speaker import Speaker
from voice.spoken.digits import has_number

pytestmark = pytest.mark.anyio
LONG = [f"Setning {word}." for word in ("a", "b", "c", "d", "e", "f", "g", "h")]


async def said(speaker: Speaker, voice: Spoken) -> list[str]:
    await speaker.finished()
    texts = [text for text, _ in voice.said]
    voice.said.clear()
    return texts


async def test_a_long_answer_comes_in_portions_and_its_rest_when_asked_for() -> None:
    voice = Spoken()
    speaker = Speaker(Kept(), voice, screen=False)
    more = ["Det er mer.", "Si mer, så fortsetter jeg."]
    speaker.answer([" ".join(LONG)], ["Velg."], "nb")
    assert await said(speaker, voice) == [*LONG[:3], *more, "Velg."]
    speaker.go_on()
    assert await said(speaker, voice) == [*LONG[3:6], *more]
    speaker.again("nb")
    assert await said(speaker, voice) == [*LONG[3:6], *more]
    speaker.go_on()
    assert await said(speaker, voice) == LONG[6:]
    assert not speaker.has_more


async def test_the_question_at_the_end_is_always_asked() -> None:
    voice = Spoken()
    speaker = Speaker(Kept(), voice, screen=False)
    speaker.answer([" ".join(LONG), "Hvilken kommune gjelder det? Tilbudene er ulike."], [], "nb")
    texts = await said(speaker, voice)
    assert texts[:3] == LONG[:3]
    assert texts[-2:] == ["Hvilken kommune gjelder det?", "Tilbudene er ulike."]


async def test_what_must_be_whole_is_whole() -> None:
    voice = Spoken()
    speaker = Speaker(Kept(), voice, screen=False)
    speaker.answer([" ".join(LONG)], [], "nb", whole=True)
    assert await said(speaker, voice) == LONG
    speaker.answer([" ".join(LONG[:4])], [], "nb")
    assert await said(speaker, voice) == LONG[:4]


async def test_numbers_are_slow_where_nobody_can_read_them() -> None:
    voice = Spoken()
    speaker = Speaker(Kept(), voice, screen=False)
    speaker.answer(["Kontoret er åpent. Ring 70 16 20 00."], [], "nb")
    await speaker.finished()
    assert [pace for _, pace in voice.said] == [1.0, 0.8]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Ring en en tre.", True),
        ("Ring hundre og seksten, hundre og sytten.", True),
        ("Call one hundred and sixteen, one hundred and seventeen.", True),
        ("Ring åtte hundre, tre hundre, sekstien.", True),
        ("Det tar to, tre dager.", False),
        ("Det koster fem hundre, eller mer.", False),
        ("Dette er fra to tusen og seksten.", False),
    ],
)
def test_what_counts_as_a_number_to_be_noted(text: str, number: bool) -> None:
    assert has_number(text) == number
