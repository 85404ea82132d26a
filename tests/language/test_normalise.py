"""Dialect, nynorsk and typing habits end in the bokmål words that the catalogue uses."""

from collections import Counter
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from language.normalise import ascii_form, normalise, normalise_word, translate
from language.words import clean, split_words

DATA = Path(__file__).parents[2] / "language" / "data"
TABLES = ("dialect.yaml", "nynorsk.yaml")
COMMON = (
    "ett et dø sko lite før hell slekt sann kasse kassen stø tre uten mer barn bolig døv plan behov kan vil skal "
    "sykepleier fall falle ramle helse hjerne hode hånd rygg nakke sove søvn mat middag bad bil buss tur venn nabo "
    "familie henvise bestille timer uke måned dager alder eldre ung unge verge klage lov frivillig besøk avtale"
)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("æ treng jælp heime", "jeg trenger hjelp hjemme"),
        ("Kven bestemmer?", "hvem bestemmer"),
        ("ej har itj fått noko", "jeg har ikke fått noe"),
        ("koss søkje dåkker", "hvordan søker dere"),
        ("ka gjør en kordinator", "hva gjør en koordinator"),
        ("kvardagsrehabilitering", "hverdagsrehabilitering"),
        ("kim ska æ ring når ongan e sjuk", "hvem skal jeg ring når barn er syk"),
        ("kossn får ho hjælp heme", "hvordan får hun hjelp hjemme"),
        ("koffor får itj dåkkan nåkko", "hvorfor får ikke dere noe"),
        ("je veit inte åssen", "jeg vet ikke hvordan"),
        ("ej e åleine heile tida", "jeg er alene hele tida"),
        ("far min hugsar dårleg", "far min huske dårlig"),
        ("hu treng meir enn ei veke på sjukehuset", "hun trenger mer enn ei uke på sykehus"),
        ("talelæraren vår er sjukmeldt", "logoped vår er sykmeldt"),
        ("gå tur me'n når'n kjem himatt", "går tur med når kommer hjem"),
    ],
)
def test_people_write_as_they_speak(said: str, meant: str) -> None:
    assert " ".join(normalise(said)) == meant


def test_english_phrases_become_search_words_longest_first() -> None:
    assert translate(split_words("waiting time for speech therapy")) == ["ventetid", "logoped"]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("trouble sleeping", "søvn"),
        ("she cannot speak", "snakke språk logoped"),
        ("hire my own assistants", "ansette assistent"),
        ("late effects of treatment", "senskade behandling"),
        ("hot meals for a pensioner", "matombringing pensjonist eldre"),
    ],
)
def test_english_words_have_norwegian_search_words(said: str, meant: str) -> None:
    assert " ".join(translate(split_words(said))) == meant


def rows() -> list[tuple[str, str]]:
    """(bokmål form, variant) of both tables."""
    tables = (yaml.load((DATA / name).read_text("utf-8"), Loader=yaml.BaseLoader) for name in TABLES)
    return [(canonical, variant) for table in tables for canonical, found in table.items() for variant in found]


def test_every_canonical_word_stays_itself() -> None:
    """A word that is the target of one row must not be moved on by another: the result would depend on order."""
    assert {word for word, _ in rows() if normalise_word(word) != word} == set()


def test_a_variant_stands_for_one_word_only() -> None:
    variants = Counter(variant for _, variant in rows())
    assert {variant: count for variant, count in variants.items() if count > 1} == {}


@pytest.mark.parametrize("word", COMMON.split())
def test_common_words_stay_what_they_are(word: str) -> None:
    """Words that a row once took, or that look like a dialect form: `sko` is no `skal`, `dø` is no `du`, `et` is no meal."""
    assert normalise_word(word) == word


def test_letters_missing_from_the_keyboard() -> None:
    assert ascii_form("pårørende") == "parorende"


@given(st.text(max_size=200))
def test_any_text_is_taken(text: str) -> None:
    for word in normalise(text):
        assert word
        assert word == word.strip()
    assert clean(clean(text)) == clean(text)


def test_invisible_characters_do_not_hide_a_word() -> None:
    assert split_words("re\u200bhabi\u00adlitering") == ["rehabilitering"]


def test_a_negation_that_clings_to_its_verb_is_heard() -> None:
    assert normalise("ho kjenne'kje oss") == ["hun", "kjenne", "ikke", "oss"]
    assert normalise("vet'ke") == ["vet", "ikke"]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("hendan", "hånd"),
        ("tongheøyrt", "tunghørt"),
        ("krefter", "kraft"),
        ("skodda", "tåke"),
        ("brote", "brukket"),
        ("skuldra", "skulder"),
    ],
)
def test_words_of_the_body(said: str, meant: str) -> None:
    assert normalise(said) == [meant]
