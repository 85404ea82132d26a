"""Which language people write in, and that a conversation does not jump about."""

from collections import Counter
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import language
from language.identify import Decision, LanguageIdentifier
from language.told import Spoken

IDENTIFIER = LanguageIdentifier()
LISTS = yaml.safe_load((Path(language.__file__).parent / "data" / "identify.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    IDENTIFIER.warm()


@pytest.mark.parametrize(
    "text",
    [
        "Hvordan søker jeg om rehabilitering for moren min?",
        "Jeg trenger noen å snakke med om hjelpemidler",
        "Hva koster et korttidsopphold?",
        "hvor lang er ventetiden",
        "Er det noen som kan kjøre meg til trening",
        "Mannen min ble operert i går og kommer hjem fredag",
        "Finnes det trening for eldre i kommunen?",
        "pårørende trenger avlastning i sommer",
        "Mannen min snakker bare engelsk, kan han få tolk?",
    ],
)
def test_bokmal(text: str) -> None:
    assert IDENTIFIER.decide(text, "nb", False) == Decision("nb")
    assert IDENTIFIER.decide(text, "en", False) == Decision("nb")


@pytest.mark.parametrize(
    "text",
    [
        "Korleis søkjer eg om rehabilitering for mor mi?",
        "Kven kan hjelpe oss heime etter sjukehuset?",
        "Kva kostar eit korttidsopphald?",
        "Finst det trening for eldre i kommunen?",
        "Vi ventar framleis på svar på søknaden",
        "Kor lenge må vi vente på tilbod?",
        "Ho bur åleine og treng meir hjelp",
        "Kva gjer ein når far fekk slag?",
        "Dottera mi treng avlasting",
    ],
)
def test_nynorsk(text: str) -> None:
    assert IDENTIFIER.decide(text, "nb", False) == Decision("nn")


@pytest.mark.parametrize(
    "text",
    [
        "æ træng hjælp te å søk",
        "ka e det førr nokka",
        "ej lure på korleis ej kan få fysio",
        "koss gjør æ det når mor kjæm heim",
        "je treng noen som kan følgje mæ te trening",
        "Æ e så sliten, e det nån som kan avlast oss",
        "Hainn far ska heim frå sjukhuset og vi veit itj ka vi ska gjær",
        "itj fått svar ennå",
    ],
)
def test_dialect_is_answered_in_bokmal_or_where_the_conversation_was(text: str) -> None:
    assert IDENTIFIER.decide(text, "nb", False) == Decision("nb")
    assert IDENTIFIER.decide(text, "nn", False) == Decision("nn")
    assert IDENTIFIER.decide(text, "en", False) == Decision("nb")


@pytest.mark.parametrize(
    "text",
    [
        "How do I apply for rehabilitation?",
        "My mother needs help at home",
        "Who can help my father after his stroke?",
        "Is there an interpreter available?",
        "can you help me find physiotherapy",
        "physiotherapy near city centre",
        "I do not speak Norwegian",
    ],
)
def test_english(text: str) -> None:
    assert IDENTIFIER.decide(text, "nb", False) == Decision("en")


@pytest.mark.parametrize(
    "text",
    [
        "Hur ansöker jag om rehabilitering för min mamma?",
        "Jag behöver hjälp hemma efter operationen",
        "Hvordan søger jeg om genoptræning til min mor?",
        "Jeg har brug for hjælp i hjemmet",
    ],
)
def test_swedes_and_danes_are_answered_in_bokmal(text: str) -> None:
    assert IDENTIFIER.decide(text, "nb", False) == Decision("nb")


@pytest.mark.parametrize("text", ["Mun dárbbašan veahki ruovttus", "Gos sáhtán ohcat veahkki eadnái?"])
def test_northern_sami_is_one_of_ours(text: str) -> None:
    assert IDENTIFIER.decide(text, "nb", False) == Decision("se")
    assert IDENTIFIER.decide(text, "nb", True) == Decision("nb")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Potrzebuję pomocy dla mojej matki po udarze", "pl"),
        ("Mój ojciec nie może sam chodzić", "pl"),
        ("Мені потрібна допомога вдома для мами", "uk"),
        ("Допоможіть", "uk"),
        ("Мне нужна помощь дома", "ru"),
        ("أحتاج إلى مساعدة في المنزل لوالدتي", "ar"),
        ("مرحبا", "ar"),
        ("من به کمک نیاز دارم", "fa"),
        ("Waxaan u baahanahay caawimaad hooyaday", "so"),
        ("Sideen u codsan karaa dhaqancelin?", "so"),
        ("ኣነ ሓገዝ የድልየኒ", "ti"),
        ("我需要帮助", "zh"),
        ("Sprechen Sie Deutsch? Ich brauche Hilfe", "de"),
    ],
)
@pytest.mark.parametrize("chosen", [False, True])
def test_other_languages_are_named_and_the_conversation_keeps_its_own(text: str, code: str, chosen: bool) -> None:
    assert IDENTIFIER.decide(text, "nn", chosen) == Decision("nn", foreign=code)


