"""What of an entry or record goes into the search index, with which weight (BM25F), made once at load time.

A passage is one question, lay word, name or statement on its own: a person's message that comes near ONE of them should find the
entry even when the rest of the entry is about other things.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from knowledge_base.analysis import content_words, split_compound, term, terms
from knowledge_base.schema import AnyRecord, Service
from knowledge_base.statements import Statement, record_statements, service_statements

FIELD_WEIGHTS = {"name": 4.0, "words": 2.5, "asked": 1.0, "description": 1.5, "facts": 0.8, "context": 0.6}
_LENGTH_B = {"name": 0.3, "words": 0.5, "asked": 0.6, "description": 0.5, "facts": 0.6, "context": 0.3}
_PART_WEIGHT = 0.5
PARTICIPATION = "medvirkning"
"""The `kind` of councils, user boards and committees."""


@dataclass
class Draft:
    """One document of the index before weights: texts per field, passages, places and the entries it points at."""

    id: str
    kind: str
    areas: list[str]
    services: list[str]
    status: str
    fields: dict[str, list[str]]
    asked: list[str]
    said: list[str]


@dataclass
class Analysed:
    """One document ready for the index: term weights, and passages as lists of terms."""

    id: str
    kind: str
    areas: list[str]
    services: list[str]
    status: str
    weights: dict[str, float]
    asked: list[list[str]] = field(default_factory=list)
    said: list[list[str]] = field(default_factory=list)


def draft_service(service: Service) -> Draft:
    """The searchable text of an entry."""
    # What a council has heard or said is no offer of its: such a body is found by its names, words and questions only.
    about, takes_part = service.description, service.kind == PARTICIPATION
    statements = [] if takes_part else service_statements(service)
    said = _about(service, statements)
    names = [service.name.nb, service.name.nn or "", *service.alternate_names]
    access = [service.access.to or "", service.access.text or ""] if service.access else []
    return Draft(
        id=service.id,
        kind="service",
        areas=service.areas,
        services=[service.id],
        status=service.status,
        fields={
            "name": names,
            "words": [*service.lay_words, *service.needs, *service.target_group],
            "asked": service.asked_as.all(),
            "description": [] if takes_part else [text for text in (about.nb, about.nn, about.en) if text],
            "facts": said,
            "context": [service.provider, service.area_text or "", *service.setting, *service.age_group, *access],
        },
        asked=[*service.asked_as.all(), *service.lay_words, *names],
        said=said,
    )


def _about(service: Service, statements: list[Statement]) -> list[str]:
    """The statements in bokmål and English, each with the entry's name before it where it bears none of its words: facts are short
    and name the entry seldom, and alone "Varer i 4 uker" is about anything."""
    found = []
    for statement in statements:
        for name, text in ((service.name.nb, statement.text.nb), (service.name.en or "", statement.text.en or "")):
            if text:
                found.append(text if set(terms(name)) & set(terms(text)) else f"{name} {text}")
    return found


def draft_record(record: AnyRecord) -> Draft:
    """The searchable text of a record."""
    said = [s.text.nb for s in record_statements(record)]
    abbreviation = getattr(record, "abbreviation", None) or ""
    return Draft(
        id=record.id,
        kind=record.kind,
        areas=record.areas,
        services=record.services,
        status=record.status,
        fields={"name": [record.name, abbreviation], "asked": record.asked_as.all(), "facts": said},
        asked=[*record.asked_as.all(), record.name, abbreviation],
        said=said,
    )


def _counts(texts: Iterable[str], parts: Callable[[str], list[str]]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for text in texts:
        for word in content_words(text):
            counted[term(word)] += 1
            for part in parts(word):
                counted[part] += _PART_WEIGHT  # type: ignore[assignment]
    return counted


def analyse(drafts: list[Draft]) -> list[Analysed]:
    """Term weights of all drafts together: average field lengths and the compounds' vocabulary need the whole catalogue."""
    vocabulary = {t for draft in drafts for texts in draft.fields.values() for text in texts for t in terms(text)}
    cache: dict[str, list[str]] = {}

    def parts(word: str) -> list[str]:
        if word not in cache:
            cache[word] = split_compound(word, vocabulary)
        return cache[word]

    counted = [{name: _counts(texts, parts) for name, texts in draft.fields.items()} for draft in drafts]
    lengths = {name: _average([sum(c[name].values()) for c in counted if name in c]) for name in FIELD_WEIGHTS}
    return [_weighted(draft, counts, lengths) for draft, counts in zip(drafts, counted, strict=True)]


def _average(values: list[int]) -> float:
    return max(1.0, sum(values) / len(values)) if values else 1.0


def _weighted(draft: Draft, counts: dict[str, Counter[str]], lengths: dict[str, float]) -> Analysed:
    weights: dict[str, float] = {}
    for name, counted in counts.items():
        b = _LENGTH_B[name]
        norm = 1 - b + b * sum(counted.values()) / lengths[name]
        for word, count in counted.items():
            weights[word] = weights.get(word, 0.0) + FIELD_WEIGHTS[name] * count / norm
    return Analysed(
        id=draft.id,
        kind=draft.kind,
        areas=draft.areas,
        services=draft.services,
        status=draft.status,
        weights={word: round(weight, 3) for word, weight in weights.items()},
        asked=_passages(draft.asked),
        said=_passages(draft.said),
    )


def _passages(texts: list[str]) -> list[list[str]]:
    return [found for text in texts if (found := sorted(set(terms(text))))]
