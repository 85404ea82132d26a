"""Messages out of entries and statements: the answer first, then how to get in, then source and date."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from answers.message import Choice, EntryRef, Kind, Language, Message, Role, SourceRef
from answers.relevant import Chosen, in_language
from answers.wording import ours, say
from knowledge_base.phrases import phrase
from knowledge_base.schema import AnyRecord, Service
from knowledge_base.service import Catalogue
from knowledge_base.statements import Statement

_GETS_IN = ("access", "decision", "referral")
_ONLY_THAT = re.compile(r"^[^.]{0,60}\bmå (?:man )?søkes? om\.?$", re.IGNORECASE)
_SHORT_NAME = 60
_LAST_BRACKETS = re.compile(r" \([^()]*\)$")
_EDITORS = "Veiviser-redaksjonen"


def entry_ref(service: Service, catalogue: Catalogue, language: Language) -> EntryRef:
    """The contract's view of an entry, its name in the language of the message."""
    return EntryRef(
        id=service.id,
        name=in_language(service.name, language)[0],
        owner=service.provider,
        area=service.area_text or ", ".join(catalogue.places.all[slug].name for slug in service.areas),
        status=service.status,
        as_of=service.source.as_of or catalogue.document(service.source.document).as_of,
    )


def source_refs(statements: Sequence[Statement], catalogue: Catalogue) -> list[SourceRef]:
    """Where the statements stand, each place once."""
    found: dict[tuple[str, tuple[int, int]], SourceRef] = {}
    for statement in statements:
        document = catalogue.document(statement.document)
        for lines in statement.lines[:2]:
            found.setdefault(
                (document.id, lines),
                SourceRef(document=document.title, lines=lines, as_of=statement.as_of or document.as_of),
            )
    return list(found.values())[:6]


def own_sources(services: Sequence[Service], catalogue: Catalogue) -> list[SourceRef]:
    """Where whole entries stand."""
    return [
        SourceRef(document=document.title, lines=lines, as_of=service.source.as_of or document.as_of)
        for service in services
        for document in [catalogue.document(service.source.document)]
        for lines in service.source.lines[:3]
    ]


def short_name(service: Service, language: Language) -> str:
    """The name without the explanation in brackets at its end that some entries carry; `(re)habilitation` stays."""
    name = service.name.in_language(language) or service.name.nb
    return name if len(name) <= _SHORT_NAME else _LAST_BRACKETS.sub("", name)


def source_line(item: Service | AnyRecord, catalogue: Catalogue, language: Language) -> str:
    """Source, date, and that it may have changed since."""
    document = catalogue.document(item.source.document)
    as_of = item.source.as_of or document.as_of
    return say("source", language, title=document.title, as_of=as_of[:4])


def status_line(service: Service, language: Language) -> str | None:
    """What must be said first of an entry that is not simply there."""
    if service.status in ("proposed", "ended", "project"):
        return say(service.status, language, name=short_name(service, language))
    return None


def access_line(service: Service, language: Language) -> str | None:
    """How one gets in, from the entry's fields; None when the source does not say or nothing can be applied for."""
    access = service.access
    if access is None or service.status in ("proposed", "ended"):
        return None
    parts = []
    if access.self_referral is True:
        parts.append(say("self_referral", language))
    if access.to:
        key = "apply_to" if access.decision is True else "to"
        parts.append(say(key, language, to=in_language(phrase(access.to), language)[0]))
    if access.decision is True:
        parts.append(say("decision", language))
    return " ".join(parts) or None


def contact_lines(service: Service, language: Language) -> list[str]:
    """Phone, e-mail, address, hours: only what the catalogue holds, and who vouches for it when that is the municipality."""
    lines = []
    if service.contact is not None:
        given = {key: getattr(service.contact, key) for key in ("phone", "email", "web", "address")}
        given["hours"] = in_language(phrase(service.hours), language)[0] if service.hours else None
        lines = [say(key, language, **{key: value}) for key, value in given.items() if value]
    if lines and not service.verified_by.startswith(_EDITORS):
        lines.append(say("verified_locally", language, by=service.verified_by, date=service.last_verified))
    return lines


@dataclass
class Draft:
    """A message in the making: lines in the order they are said."""

    language: Language
    kind: Kind
    lead: list[str]
    body: list[str]
    tail: list[str]
    services: list[Service]
    statements: list[Statement]
    choices: list[Choice]

    def message(self, catalogue: Catalogue) -> Message:
        """The finished message: the lead and the first entry, a paragraph for each further entry, and the tail."""
        first, *others = self.body or [""]
        paragraphs = [" ".join([*self.lead, first]).strip(), *others, " ".join(self.tail)]
        return Message(
            text="\n\n".join(paragraph for paragraph in paragraphs if paragraph.strip()),
            language=ours(self.language),
            kind=self.kind,
            entries=[entry_ref(service, catalogue, self.language) for service in self.services],
            sources=source_refs(self.statements, catalogue),
            choices=self.choices,
        )


def body_of(chosen: Sequence[Chosen], language: Language, others: Mapping[str, str]) -> tuple[list[str], bool]:
    """The statements as paragraphs, and whether all are in the language asked for. `others` are the further entries (id -> name): each
    gets a paragraph of its own, which bears its name."""
    paragraphs: dict[str, list[str]] = {"": []}
    complete = True
    for item in chosen:
        statement = item.statement
        text, own = in_language(statement.text, language)
        name = others.get(statement.subject)
        key = statement.subject if name else ""
        if name and key not in paragraphs and name.split()[0].lower() not in text.lower():
            text = f"{name}: {text}"
        paragraphs.setdefault(key, []).append(text)
        complete = complete and own
    return [" ".join(texts) for texts in paragraphs.values()], complete


def says_how(chosen: Sequence[Chosen]) -> bool:
    """True when the chosen statements already tell how to get in. That one has to apply does not tell where."""
    return any(
        item.statement.about in _GETS_IN and not _ONLY_THAT.search(item.statement.text.nb.strip()) for item in chosen
    )


def also_line(others: Sequence[Service], language: Language) -> str | None:
    """Names of further entries, proposed ones marked."""
    names = [
        say("proposed_mark", language, name=short_name(other, language))
        if other.status == "proposed"
        else short_name(other, language)
        for other in others
    ]
    return say("also", language, names="; ".join(names)) if names else None


def follow_up_choices(services: Sequence[Service], language: Language, role: Role) -> list[Choice]:
    """Buttons below an answer: how to apply, whom to contact, the next entries."""
    keys = ("button_how", "button_coordinator") if role == "staff" else ("button_how", "button_contact")
    payloads = {
        "button_how": "/how_to_get_in",
        "button_contact": "/ask_contact",
        "button_coordinator": "/who_coordinates",
    }
    choices = []
    if services and services[0].status not in ("proposed", "ended"):
        choices = [Choice(title=say(key, language), payload=payloads[key]) for key in keys]
    for other in services[1:3]:
        name = short_name(other, language)
        choices.append(
            Choice(title=say("button_more", language, name=name), payload=f'/choose_entry{{"entry_id": "{other.id}"}}')
        )
    return choices
