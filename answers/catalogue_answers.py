"""Answers about entries: offers, ways in, coordinators, contact, rights, definitions, comparisons."""

from __future__ import annotations

from dataclasses import replace

from answers.compose import short_name
from answers.message import Asks, Choice, DialogueContext, Message, Reply, Turn
from answers.narration import Narrator
from answers.subject import Subject, find_subject
from answers.topics import Topic, cued, topics
from answers.understanding import Understanding
from answers.wording import ours, say
from knowledge_base.schema import Service
from knowledge_base.search import Hit
from knowledge_base.service import Catalogue

SURE = 0.55
"""Score of the best entry from which an answer is given without asking back."""
LOST = 0.22
"""Score below which nothing in the catalogue is near."""
_ALSO_RATIO = 0.5
_RECORD_LEADS = 1.15
_GENERAL = 0.45
"""Share of the best score from which an answer that holds everywhere is worth giving before the municipality is known."""
_ALONE = 1.6
"""So many times better than what other places have, an entry is meant by name: no municipality is asked for."""
_WAYS_IN = {"how_to_get_in", "ask_contact", "open_referral"}
_AS_NEAR = 0.75
"""Share of the best score from which a place's own offer may be the one that is meant."""
_WITHOUT_A_CHOICE = {"norge", "utlandet"}
"""Places of entries that are the same wherever somebody lives."""
_TERM_KINDS = {"term", "topic", "system"}


