"""People find entries in the words they have."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge_base.search import SearchQuery
from knowledge_base.service import Catalogue


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("hverdags rehabilitering", "kristiansund", "kristiansund-hverdagsrehabilitering"),
        ("kvardagsrehabilitering", "melhus", "melhus-hverdagsrehabilitering"),
        ("trygghetsalarm", "kristiansund", "kristiansund-trygghetsalarm"),
        ("trygghetsalam", "kristiansund", "kristiansund-trygghetsalarm"),
        ("ledsagarbevis", "kristiansund", "kristiansund-ledsagerbevis"),
        ("Kollen", "alesund", "alesund-kollen-rehabilitering"),
        ("Muritunet", "alesund", "sunnmore-muritunet"),
        ("koordinerande eining", "alesund", "alesund-koordinerende-enhet"),
        ("brukerstyrt personlig assistanse", "kristiansund", "kristiansund-bpa"),
    ],
)
def test_the_entry_is_among_the_first_three(catalogue: Catalogue, text: str, place: str, expected: str) -> None:
    found = [hit.id for hit in catalogue.search(SearchQuery(text, place)).services[:3]]
    assert expected in found


def test_another_municipality_does_not_come_first(catalogue: Catalogue) -> None:
    for place in ("alesund", "kristiansund", "melhus"):
        first = catalogue.service(catalogue.search(SearchQuery("tildelingskontor søknad", place)).services[0].id)
        assert first is not None
        assert set(first.areas) & set(catalogue.places.serving(place))


def test_english_finds_norwegian(catalogue: Catalogue) -> None:
    found = catalogue.search(SearchQuery("safety alarm for my mother", "kristiansund", english=True)).services
    assert "kristiansund-trygghetsalarm" in [hit.id for hit in found[:3]]


def test_existing_before_proposed_when_equally_near(catalogue: Catalogue) -> None:
    scores = {hit.id: hit.score for hit in catalogue.search(SearchQuery("individuell plan", "alesund")).services}
    assert scores["alesund-individuell-plan"] > scores.get("alesund-elektronisk-individuell-plan", 0.0)


def test_nothing_for_nothing(catalogue: Catalogue) -> None:
    assert catalogue.search(SearchQuery("", "alesund")).services == []
    assert catalogue.search(SearchQuery("og i på det", "alesund")).services == []


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_can_be_searched(catalogue: Catalogue, text: str) -> None:
    result = catalogue.search(SearchQuery(text))
    assert all(first.score >= second.score for first, second in zip(result.services, result.services[1:], strict=False))
