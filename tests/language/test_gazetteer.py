"""Names are found in any form, the longest first."""

from language.gazetteer import Gazetteer
from language.words import split_words

NAMES = {
    "municipality": {"alesund": ["Ålesund"], "nord-norge": ["Nord-Norge"]},
    "service": {"kollen": ["Kollen rehabilitering", "Kollen"]},
}


def found(text: str) -> list[tuple[str, str]]:
    return [(match.kind, match.value) for match in Gazetteer(NAMES).find(split_words(text))]


def test_genitive_and_missing_letters() -> None:
    assert found("Ålesunds tilbud") == [("municipality", "alesund")]
    assert found("bor i alesund") == [("municipality", "alesund")]


def test_the_longest_name_wins_once() -> None:
    assert found("er Kollen rehabilitering i Nord-Norge?") == [("service", "kollen"), ("municipality", "nord-norge")]


def test_nothing_in_nothing() -> None:
    assert found("") == []
    assert found("hva koster det") == []


def test_a_place_is_not_found_in_a_word_that_shares_its_stem() -> None:
    places = Gazetteer({"municipality": {"nord-norge": ["Alta"], "alesund": ["Ålesund"]}})
    assert not list(places.find(["en", "plan", "som", "samler", "alt"]))
    assert [match.value for match in places.find(["altas", "og", "aalesunds", "tilbud"])] == ["nord-norge", "alesund"]
