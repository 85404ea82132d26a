"""People say it in their own words: lay_words.yaml holds what they say and what it must lead to."""

from pathlib import Path
from typing import NamedTuple, TypedDict

import pytest
import yaml

from knowledge_base.analysis import terms
from knowledge_base.content import Content
from knowledge_base.content_files import CONTENT
from knowledge_base.hints import meant_by
from knowledge_base.lay_phrases import wordings
from knowledge_base.places import load_places
from knowledge_base.search import SearchQuery
from knowledge_base.service import Catalogue
from language.words import split_words

LONG = 4
FORMS = {"bokmål", "nynorsk", "dialect", "typed", "english"}


class _Pair(TypedDict):
    say: str
    finds: list[str]


class Said(NamedTuple):
    """One utterance: where the person lives, how it is written, what is said, and the entries that answer it."""

    place: str
    form: str
    say: str
    finds: list[str]


def _read(path: Path) -> list[Said]:
    table: dict[str, dict[str, list[_Pair]]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [
        Said(place, form, **pair) for place, forms in table.items() for form, pairs in forms.items() for pair in pairs
    ]


PAIRS = _read(Path(__file__).with_name("lay_words.yaml"))


def _shared() -> list[dict[str, list[str] | str]]:
    """The rows that say what something means: not those that name a group of words."""
    shared: list[dict[str, list[str] | str]] = yaml.safe_load(
        (CONTENT / "shared" / "lay_words.yaml").read_text("utf-8")
    )
    return [row for row in shared if "said" in row]


@pytest.mark.parametrize("said", PAIRS, ids=lambda said: f"{said.place}: {said.say}")
def test_own_words_lead_to_an_entry_that_helps(catalogue: Catalogue, said: Said) -> None:
    hits = catalogue.search(SearchQuery(said.say, said.place, english=said.form == "english")).services
    found = [hit.id for hit in hits[:3]]
    assert set(found) & set(said.finds), found


@pytest.mark.parametrize(
    ("say", "place", "not_this"),
    [
        ("hvem bestemmer om mor får hjelp", "kristiansund", "kristiansund-bpa"),
        ("kan jeg få hjelp i egen bolig", "kristiansund", "kristiansund-bpa"),
        ("hvor kan jeg lese om tildelingskontoret", "alesund", "alesund-syn-og-horselskontakt"),
        ("hvem kan jeg snakke med om avlastning", "alesund", "alesund-logopedtjenesten"),
        ("er tildelingskontoret åpent i ferien", "alesund", "alesund-avlastning"),
        ("er det en kontaktperson for hjelpemidler", "kristiansund", "kristiansund-tildeling-og-koordinering"),
        ("har mor rett til rehabilitering med fysioterapeut", "nord-norge", "helse-nord-satsing-cfs-me"),
    ],
)
def test_everyday_words_do_not_lead_astray(catalogue: Catalogue, say: str, place: str, not_this: str) -> None:
    """`snakke`, `lese`, `hjelp` and `me` stand in most messages and mean no offer by themselves."""
    assert not_this not in [hit.id for hit in catalogue.search(SearchQuery(say, place)).services[:3]]


def test_the_pairs_are_many_and_of_all_kinds(content: Content) -> None:
    assert len(PAIRS) >= 120
    assert {said.form for said in PAIRS} == FORMS
    assert len({said.say for said in PAIRS}) == len(PAIRS)
    assert {target for said in PAIRS for target in said.finds} <= set(content.services)
    assert all(load_places().resolve(said.place) for said in PAIRS)


def test_no_sentence_is_copied_into_the_catalogue(content: Content) -> None:
    """A pair whose sentence stands in the entry proves nothing; the keywords of `typed` may well stand there, spelt right."""
    known = {
        " ".join(split_words(text))
        for entry in [*content.services.values(), *content.records.values()]
        for text in entry.asked_as.all()
    }
    assert [said.say for said in PAIRS if " ".join(split_words(said.say)) in known] == []


def test_every_word_that_is_meant_stands_in_the_index(catalogue: Catalogue) -> None:
    index = catalogue.searcher().index
    unknown = {word for row in _shared() for word in terms(str(row["meant"])) if word not in index}
    assert unknown == set()


def test_a_phrase_that_is_said_has_words_to_be_recognised_by() -> None:
    """A phrase of words that carry no meaning would fire on every message, unless it is long: `spør om det samme`."""
    for row in _shared():
        for phrase in row["said"]:
            assert terms(phrase) or len(phrase.split()) >= LONG, phrase


def test_relations_point_at_entries(content: Content) -> None:
    related = {(service.id, target) for service in content.services.values() for target in service.related}
    belongs = {(record.id, target) for record in content.records.values() for target in record.services}
    assert [pair for pair in sorted(related | belongs) if pair[1] not in content.services] == []
    assert [source for source, target in related if source == target] == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Finnes det noe på nettet?", False),
        ("far vil finne på noe om dagene", True),
        ("Finner jeg et kurs om det på nettet?", False),
        ("bestemor må bli hentet hjemme", True),
    ],
)
def test_words_that_say_little_must_stand_side_by_side(text: str, meant: bool) -> None:
    assert bool(meant_by(text)) == meant