class CatalogueAnswers:
    """Composes answers out of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._narrator = Narrator(catalogue)

    def answer(self, turn: Turn, understanding: Understanding) -> Reply:
        """The general answer: the best entry's statements that fit the question, its way in, further entries, source."""
        topic = topics().get(understanding.intent, topics()["find_offer"])
        subject = find_subject(self._catalogue, turn, understanding)
        if self.needs_place(turn, subject) or self._goes_in_locally(turn, understanding, subject):
            return self.general_and_ask(turn, understanding, subject)
        return self.about(turn, subject, topic, self._with_decider(turn, subject))

    def _with_decider(self, turn: Turn, subject: Subject) -> list[str] | None:
        """Who decides, beside the entry shown before, when that is asked and the entry itself does not say."""
        office = self._catalogue.offices.of(subject.place).allocation_office
        if not subject.follow_up or not subject.hits or office is None or "decision" not in cued(turn.text):
            return None
        shown = subject.hits[0].id
        says = any(statement.about == "decision" for statement in self._catalogue.statements(shown))
        return None if says else [shown, office]

    def general_and_ask(
        self, turn: Turn, understanding: Understanding, subject: Subject, first: list[str] | None = None
    ) -> Reply:
        """What holds everywhere, where there is such an answer, and the question for the municipality. `first`: entries that hold
        everywhere and are known to answer."""
        asked = self.ask_place(turn, understanding)
        general = [hit for hit in subject.hits if self.is_general(hit) and hit.score > _GENERAL * subject.best]
        records = [hit for hit in subject.records if self._speaks_for_all(hit)]
        best = max([hit.score for hit in (*general[:1], *records[:1])], default=0.0)
        if first is None and (best < LOST or best < _GENERAL * subject.best):
            return asked
        topic = topics().get(understanding.intent, topics()["find_offer"])
        base = self.about(turn, replace(subject, hits=general, records=records), topic, first)
        message, question = base.messages[0], asked.messages[0]
        text = f"{message.text}\n\n{question.text}"
        both = message.model_copy(update={"text": text, "choices": question.choices, "asks": question.asks})
        context = asked.context.model_copy(update={"shown": base.context.shown, "last_text": text})
        return Reply(messages=[both], context=context)

    def everywhere(self, turn: Turn, understanding: Understanding) -> Reply:
        """What holds in the whole country, for a person whose municipality the catalogue does not cover."""
        subject = find_subject(self._catalogue, turn, understanding)
        general = [hit for hit in subject.hits if self.is_general(hit)]
        records = [hit for hit in subject.records if self._speaks_for_all(hit)]
        narrowed = replace(subject, hits=general, records=records)
        return self.about(turn, narrowed, topics().get(understanding.intent, topics()["find_offer"]))

    def _speaks_for_all(self, hit: Hit) -> bool:
        record = self._catalogue.record(hit.id)
        return record is not None and "norge" in record.areas

    def about(self, turn: Turn, subject: Subject, topic: Topic, first: list[str] | None = None) -> Reply:
        """The answer about a subject already found. `first` are ids that must come first."""
        record = self._leading_record(subject, topic)
        ids = list(dict.fromkeys([*(first or []), *self._entry_ids(subject, record)]))
        services = [service for service in (self._catalogue.service(i) for i in ids[:3]) if service is not None]
        if not services and record is None:
            return self.nothing(turn, subject)
        message = self._narrator.message(turn, subject, topic, services, record)
        return self.reply(turn, message, services, topic.name, subject)

    def reply(
        self, turn: Turn, message: Message, services: list[Service], topic: str, subject: Subject | None = None
    ) -> Reply:
        """The reply with the context that the next turn needs."""
        context = DialogueContext(
            shown=[service.id for service in services] or turn.context.shown,
            topic=topic,
            last_text=message.text,
            last_question=self._question_to_keep(turn, subject),
            asked_municipality=turn.context.asked_municipality,
            municipality=(subject.place if subject else None) or turn.context.municipality,
        )
        named = subject.named_place if subject else None
        return Reply(messages=[message], context=context, municipality=named)

    @staticmethod
    def _question_to_keep(turn: Turn, subject: Subject | None) -> str:
        """The question that a later "og i Melhus?" is about: a mere follow-up ("hva koster det?") does not replace it."""
        if subject is not None and subject.follow_up and turn.context.last_question:
            return turn.context.last_question
        return subject.question if subject is not None and subject.question else turn.text

    def nothing(self, turn: Turn, subject: Subject) -> Reply:
        """Nothing was found: say so, and who to call."""
        call = self._catalogue.service(self._catalogue.offices.of(subject.place).call)
        lines = [say("lost", turn.language)]
        if call is not None and call.contact is not None and call.contact.phone:
            lines.append(
                say("call_instead", turn.language, name=short_name(call, turn.language), phone=call.contact.phone)
            )
        human = Choice(title=say("button_human", turn.language), payload="/human_contact")
        message = Message(text=" ".join(lines), language=ours(turn.language), kind="fallback", choices=[human])
        return self.reply(turn, message, [], "nlu_fallback", subject)

    def ask_place(self, turn: Turn, understanding: Understanding) -> Reply:
        """Asks for the municipality once; the question waits in the context."""
        choices = [
            Choice(title=place.name, payload=f'/inform_municipality{{"municipality": "{place.slug}"}}')
            for place in self._catalogue.places.choosable()
        ]
        message = Message(
            text=say("which_municipality", turn.language),
            language=turn.language,
            kind="clarify",
            choices=choices,
            asks=Asks(slot="municipality", optional=True, input="choice"),
        )
        context = turn.context.model_copy(
            update={"pending_text": turn.text, "pending_topic": understanding.intent, "asked_municipality": True}
        )
        return Reply(messages=[message], context=context)

    def needs_place(self, turn: Turn, subject: Subject) -> bool:
        """Whether the best entry belongs to a place that nobody has named, while another place might have one as good."""
        if subject.place is not None or turn.context.asked_municipality or subject.follow_up or not subject.hits:
            return False
        best = self._catalogue.service(subject.hits[0].id)
        if best is None or not _WITHOUT_A_CHOICE.isdisjoint(best.areas):
            return False
        elsewhere = (hit for hit in subject.hits[1:] if not self._shares_a_place(hit, best))
        return subject.best < _ALONE * next((hit.score for hit in elsewhere), 0.0)

    def _goes_in_locally(self, turn: Turn, understanding: Understanding, subject: Subject) -> bool:
        """Whether the way in is asked for, and places have what holds everywhere each in their own way."""
        asked = subject.place is not None or turn.context.asked_municipality or subject.follow_up or not subject.hits
        if asked or understanding.intent not in _WAYS_IN:
            return False
        local = next((hit.score for hit in subject.hits if not self.is_general(hit)), 0.0)
        return self.is_general(subject.hits[0]) and local >= _AS_NEAR * subject.best

    def _shares_a_place(self, hit: Hit, best: Service) -> bool:
        service = self._catalogue.service(hit.id)
        return service is not None and bool(set(service.areas) & set(best.areas))

    def is_general(self, hit: Hit) -> bool:
        service = self._catalogue.service(hit.id)
        return service is not None and "norge" in service.areas

    def _leading_record(self, subject: Subject, topic: Topic) -> Hit | None:
        """A term, topic or system that fits better than any entry, so that it should speak first."""
        if not subject.records or subject.follow_up:
            return None
        best = subject.records[0]
        factor = 0.8 if topic.name in ("definition", "compare") and best.kind in _TERM_KINDS else _RECORD_LEADS
        return best if best.score > factor * subject.best else None

    def _entry_ids(self, subject: Subject, record: Hit | None) -> list[str]:
        own = list(record.services[:2]) if record is not None else []
        best = subject.hits[0].score if subject.hits else 0.0
        found = [hit.id for hit in subject.hits[:3] if hit.score >= _ALSO_RATIO * best and hit.score > LOST]
        return list(dict.fromkeys([*own, *found]))
