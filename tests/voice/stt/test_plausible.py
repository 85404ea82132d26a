"""What Whisper makes up out of silence, noise and music is not taken for words; words are."""

import pytest

from voice.stt.plausible import is_plausible


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "...",
        "(sjoner)",
        "[Musikk]",
        "♪ ♪",
        "Undertekster av Ai-Media",
        "Teksting av Nicolai Winther",
        "Takk for at du så på!",
        "takk " * 9,
    ],
)
def test_made_up(text: str) -> None:
    assert not is_plausible(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ja.",
        "113",
        "takk",
        "Takk for hjelpen.",
        "Tekst meg nummeret",
        "jeg (mor til Per) trenger hjelp",
        "nei nei nei nei",
    ],
)
def test_said(text: str) -> None:
    assert is_plausible(text)