def test_who_names_an_offer_means_it(catalogue: Catalogue) -> None:
    """`kjørt hjem` means transport and day rehabilitation to the lay words; the named offer comes first all the same."""
    asked = "Hva er ledsagerbevis, og blir vi hentet og kjørt hjem?"
    assert meant_by(asked)
    found = catalogue.search(SearchQuery(asked, "kristiansund")).services[0]
    assert "ledsagerbevis" in found.id


@pytest.mark.parametrize(
    ("place", "wanted"),
    [
        ("alesund", "alesund-hjemmetjenesten"),
        ("kristiansund", "kristiansund-hjemmesykepleie"),
        ("melhus", "melhus-hjemmebaserte-tjenester"),
    ],
)
def test_the_longer_phrase_counts_and_no_council_is_an_offer(catalogue: Catalogue, place: str, wanted: str) -> None:
    """Not dementia, which `glemmer` alone means, and not the council that has heard of it."""
    assert catalogue.search(SearchQuery("mor glemmer medisinene sine", place)).services[0].id == wanted
    forgets = catalogue.search(SearchQuery("mor roter og glemmer alt", place)).services
    assert all("rad" not in hit.id.split("-")[-1] for hit in forgets[:3])


def test_a_council_is_found_by_its_name(catalogue: Catalogue) -> None:
    for said in ("eldrerådet", "hvem sitter i råd for eldre?", "jeg vil snakke med pensjonistrådet"):
        assert catalogue.search(SearchQuery(said, "melhus")).services[0].id == "melhus-eldreradet", said


def test_a_word_in_capitals_stands_for_a_group_of_words() -> None:
    """`BARN sint`: a child that is angry needs other help than a grown-up."""
    assert "bup" in meant_by("datteren vår er så sint")
    assert "bup" in meant_by("guten er sinna og slår")
    assert "bup" not in meant_by("naboen er så sint")


def test_what_asks_in_general_steps_back_where_something_is_meant() -> None:
    assert "tildeling" in meant_by("hvor søker vi, og hvem ringer vi?")
    assert "tildeling" not in meant_by("mor er dement, hvor søker vi, og hvem ringer vi?")


def test_a_phrase_may_hold_alternatives() -> None:
    assert wordings("opp stolen/sofaen") == [(("opp",), ("stolen", "sofaen"))]
    assert {"ergoterapeut"} <= set(meant_by("far kommer ikke opp av sofaen"))


def test_a_compound_of_everyday_words_says_what_they_say() -> None:
    assert "brudd" in meant_by("skulderbruddet")
    assert meant_by("formiddagen") == {}


def test_small_words_and_look_alikes_mean_nothing_by_themselves() -> None:
    assert meant_by("where is the office", english=True) == {}
    assert "dem" not in meant_by("kan dere vise dem veien")
    assert "kreft" not in meant_by("kreftene tar slutt")
    assert "jobb" not in meant_by("jeg jobber på en sykehusavdeling")


def test_words_that_a_phrase_has_used_up_weigh_less(catalogue: Catalogue) -> None:
    """`armen over hodet` asks for physiotherapy, not for the one entry that names an arm."""
    found = [
        hit.id for hit in catalogue.search(SearchQuery("får ikke løftet armen over hodet", "alesund")).services[:2]
    ]
    assert found[0] != "alesund-lymfodrenasje"


@pytest.mark.parametrize(
    ("text", "english", "not_meant"),
    [
        ("is she old enough", True, "balans"),
        ("han kom hjem i går", False, "hjerneskad"),
        ("kenn snakka ej med om ej ikkje e nøgd", False, "logoped"),
    ],
)
def test_small_words_are_no_hint(text: str, english: bool, not_meant: str) -> None:
    """`is` is no ice, `kom` no coma, and who does not know whom to talk to is not dumb."""
    assert not_meant not in meant_by(text, english)


def test_what_one_place_has_stands_before_what_tells_of_several(catalogue: Catalogue) -> None:
    said = "eg treng hjelp te å trena heima etter slaget"
    assert catalogue.search(SearchQuery(said, "bomlo")).services[0].id.startswith("bomlo-")


def test_what_one_municipality_has_stands_behind_in_its_region(catalogue: Catalogue) -> None:
    said = "trening hjemme etter sykehus"
    own = {hit.id: hit.score for hit in catalogue.search(SearchQuery(said, "bodo"), 20).services}
    region = {hit.id: hit.score for hit in catalogue.search(SearchQuery(said, "nord-norge"), 20).services}
    shared = [identifier for identifier in own if identifier.startswith("bodo-") and identifier in region][:3]
    assert shared
    assert all(region[identifier] < own[identifier] for identifier in shared)


def test_where_everyday_words_explain_a_message_unknown_ones_say_little(catalogue: Catalogue) -> None:
    plain = catalogue.search(SearchQuery("får ikke til å komme opp trappa", "melhus")).best
    long_winded = catalogue.search(SearchQuery("fjompen får ikke til å komme opp trappa knurrete", "melhus")).best
    assert long_winded > plain / 2
