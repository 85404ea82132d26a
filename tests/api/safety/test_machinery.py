"""The little language of the rules, and how fast it is read."""

import pytest

from api.safety import SafetyRules
from api.safety.lexicon import Lexicon
from api.safety.pattern import parse
from api.safety.spelling import keyboard_forms, one_error_forms, spell
from tests.api.safety.standing import standing

WORDS = {"not": "ikke itj", "want": "vil ønsker", "drug": "paracet* *tabletter", "heart": "hjerteinfarkt~"}
LONG = "Mannen min fikk hjerneslag i mai og trenger hjelp til å komme i gang med trening hjemme. Hvem søker jeg hos? "


def stands(source: str, text: str) -> list[tuple[int, int]]:
    return standing(WORDS, source, text)


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        ("@want dø", "jeg vil dø, ønsker dø", [(1, 2), (3, 4)]),
        ("@want dø", "vil nå dø", []),
        ("@want _1 dø", "vil nå dø", [(0, 2)]),
        ("@want _1 dø", "vil aldeles nå dø", []),
        ("@want _2 dø", "vil ikke dø", []),
        ("@want @not dø", "vil itj dø", [(0, 2)]),
        ("dø !hjemme|her", "dø hjemme", []),
        ("dø !hjemme|her", "dø nå", [(0, 0)]),
        ("vil !ikke _1 dø", "vil gjerne dø", [(0, 2)]),
        ("^ brann $", "Brann!", [(0, 0)]),
        ("^ brann $", "brann i fjor", []),
        ("redd _1 $", "jeg er redd mannen", [(2, 2)]),
        ("redd _1 $", "redd mannen skal falle", []),
        ("tatt _1 @drug", "tatt noen hjertetabletter", [(0, 2)]),
        ("tatt @drug", "tatt paracetamol", [(0, 1)]),
        ("@heart", "hjerteifnarkt", [(0, 0)]),
        ("@heart", "hjerte infarkt", [(0, 0)]),
        ("hjemme", "h j e m m e", [(0, 0)]),
    ],
)
def test_patterns(source: str, text: str, found: list[tuple[int, int]]) -> None:
    assert stands(source, text) == found


@pytest.mark.parametrize("source", ["vil|$", "hvem?", "dø'"])
def test_a_misspelled_pattern_is_refused_at_start(source: str) -> None:
    with pytest.raises(ValueError, match="no item of a pattern"):
        parse(source, Lexicon(WORDS))


def test_an_unknown_idea_is_refused_at_start() -> None:
    with pytest.raises(KeyError):
        parse("@nowhere", Lexicon(WORDS))


def test_a_short_word_may_not_hold_an_error() -> None:
    with pytest.raises(ValueError, match="too short"):
        Lexicon({"short": "slag~"}).idea("@short")


def test_spelling_is_one_for_many() -> None:
    assert spell("Jeg VIL dööö…") == "jeg vil dø..."
    assert spell("n\u0336e\u0336i") == "nei"
    assert spell("don’t") == spell("dont")
    assert spell("selvm0rd, 113") == "selvmord, 113"
    assert spell("Żyć życia") == spell("zyc zycia")


def test_words_without_nordic_letters() -> None:
    assert keyboard_forms("dø") == {"dø", "doe"}
    assert {"sjolmord", "sjoelmord"} <= keyboard_forms("sjølmord")


def test_one_error_is_one_error() -> None:
    forms = one_error_forms("overdose")
    assert {"overdse", "overdsoe", "overdase", "overdoose".replace("oo", "o")} <= forms
    assert "underdose" not in forms


@pytest.mark.parametrize("part", ["d ø ", "e i å ", "vil ", "selv mord ", "har slag hadde ", "ikke å puste "])
def test_no_text_breaks_it(part: str) -> None:
    """How long such texts take is measured by `veiviser bench gate`."""
    SafetyRules().check((part * 500)[:1000])
