"""Answers that lead to an office: who coordinates, how to reach somebody, how to apply or notify."""

from __future__ import annotations

from answers.catalogue_answers import SURE, CatalogueAnswers
from answers.compose import contact_lines, short_name
from answers.message import Message, Reply, Turn, Wish
from answers.subject import find_subject
from answers.topics import cued, topics
from answers.understanding import Understanding
from answers.wishes import wished_form
from answers.wording import ours, say
from knowledge_base.schema import Service
from knowledge_base.service import Catalogue

_NAMED, _SENTENCES = 0.9, 2

_MEANT, _SURELY_NAMED = 1.4, 0.35
"""So many times better than the coordinating unit (and than a score that says little), another entry is what a question about
coordination means."""


class OfficeAnswers:
    """Answers about offices, on top of the general ones."""

    def __init__(self, catalogue: Catalogue, answers: CatalogueAnswers) -> None:
        self._catalogue = catalogue
        self._answers = answers

    def coordinator(self, turn: Turn, understanding: Understanding) -> Reply:
        """Who coordinates: the place's coordinating unit unless the message names another entry."""
        topic = topics()[understanding.intent]
        subject = find_subject(self._catalogue, turn, understanding)
        if subject.place is None and not turn.context.asked_municipality and subject.best < SURE:
            everywhere = self._catalogue.offices.of(None).coordinating_unit
            return self._answers.general_and_ask(turn, understanding, subject, [everywhere])
        unit = self._catalogue.offices.of(subject.place).coordinating_unit
        ids = [hit.id for hit in subject.hits[:6]]
        near = next((hit for hit in subject.hits if hit.id == unit), None)
        general = bool(ids) and self._answers.is_general(subject.hits[0]) and subject.place is not None
        least = max(near.score if near else 0.0, _SURELY_NAMED)
        strong = bool(ids) and not general and ids[0] != unit and subject.best > _MEANT * least
        first = [ids[0], unit] if strong else [unit]
        return self._answers.about(turn, subject, topic, first)

    def contact(self, turn: Turn, understanding: Understanding) -> Reply:
        """Phone, e-mail, address, hours as the catalogue holds them; where it holds none, says so and whom to call."""
        topic = topics()["ask_contact"]
        subject = find_subject(self._catalogue, turn, understanding)
        if self._answers.needs_place(turn, subject):
            return self._answers.ask_place(turn, understanding)
        reply = self._answers.about(turn, subject, topic)
        services = [s for s in (self._catalogue.service(e.id) for e in reply.messages[0].entries) if s is not None]
        if not services:
            return reply
        lines = contact_lines(services[0], turn.language)
        if not lines and "contact" in cued(turn.text):
            lines = self._no_number(turn, services[0], subject.place)
        return _before(reply, lines)

    def _no_number(self, turn: Turn, service: Service, place: str | None) -> list[str]:
        language = turn.language
        lines = [say("no_number", language, name=short_name(service, language))]
        call = self._catalogue.service(self._catalogue.offices.of(place).call)
        if call is not None and call.contact is not None and call.contact.phone:
            lines.append(say("call_instead", language, name=short_name(call, language), phone=call.contact.phone))
        return lines

    def referral(self, turn: Turn, understanding: Understanding) -> Reply:
        """How to apply or notify, and the wish to do so here: the gate opens the form below the reply."""
        topic = topics()[understanding.intent]
        subject = find_subject(self._catalogue, turn, understanding)
        form = wished_form(turn.text, understanding.intent, turn.role)
        if subject.place is None:
            message = Message(text=say("can_send", turn.language), language=ours(turn.language), kind="referral")
            return _wishing(Reply(messages=[message], context=turn.context), Wish(form=form))
        offices = self._catalogue.offices.of(subject.place)
        notify = understanding.intent == "notify_coordinating_unit"
        office = offices.coordinating_unit if notify or not offices.allocation_office else offices.allocation_office
        named = self._catalogue.service(subject.hits[0].id) if subject.best > _NAMED and not notify else None
        first = [named.id, office] if named else [office]
        reply = self._answers.about(turn, subject, topic, first)
        if named is not None and named.status in ("proposed", "ended"):
            return reply
        reply = _short(reply)
        service = named.id if named is not None and named.id not in (office, offices.coordinating_unit) else None
        return _wishing(reply, Wish(form=form, service=service, municipality=subject.place))


def _short(reply: Reply) -> Reply:
    """The first sentences and the source: the form's first question follows, and that is what is to be read."""
    message = reply.messages[0]
    first, *rest = message.text.split("\n\n")
    sentences = first.split(". ")
    start = ". ".join(sentences[:_SENTENCES]).rstrip(".") + "."
    text = "\n\n".join([start, *rest[-1:]])
    return reply.model_copy(update={"messages": [message.model_copy(update={"text": text}), *reply.messages[1:]]})


def _wishing(reply: Reply, wish: Wish) -> Reply:
    return reply.model_copy(update={"context": reply.context.model_copy(update={"wish": wish})})


def _before(reply: Reply, lines: list[str]) -> Reply:
    """The reply with sentences in front of its text."""
    message = reply.messages[0]
    text = " ".join([*lines, message.text])
    return reply.model_copy(update={"messages": [message.model_copy(update={"text": text}), *reply.messages[1:]]})
