"""Bokmål, nynorsk and English are equals: everything an answer can say is there in all three, and the nynorsk is nynorsk."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge_base.content import Content
from knowledge_base.content_files import CONTENT
from knowledge_base.phrases import joined, load_phrases, phrase
from knowledge_base.schema import Text
from knowledge_base.statements import Statement, record_statements, service_statements
from knowledge_base.validation import validate

LANGUAGES = ("nn", "en")
BOKMAL = re.compile(
    r"\b("
    r"ikke|hva|hvem|hvor|hvordan|hvorfor|hvilke[nt]?|hvis|hvert?|jeg|noen|noe|fra|bare|mye|mer|et|en|de|dere|deres|hun|selv|sammen"
    r"|ble|blitt|være|vært|gjøre[rs]?|sier|gis|gjelder|følger|søker|trenger|ønsker|vedtatt|foreslått|beskrevet|beskrives|egen"
    r"|uker?|måned(er)?|kilden|ansatte?|enhet(en|er)?|hjem(met|me\w*)?|skole\w*|boliger?|boligen|voksne|vansker|oppgaver|hjelpemidler"
    r"|\w*tjenest\w*|\w*sykehjem\w*|\w*sykepleie\w*|\w*sykdom\w*|sykehus\w*|\w*henvis\w*|\w*veiled\w*|\w*mulig\w*|\w*avlastning\w*"
    r"|\w*mestring\w*|bruker(en|e|ne)|pasientene|\w*pårørende\w*|\w*tilbud\w*|\w*utredning\w*|\w*utskrivning\w*|\w*opphold\w*"
    r"|\w*faglig\w*"
    r")\b",
    re.IGNORECASE,
)
NAMES = ("Aktivitet og mestring", "mestring.no", "Norsk sykepleierforbund")
"""What keeps its bokmål name in nynorsk, beside what stands in quotation marks."""


def _statements(content: Content) -> Iterator[Statement]:
    for service in content.services.values():
        yield from service_statements(service)
    for record in content.records.values():
        yield from record_statements(record)


def _texts(content: Content) -> Iterator[Text]:
    """Every text that is translated: names, descriptions, facts and phrases."""
    yield from load_phrases().values()
    for service in content.services.values():
        yield from (service.name, service.description)
    for item in (*content.services.values(), *content.records.values()):
        yield from (fact.text for fact in item.facts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_statement_is_there_in_every_language(content: Content, language: str) -> None:
    assert [(s.subject, s.text.nb) for s in _statements(content) if not s.text.in_language(language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_answers_say_beside_statements_is_there_too(content: Content, language: str) -> None:
    said = [service.hours for service in content.services.values() if service.hours]
    said += [service.access.to for service in content.services.values() if service.access and service.access.to]
    said += [note for service in content.services.values() for note in service.staff_notes]
    assert [text for text in said if not phrase(text).in_language(language)] == []


def test_numbers_are_the_same_in_nynorsk(content: Content) -> None:
    def numbers(text: str) -> Counter[str]:
        return Counter(re.findall(r"\d+|§", text))

    assert [text.nb for text in _texts(content) if text.nn and numbers(text.nb) != numbers(text.nn)] == []


def test_nynorsk_has_no_bokmal_words(content: Content) -> None:
    found = []
    for text in _texts(content):
        plain = re.sub("«[^»]*»", "", text.nn or "")
        for name in NAMES:
            plain = plain.replace(name, "")
        found += [(match[0], text.nn) for match in BOKMAL.finditer(plain)]
    assert found == []


def test_a_phrase_that_nobody_says_any_more_is_reported() -> None:
    assert [str(finding) for finding in validate().findings if "phrase" in finding.text] == []


def test_a_text_without_translation_stays_bokmal_alone() -> None:
    assert phrase("hver tredje tirsdag") == Text(nb="hver tredje tirsdag")
    assert joined(", ", ["fysioterapeut", "hver tredje tirsdag"]).nn is None
    assert joined(", ", ["lege", "sykepleier"]).nn == "lege, sjukepleiar"


def test_a_new_fact_without_nynorsk_is_reported(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "documents.yaml").write_text((CONTENT / "shared" / "documents.yaml").read_text())
    folder = tmp_path / "kristiansund" / "services"
    folder.mkdir(parents=True)
    name = "kristiansund-bpa.yaml"
    lines = (CONTENT / "kristiansund" / "services" / name).read_text().splitlines()
    (folder / name).write_text("\n".join(line for line in lines if not line.startswith("    nn: ")))
    found = [str(finding) for finding in validate(tmp_path, tmp_path).findings]
    assert any(f"{name}:1: warning: kristiansund-bpa: no nn for" in line for line in found), found
