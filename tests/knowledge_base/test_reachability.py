"""Every entry can be reached, and not by its own sentences word for word."""

import pytest

from knowledge_base.analysis import content_words
from knowledge_base.content import Content
from knowledge_base.schema import Service
from knowledge_base.search import SearchQuery
from knowledge_base.service import Catalogue

ENOUGH = 3
_ENOUGH_TO_LOSE_ONE = 3
_OPENINGS = {
    "nb": "hei, jeg sitter og lurer litt på",
    "nn": "hei, eg sit og lurar litt på",
    "en": "hello, I was just wondering",
}


def reworded(question: str, language: str) -> str:
    """The question as another person would put it: another opening, its first word gone, and, where at least three words carry
    meaning, the middle one of them gone as well. A shorter one would no longer ask the same."""
    words = question.rstrip("?!. ").split()[1:] or question.split()
    meaning = [word for word in words if content_words(word)]
    if len(meaning) >= _ENOUGH_TO_LOSE_ONE:
        words.remove(meaning[len(meaning) // 2])
    return " ".join([_OPENINGS.get(language, _OPENINGS["nb"]), *words])


def questions(service: Service) -> list[tuple[str, str]]:
    """(language, question) for all natural questions of an entry; its keywords are none."""
    asked = service.asked_as
    by_language = {"nb": asked.nb, "nn": asked.nn, "dialect": asked.dialect, "en": asked.en}
    return [(language, question) for language, found in by_language.items() for question in found]


def finds(catalogue: Catalogue, service: Service, language: str, question: str) -> bool:
    query = SearchQuery(reworded(question, language), service.areas[0], english=language == "en")
    return service.id in [hit.id for hit in catalogue.search(query).services[:3]]


def test_rewording_leaves_no_question_as_it_stands() -> None:
    assert reworded("hvem har logoped for voksne etter hjerneslag i Melhus?", "nb").endswith(
        "på har logoped for voksne hjerneslag i Melhus"
    )
    assert reworded("hva er hverdagsstimulering?", "nb").endswith("litt på er hverdagsstimulering")
    assert reworded("logoped", "en") == "hello, I was just wondering logoped"


def test_every_entry_is_asked_for_in_all_three_languages(content: Content) -> None:
    few = [
        service.id
        for service in content.services.values()
        if len(service.asked_as.nb) < ENOUGH or not service.asked_as.nn or not service.asked_as.en
    ]
    assert few == []


def test_no_question_stands_twice_in_an_entry(content: Content) -> None:
    """Three questions are three different ones. Bokmål and nynorsk may share a sentence that is the same in both."""
    for service in content.services.values():
        asked = [(language, question.lower()) for language, question in questions(service)]
        assert len(asked) == len(set(asked)), service.id


def test_every_entry_is_found_by_three_reworded_questions(catalogue: Catalogue, content: Content) -> None:
    missed = {
        service.id: found
        for service in content.services.values()
        if (found := sum(finds(catalogue, service, *question) for question in questions(service))) < ENOUGH
    }
    assert missed == {}


@pytest.mark.parametrize("language", ["nb", "nn", "dialect", "en"])
def test_in_each_written_form_nearly_every_question_finds_its_entry(
    catalogue: Catalogue, content: Content, language: str
) -> None:
    asked = [(s, q) for s in content.services.values() for kind, q in questions(s) if kind == language]
    found = sum(finds(catalogue, service, language, question) for service, question in asked)
    assert found / len(asked) > 0.93
