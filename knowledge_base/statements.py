"""Every single thing the catalogue says, as statements with source lines: what answers are composed of.

Curated facts come first. Where an entry has no fact of a kind (cost, duration ...), the field itself becomes a statement;
records (routes, coordinators ...) speak through theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from knowledge_base.phrases import joined, phrase
from knowledge_base.schema import (
    About,
    AnyRecord,
    Coordination,
    Lines,
    NextOfKin,
    Route,
    Service,
    System,
    Term,
    Text,
)

_FIELDS: tuple[tuple[str, About, tuple[str, str, str]], ...] = (
    ("cost", "cost", ("Pris", "Pris", "Cost")),
    ("duration", "duration", ("Varighet", "Varigheit", "Duration")),
    ("waiting", "waiting", ("Ventetid", "Ventetid", "Waiting time")),
    ("capacity", "capacity", ("Kapasitet", "Kapasitet", "Capacity")),
    ("hours", "hours", ("Når", "Når", "When")),
    ("location", "place", ("Sted", "Stad", "Place")),
    ("period", "change", ("Periode", "Periode", "Period")),
)
_LISTS: tuple[tuple[str, About, tuple[str, str, str]], ...] = (
    ("target_group", "who_for", ("For", "For", "For")),
    ("age_group", "who_for", ("Alder", "Alder", "Age")),
    ("professions", "staff", ("Yrkesgrupper", "Yrkesgrupper", "Professions")),
    ("legal_basis", "rights", ("Lovgrunnlag", "Lovgrunnlag", "Legal basis")),
)


_SENTENCES = re.compile(r"(?<=[a-zæøå)»][.!?])(?<!\bSt\.)(?<!\bDr\.)(?<!\bdr\.)(?<!\bkl\.)(?<!\bnr\.) (?=[A-ZÆØÅ«])")
"""Between two sentences, and not within "St. Olavs"."""


@dataclass(frozen=True)
class Statement:
    """One thing that a source says. `subject` is the id of the entry or record that says it; `curated` marks hand-written facts, and
    `asked` are the words in which people ask for them."""

    subject: str
    about: About
    text: Text
    document: str
    lines: tuple[Lines, ...]
    as_of: str | None
    curated: bool
    asked: tuple[str, ...] = ()


def _sentence(text: str) -> str:
    text = text.strip()
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else text + "."


def _sentences(text: Text) -> Text:
    nn, en = (_sentence(own) if own else None for own in (text.nn, text.en))
    return Text(nb=_sentence(text.nb), nn=nn, en=en)


def _labelled(labels: tuple[str, str, str], value: Text) -> Text:
    """`Label: value.` in every language that the value has."""
    nb, nn, en = (
        _sentence(f"{label}: {own}") if own else None
        for label, own in zip(labels, (value.nb, value.nn, value.en), strict=True)
    )
    assert nb is not None
    return Text(nb=nb, nn=nn, en=en)


def _named(name: str, value: str) -> Text:
    label = phrase(name)
    return _labelled((label.nb, label.nn or label.nb, label.en or label.nb), phrase(value))


class _Speaker:
    """Makes statements of one entry or record, all with its source."""

    def __init__(self, item: Service | AnyRecord) -> None:
        self._item = item
        self._whole = tuple(item.source.lines)

    def say(self, about: About, text: Text, lines: list[Lines] | None = None, curated: bool = False) -> Statement:
        source = self._item.source
        at = self._whole if lines is None else tuple(lines)
        return Statement(self._item.id, about, text, source.document, at, source.as_of, curated)

    def each(self, about: About, values: list[str]) -> Iterator[Statement]:
        for value in values:
            yield self.say(about, _sentences(phrase(value)))

    def facts(self) -> Iterator[Statement]:
        for fact in self._item.facts:
            said = self.say(fact.about, fact.text, fact.lines, curated=True)
            yield replace(said, asked=tuple(fact.asked))


def _description(service: Service, speaker: _Speaker) -> Iterator[Statement]:
    """The description sentence by sentence, where all languages have as many; else as a whole."""
    whole = service.description
    split = {own: _SENTENCES.split(text) for own in ("nb", "nn", "en") if (text := whole.in_language(own))}
    if len(set(map(len, split.values()))) > 1:
        split = {own: [" ".join(sentences)] for own, sentences in split.items()}
    for number in range(len(split["nb"])):
        sentence = Text.model_validate({own: sentences[number] for own, sentences in split.items()})
        yield speaker.say("what", _sentences(sentence))


def service_statements(service: Service) -> list[Statement]:
    """Facts of an entry, the sentences of its description, then its fields of the kinds that no fact covers."""
    speaker = _Speaker(service)
    found = [*speaker.facts(), *_description(service, speaker)]
    covered = {statement.about for statement in found if statement.about != "missing"}
    for field, about, labels in _FIELDS:
        value = getattr(service, field)
        if value and about not in covered:
            found.append(speaker.say(about, _labelled(labels, phrase(value))))
    for field, about, labels in _LISTS:
        values = getattr(service, field)
        if values and about not in covered:
            found.append(speaker.say(about, _labelled(labels, joined(", ", values))))
    if service.access and service.access.text and "access" not in covered:
        found.append(speaker.say("access", _sentences(phrase(service.access.text))))
    if service.access and service.access.criteria and "who_for" not in covered:
        criteria = joined("; ", service.access.criteria)
        found.append(speaker.say("who_for", _labelled(("Krav", "Krav", "Criteria"), criteria)))
    return found


def _route(record: Route, speaker: _Speaker) -> Iterator[Statement]:
    yield from speaker.each("access", record.steps)
    if record.decision_maker:
        yield speaker.say(
            "decision", _labelled(("Avgjøres av", "Blir avgjort av", "Decided by"), phrase(record.decision_maker))
        )
    yield from speaker.each("duration", record.deadlines)
    for criterion in record.criteria:
        yield speaker.say("who_for", _labelled(("Krav", "Krav", "Criterion"), phrase(criterion)))
    if record.appeal:
        yield speaker.say("rights", _labelled(("Klage", "Klage", "Appeal"), phrase(record.appeal)))
    for form in (*record.forms, *record.messages):
        yield speaker.say(
            "referral", _labelled(("Skjema eller melding", "Skjema eller melding", "Form or message"), phrase(form))
        )


def _coordination(record: Coordination, speaker: _Speaker) -> Iterator[Statement]:
    if record.placed:
        yield speaker.say("place", _sentences(phrase(record.placed)))
    if record.tasks:
        yield speaker.say("what", _labelled(("Oppgaver", "Oppgåver", "Tasks"), joined("; ", record.tasks[:5])))
    if record.how:
        yield speaker.say("access", _sentences(phrase(record.how)))
    yield from speaker.each("access", record.who_can_ask)
    yield from speaker.each("rights", [*record.rights, *record.duties])


def _own_fields(record: AnyRecord, speaker: _Speaker) -> Iterator[Statement]:
    if isinstance(record, Route):
        yield from _route(record, speaker)
    elif isinstance(record, Coordination):
        yield from _coordination(record, speaker)
    elif isinstance(record, NextOfKin):
        yield speaker.say("next_of_kin", _sentences(phrase(record.what)))
        if record.access:
            yield speaker.say("access", _sentences(phrase(record.access)))
    elif isinstance(record, System):
        yield speaker.say("system", _named(record.name, record.used_for))
    elif isinstance(record, Term):
        yield speaker.say("what", _named(record.name, record.explanation))


def record_statements(record: AnyRecord) -> list[Statement]:
    """Facts of a record, then what its own fields say."""
    speaker = _Speaker(record)
    return [*speaker.facts(), *_own_fields(record, speaker)]