@pytest.mark.parametrize("current", ["nb", "nn", "en", "se"])
@pytest.mark.parametrize(
    "text", ["hei", "ok", "ja takk", "Ålesund", "BPA", "thanks", "116 117", "?", "Kristiansund kommune"]
)
def test_short_texts_keep_the_language(text: str, current: Spoken) -> None:
    assert IDENTIFIER.decide(text, current, False) == Decision(current)


@pytest.mark.parametrize("text", ["act team faggrupper", "warfarin inr justering dose", "BPA assistent timer"])
@pytest.mark.parametrize("current", ["nb", "nn", "en"])
def test_key_words_of_no_language_keep_the_language(text: str, current: Spoken) -> None:
    assert IDENTIFIER.decide(text, current, False) == Decision(current)


@pytest.mark.parametrize(
    ("text", "current", "wanted"),
    [
        ("English please", "nb", "en"),
        ("kan du svare på engelsk?", "nb", "en"),
        ("jeg snakker bare engelsk", "nb", "en"),
        ("Can I write in English?", "nn", "en"),
        ("på nynorsk, takk", "nb", "nn"),
        ("skriv bokmål", "nn", "nb"),
        ("bytt til norsk", "en", "nb"),
        ("norsk takk", "nn", "nn"),
        ("davvisámegillii", "nb", "se"),
    ],
)
def test_a_request_for_a_language_is_met(text: str, current: Spoken, wanted: Spoken) -> None:
    assert IDENTIFIER.decide(text, current, False) == Decision(wanted, chosen=True)


@pytest.mark.parametrize(
    "text",
    [
        "Er det kurs på engelsk i kommunen?",
        "Finnes det tilbud på samisk?",
        "hvem snakker engelsk i kommunen",
        "Min mor snakker bare samisk, finnes det tolk?",
        "Får jeg hjelp til å skrive søknaden på engelsk?",
    ],
)
def test_talk_about_a_language_is_no_request(text: str) -> None:
    assert IDENTIFIER.decide(text, "nb", False) == Decision("nb")


def test_a_chosen_language_stays_until_the_next_request() -> None:
    assert IDENTIFIER.decide("Hvem kan hjelpe oss hjemme?", "en", True) == Decision("en")
    assert IDENTIFIER.decide("Where do I apply for help?", "nn", True) == Decision("nn")
    assert IDENTIFIER.decide("svar på bokmål", "en", True) == Decision("nb", chosen=True)


def test_a_word_stands_in_one_list_only() -> None:
    counted = Counter(word for name in ("nb", "nn", "dialect", "norwegian", "en") for word in LISTS[name])
    assert {word for word, times in counted.items() if times > 1} == set()


@given(st.text(max_size=300), st.sampled_from(["nb", "nn", "en", "se"]), st.booleans())
def test_any_text_gets_a_decision(text: str, current: Spoken, chosen: bool) -> None:
    decision = IDENTIFIER.decide(text, current, chosen)
    assert decision.language in ("nb", "nn", "en", "se")
    assert decision == IDENTIFIER.decide(text, current, chosen)
    assert decision.foreign is None or decision.language == current
