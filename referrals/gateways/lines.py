"""A referral as headed lines of text: what the PDF, the Dialogmelding and the printed page all show."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from referrals.clock import oslo_day
from referrals.gateways.base import Delivery
from referrals.submission import Language, Party, Submission
from referrals.wording import day_in_words, in_language, name_of, texts

Line = tuple[str, str]
_PARTY = ("name", "phone", "email", "address", "birth_year", "profession", "organisation")
_MATTER = (
    "need", "important", "tried", "discharge_on", "interpreter", "children_in_family", "reach", "reach_when", "informed", "authority",
)  # fmt: skip


def label(key: str, language: Language) -> str:
    """A heading."""
    return in_language(texts("document")[key], language)


def head_lines(delivery: Delivery, language: Language) -> Iterator[Line]:
    """Reference, times, receiver; that it is taken back, when it is."""
    if delivery.withdrawn:
        yield label("withdrawn", language), in_language(texts("notices")["body"]["withdrawn"], language)
    yield label("reference", language), delivery.reference
    yield label("sent", language), day_in_words(oslo_day(delivery.created_at), language)
    yield label("unit", language), delivery.unit.name
    if delivery.due_at is not None and not delivery.withdrawn:
        yield label("due", language), day_in_words(oslo_day(delivery.due_at), language)


def sections(delivery: Delivery, language: Language) -> Iterator[tuple[str, list[Line]]]:
    """Sender, person and matter, each with its lines. None of a referral that is taken back: the reference is enough to find it."""
    content = delivery.content
    if content is None or delivery.withdrawn:
        return
    sender = list(_party(content.sender, language))
    sender.append((label("relation", language), name_of("relations", content.relation.value, language)))
    yield label("sender", language), sender
    if content.person is not None:
        yield label("person", language), list(_party(content.person, language))
    matter = [(label("service", language), delivery.service)] if delivery.service else []
    matter += [(label(name, language), text) for name in _MATTER if (text := _value(content, name, language))]
    matter.append((label("consent", language), label("given", language)))
    yield name_of("kinds", content.kind.value, language), matter


def _party(party: Party, language: Language) -> Iterator[Line]:
    for name in _PARTY:
        if (value := getattr(party, name)) is not None:
            yield label(name, language), str(value)


def _value(content: Submission, name: str, language: Language) -> str | None:
    value = getattr(content, name)
    if value is None or (name == "informed" and content.person is None):
        return None
    if isinstance(value, date):
        return day_in_words(value, language)
    key = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
    known = texts("document")["values"].get(key)
    return in_language(known, language) if known and name in ("informed", "reach", "children_in_family") else str(value)


def as_text(delivery: Delivery, language: Language) -> str:
    """The whole referral as plain text."""
    parts = ["\n".join(f"{head}: {text}" for head, text in head_lines(delivery, language))]
    for heading, lines in sections(delivery, language):
        parts.append("\n".join([heading, *(f"{head}: {text}" for head, text in lines)]))
    return "\n\n".join(parts)
