"""Puts an answer into words: the statements that fit, how one gets in, what else there is, the source."""

from __future__ import annotations

import re
from dataclasses import dataclass

from answers.choosing import Asked, Candidate, choose
from answers.compose import (
    Draft,
    access_line,
    also_line,
    body_of,
    follow_up_choices,
    says_how,
    short_name,
    source_line,
    status_line,
)
from answers.first_contact import first_contacts
from answers.message import Language, Message, Turn
from answers.relevant import Chosen, in_language
from answers.subject import Subject
from answers.topics import Topic, cued
from answers.wording import say
from knowledge_base.analysis import terms
from knowledge_base.phrases import phrase
from knowledge_base.schema import About, Service
from knowledge_base.search import Hit
from knowledge_base.service import Catalogue
from knowledge_base.statements import Statement

_WORDS = 92
"""Words of statements in one answer. Status, way in, further entries and source come on top; the whole stays under 90 on average."""
_WORDS_WHEN_MISSING = 55
_NAMED_BY = 0.6
"""Share of the words of an entry's name that name it."""
_ENTRY_FACTORS = (1.0, 0.8, 0.7)
_SPEAKS_TOO = 0.9
"""Share of the first entry's search score that another must reach to speak beside it; others are only named."""
_LEADING_RECORD, _NEAR_RECORD = 1.25, 0.8
_GENERAL_KINDS = {"topic", "term", "system"}
"""Records that may speak beside entries that they do not belong to. A route or a coordinator never may: it would be another entry's."""
_MISSING: dict[str, tuple[About, re.Pattern[str]]] = {
    "ask_cost": ("cost", re.compile(r"pris|kost|egenandel|betal|gebyr|gratis", re.IGNORECASE)),
    "ask_waiting": ("waiting", re.compile(r"vent|kø", re.IGNORECASE)),
    "ask_duration": ("duration", re.compile(r"vari|varer|lenge|lengde", re.IGNORECASE)),
}


@dataclass(frozen=True)
class Told:
    """What one answer is made of: entries, their statements, the record that speaks first, the frame for what the source lacks."""

    services: list[Service]
    chosen: list[Chosen]
    record: Hit | None
    missing: str | None


