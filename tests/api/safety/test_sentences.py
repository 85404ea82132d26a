"""Who is in danger is answered, whatever the wording; who asks for a service is not pushed aside."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from api.safety import SafetyRules
from api.text_entry import clean

HERE = Path(__file__).parent
POSITIVES: dict[str, dict[str, list[str]]] = yaml.safe_load((HERE / "positives.yaml").read_text(encoding="utf-8"))
NEGATIVES: dict[str, list[str]] = yaml.safe_load((HERE / "hard_negatives.yaml").read_text(encoding="utf-8"))
EXPECTED = [(text, group) for group, tongues in POSITIVES.items() for texts in tongues.values() for text in texts]
FOREIGN = {"se", "pl", "uk", "ar", "so"}
RULES = SafetyRules()

ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad"


@pytest.mark.parametrize("group", POSITIVES)
def test_every_call_for_help_is_answered_with_its_group(group: str) -> None:
    found = {text: hit and hit.group for text, wanted in EXPECTED if wanted == group for hit in [RULES.check(text)]}
    assert {text: got for text, got in found.items() if got != group} == {}


@pytest.mark.parametrize("theme", NEGATIVES)
def test_the_past_and_questions_for_services_are_left_alone(theme: str) -> None:
    hits = {text: hit.group for text in NEGATIVES[theme] if (hit := RULES.check(text)) is not None}
    assert hits == {}


@pytest.mark.parametrize("group", POSITIVES)
def test_words_of_a_foreign_language_tell_which_it_is(group: str) -> None:
    spoken = {(tongue, text) for tongue in FOREIGN for text in POSITIVES[group].get(tongue, [])}
    assert {(hit.tongue, text) for _, text in spoken if (hit := RULES.check(text)) is not None} == spoken


def test_the_lists_are_broad_enough_to_mean_something() -> None:
    assert len(EXPECTED) >= 250
    assert sum(map(len, NEGATIVES.values())) >= 250
    for group, tongues in POSITIVES.items():
        assert {"nb", "nn", "en", *FOREIGN} <= tongues.keys(), group
    assert not {text for text, _ in EXPECTED} & {text for texts in NEGATIVES.values() for text in texts}


@given(st.text(max_size=1000))
def test_any_text_is_taken(text: str) -> None:
    hit = RULES.check(text)
    assert hit is None or hit.group in POSITIVES


def disguise(draw: st.DrawFn, word: str) -> str:
    """The same word with other case, invisible characters inside and punctuation around it."""
    cased = "".join(letter.upper() if draw(st.booleans()) else letter for letter in word)
    place = draw(st.integers(0, len(cased)))
    before, after = (
        draw(st.sampled_from(["", '"', "(", "..."])),
        draw(st.sampled_from(["", "!!!", ",", "...", " - ", ". "])),
    )
    return before + cased[:place] + draw(st.sampled_from(["", *ZERO_WIDTH])) + cased[place:] + after


@st.composite
def disguised(draw: st.DrawFn) -> tuple[str, str]:
    """A call for help and the same, disguised word by word."""
    text = draw(st.sampled_from([text for text, _ in EXPECTED]))
    return text, draw(st.sampled_from([" ", "  ", "\n"])).join(disguise(draw, word) for word in text.split())


@given(disguised())
def test_disguise_does_not_hide_a_call_for_help(pair: tuple[str, str]) -> None:
    plain, hidden = pair
    assert RULES.check(hidden) is not None, (plain, hidden)
    assert RULES.check(clean(hidden)) is not None, (plain, hidden)


@pytest.mark.parametrize(
    ("said", "group"),
    [
        ("s-j-ø-l-m-o-r-d", "suicide"),
        ("S E L V M O R D", "suicide"),
        ("j e g v i l d ø", "suicide"),
        ("jeg tenker på selv mord", "suicide"),
        ("s3lvm0rd", "suicide"),
        ("jeg vil døøøø", "suicide"),
        ("tenker paa sjoelmord", "suicide"),
        ("mor er bevistlos", "life_threat"),
        ("far fikk overdsoe, han har tatt overdsoe nå", "life_threat"),
        ("jeg tror far har hjerte infarkt", "life_threat"),
        ("HAN PUSTER IKKKKE", "life_threat"),
        ("ｈａｎ ｐｕｓｔｅｒ ｉｋｋｅ", "life_threat"),
        ("vil do\u0308", "suicide"),
    ],
)
def test_misspelled_and_broken_words_are_read(said: str, group: str) -> None:
    hit = RULES.check(said)
    assert hit is not None
    assert hit.group == group


@pytest.mark.parametrize(
    ("said", "group"),
    [
        ("Naboen slår barna sine, og nå puster ikke gutten", "life_threat"),
        ("Mannen min slår meg, jeg vil ikke leve lenger", "suicide"),
        ("Jeg trenger legevakt, det brenner på kjøkkenet", "fire"),
        ("Mannen min slår meg og barna blir slått", "child_harm"),
        ("Jeg tenker på selvmord og har tatt alle tablettene for å dø", "suicide_now"),
    ],
)
def test_the_most_dangerous_wins(said: str, group: str) -> None:
    hit = RULES.check(said)
    assert hit is not None
    assert hit.group == group


@pytest.mark.parametrize(
    "said",
    [
        "Jeg har ikke tanker om å ta livet mitt",
        "Han har aldri vært suicidal",
        "I have never been suicidal",
        "Eg vil ikkje døy",
        "æ har itj tenkt på sjølmord",
    ],
)
def test_what_is_denied_is_no_danger(said: str) -> None:
    assert RULES.check(said) is None


@pytest.mark.parametrize(
    ("calm", "alarm"),
    [
        ("Far er skjev i munnen etter slaget i fjor", "Far hadde slag i fjor. Nå er han skjev i munnen igjen"),
        ("Hun prøvde å ta livet sitt for ti år siden", "Hun prøvde å ta livet sitt i natt"),
        ("Jeg var bevisstløs etter ulykken", "Mannen min er bevisstløs"),
        ("Kurs i å snakke om selvmord", "Jeg har selvmordstanker"),
        ("Sønnen min med autisme slår meg", "Mannen min slår meg"),
        ("Mor vil dø hjemme", "Mor vil dø"),
    ],
)
def test_the_same_words_count_now_and_not_then(calm: str, alarm: str) -> None:
    assert RULES.check(calm) is None
    assert RULES.check(alarm) is not None


def test_a_context_excuses_only_its_own_sentence() -> None:
    assert RULES.check("Mamma hadde slag i fjor. Jeg tror hun har slag.") is not None
    assert RULES.check("Mamma hadde slag i fjor, jeg tror hun hadde slag.") is None


@pytest.mark.parametrize(
    "said",
    [
        "Mamma hadde slag i fjor og nå får hun ikke puste",
        "Far har kols og nå får han ikke puste",
        "Mannen min har hatt hjerteinfarkt for to år siden og nå har han vondt i brystet",
        "Etter hjerneslaget har han vært frisk men nå er han plutselig skjev i munnen",
        "He had a stroke last year and now his face is drooping",
    ],
)
def test_what_comes_after_now_is_not_excused_by_what_came_before(said: str) -> None:
    hit = RULES.check(said)
    assert hit is not None
    assert hit.group == "life_threat"