class Narrator:
    """Words answers out of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def message(
        self, turn: Turn, subject: Subject, topic: Topic, services: list[Service], record: Hit | None
    ) -> Message:
        """The answer about `services` (best first) and, when it speaks first, `record`."""
        candidates = self._candidates(subject, services, record)
        missing = _missing(turn.text, topic, services, candidates)
        most = topic.words or (_WORDS_WHEN_MISSING if missing else _WORDS)
        chosen = choose(self._catalogue, Asked(turn, subject, topic), candidates, most)
        return self._compose(turn, topic, Told(services, chosen, record, missing))

    def _candidates(self, subject: Subject, services: list[Service], record: Hit | None) -> list[Candidate]:
        """Statements with a factor each: the first entry's count most, then its records', then the next entries'."""
        found: list[Candidate] = []
        if record is not None:
            found += [(statement, _LEADING_RECORD) for statement in self._catalogue.statements(record.id)]
        for service, factor in zip(_speaking(services, subject), _ENTRY_FACTORS, strict=False):
            statements = self._catalogue.statements(service.id)
            found += [(statement, factor) for statement in statements if _may_say(service, statement)]
        ids = {service.id for service in services[:2]}
        for hit in subject.records[:4]:
            general = hit.kind in _GENERAL_KINDS and not subject.follow_up and hit.score > 0.9 * subject.best
            if hit is not record and (ids & set(hit.services) or general):
                found += [(statement, _NEAR_RECORD) for statement in self._catalogue.statements(hit.id)]
        return [item for item in found if not services or _may_say(services[0], item[0])]

    def _compose(self, turn: Turn, topic: Topic, told: Told) -> Message:
        language, services = turn.language, told.services
        others = {service.id: short_name(service, language) for service in services[1:]}
        texts, complete = body_of(told.chosen, language, others)
        lead = [*self._lead(turn, told), *([say(told.missing, language)] if told.missing else [])]
        statements = [item.statement for item in told.chosen]
        draft = Draft(language, topic.kind, lead, texts, [], services, statements, [])
        if services and not says_how(told.chosen) and (line := self._way_in(services[0], language)):
            draft.body[0] = f"{draft.body[0]} {line}".strip()
        if services and topic.kind != "definition" and (also := also_line(self._not_told(told), language)):
            draft.tail.append(also)
        source = self._catalogue.record(told.record.id) if told.record is not None else services[0]
        if source is not None:
            draft.tail.append(source_line(source, self._catalogue, language))
        if turn.role == "staff" and services and (note := _note_on(turn.text, services[0])):
            draft.tail.append(say("staff_note", language, note=in_language(phrase(note), language)[0]))
        if not complete and (note := say("in_bokmal", language)):
            draft.tail.append(note)
        draft.choices = follow_up_choices(services, language, turn.role)
        return draft.message(self._catalogue)

    @staticmethod
    def _not_told(told: Told) -> list[Service]:
        """Further entries that got no paragraph of their own."""
        speaking = {item.statement.subject for item in told.chosen}
        return [service for service in told.services[1:] if service.id not in speaking]

    def _way_in(self, service: Service, language: Language) -> str | None:
        """How one gets in by the entry itself; else, for a municipal entry, which office takes applications."""
        if line := access_line(service, language):
            return line
        if service.level != "kommune" or service.status != "existing" or len(service.areas) != 1:
            return None
        office = self._catalogue.service(self._catalogue.offices.of(service.areas[0]).allocation_office or "")
        if office is None or office.id == service.id:
            return None
        return say("allocation_office", language, name=short_name(office, language))

    def _lead(self, turn: Turn, told: Told) -> list[str]:
        """What must be said first: where to begin, or that something is only proposed; else which entry the statements are about."""
        if not told.services:
            return []
        first, language = told.services[0], turn.language
        if told.record is not None:
            return [line] if first.status == "proposed" and (line := status_line(first, language)) else []
        if first.id in first_contacts(turn.text, first.areas[0], self._catalogue.offices):
            return [say("start_here", language, name=short_name(first, language))]
        if (status := status_line(first, language)) is not None:
            return [status]
        said = " ".join(item.statement.text.nb for item in told.chosen[:2])
        return [] if _is_named(first.name.nb.split(" (")[0], said) else [f"{short_name(first, language)}:"]


def _is_named(name: str, said: str) -> bool:
    """Whether the first statements name the entry: its name itself, or most of its words."""
    words = set(terms(name))
    return name.lower() in said.lower() or len(words & set(terms(said))) >= _NAMED_BY * len(words)


def _note_on(text: str, service: Service) -> str | None:
    """The first note for staff that has a word of the question, beside the entry's own name."""
    asked = set(terms(text)) - set(terms(service.name.nb))
    return next((note for note in service.staff_notes if asked & set(terms(note))), None)


def _speaking(services: list[Service], subject: Subject) -> list[Service]:
    """The first entry, and those that the search found nearly as near."""
    scores = {hit.id: hit.score for hit in subject.hits}
    least = _SPEAKS_TOO * scores.get(services[0].id, 0.0) if services else 0.0
    return [service for service in services if scores.get(service.id, least) >= least]


def _may_say(service: Service, statement: Statement) -> bool:
    """Nobody is told how to get into what is only proposed or has ended."""
    return service.status not in ("proposed", "ended") or statement.about not in ("access", "decision", "referral")


def _missing(text: str, topic: Topic, services: list[Service], candidates: list[Candidate]) -> str | None:
    """The frame that says that the source has no price, waiting time or duration of the entry asked about; None when it has, or
    when a statement of the entry says itself that it has not. A duration must be asked for in words: "how many" is near to it."""
    asked = _MISSING.get(topic.name)
    if asked is None or not services:
        return None
    about, words = asked
    if about == "duration" and about not in cued(text):
        return None
    own = [statement for statement, _ in candidates if statement.subject == services[0].id]
    told = any(s.about == about or (s.about == "missing" and words.search(s.text.nb)) for s in own)
    return None if told else f"missing_{about}"
