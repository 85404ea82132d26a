"""Answers to messages that only make sense within the conversation: a place named, "gjenta", "si det enklere", being unsure."""

from __future__ import annotations

from answers.catalogue_answers import LOST, SURE, CatalogueAnswers
from answers.compose import entry_ref, follow_up_choices, own_sources, short_name
from answers.correction import meant_instead, put_right
from answers.fixed import FixedAnswers
from answers.linking import understand_without_model
from answers.message import Choice, Message, Reply, Turn
from answers.ordinals import chosen_number
from answers.subject import find_subject, names_only_a_place
from answers.thread import asks_for_someone_to_talk_to
from answers.topical import topical_words
from answers.topics import topics
from answers.understanding import Understanding
from answers.wording import ours, say
from knowledge_base.service import Catalogue

_CHOICES = 3


class DialogueAnswers:
    """Answers that lean on the context of the conversation."""

    def __init__(self, catalogue: Catalogue, answers: CatalogueAnswers) -> None:
        self._catalogue = catalogue
        self._answers = answers
        self._fixed = FixedAnswers(catalogue)

    def municipality(self, turn: Turn, understanding: Understanding) -> Reply:
        """A place was named: answer the question that waited for it, or ask the last question again for the new place."""
        slug = understanding.first("municipality")
        place = self._catalogue.places.all.get(slug) if slug else None
        if place is None:
            return self._unknown_place(turn)
        if not names_only_a_place(turn.text, self._catalogue) and not turn.context.pending_text:
            return self.unsure(turn, understanding)
        question = turn.context.pending_text or turn.context.last_question
        topic = turn.context.pending_topic if turn.context.pending_text else turn.context.topic
        if question is None:
            return self._place_set(turn, place.slug, place.name)
        context = turn.context.model_copy(
            update={"pending_text": None, "pending_topic": None, "shown": [], "municipality": place.slug}
        )
        again = turn.model_copy(update={"text": question, "municipality": place.slug, "context": context})
        intent = topic if topic in topics() else "find_offer"
        reply = self._answers.answer(again, Understanding(intent, entities={"municipality": [place.slug]}))
        return reply.model_copy(update={"municipality": place.slug})

    def _place_set(self, turn: Turn, slug: str, name: str) -> Reply:
        text = say("municipality_set", turn.language, place=name)
        context = turn.context.model_copy(update={"municipality": slug})
        message = Message(text=text, language=turn.language, kind="clarify")
        return Reply(messages=[message], context=context, municipality=slug)

    def _unknown_place(self, turn: Turn) -> Reply:
        """A place that the catalogue does not cover: says so, and answers a waiting question with what holds everywhere."""
        names = ", ".join(place.name for place in self._catalogue.places.choosable())
        said = f"{say('municipality_unknown', turn.language)} {names}."
        waiting = turn.context.pending_text
        if waiting is None:
            return Reply(
                messages=[Message(text=said, language=ours(turn.language), kind="clarify")], context=turn.context
            )
        context = turn.context.model_copy(
            update={"pending_text": None, "pending_topic": None, "asked_municipality": True}
        )
        again = turn.model_copy(update={"text": waiting, "context": context})
        reply = self._answers.everywhere(again, Understanding(turn.context.pending_topic or "find_offer"))
        message = reply.messages[0]
        return reply.model_copy(update={"messages": [message.model_copy(update={"text": f"{said}\n\n{message.text}"})]})

    def affirm(self, turn: Turn, _understanding: Understanding) -> Reply:
        """ "Ja" after an answer means: more about it."""
        if turn.context.shown:
            more = Understanding("how_to_get_in", entities={"entry_id": turn.context.shown[:1]})
            return self._answers.answer(turn, more)
        return self._fixed.reply(turn, "affirm")

    def deny(self, turn: Turn, understanding: Understanding) -> Reply:
        """ "Nei" by itself asks for other words; "nei, jeg mente ergoterapeut" names what is wanted."""
        meant = put_right(turn.text)
        again = turn.model_copy(update={"text": meant or turn.text})
        subject = find_subject(self._catalogue, again, understanding)
        if meant is None or subject.follow_up or subject.best < SURE:
            return self._fixed.reply(turn, "deny")
        return self._answers.answer(again, Understanding(self._topic(turn), entities=understanding.entities))

    def corrected(self, turn: Turn, understanding: Understanding) -> Reply | None:
        """ "Eg meinte det ambulante teamet": what is meant by itself. None where nothing is surely named."""
        meant = meant_instead(turn.text)
        if meant is None or not turn.context.shown or names_only_a_place(meant, self._catalogue):
            return None
        again = turn.model_copy(update={"text": meant})
        subject = find_subject(self._catalogue, again, understanding)
        if subject.best < SURE or subject.hits[0].id == turn.context.shown[0]:
            return None
        return self._answers.answer(again, Understanding(self._topic(turn), entities=understanding.entities))

    def added(self, turn: Turn) -> Reply | None:
        """ "Sorry, I meant I need it permanently", "is there someone I can talk to?": the question before with what is added. None when
        nothing is."""
        meant = turn.text if asks_for_someone_to_talk_to(turn.text) else meant_instead(turn.text)
        before = turn.context.last_question
        if meant is None or before is None or not topical_words(meant) or names_only_a_place(meant, self._catalogue):
            return None
        again = turn.model_copy(update={"text": f"{before} {meant}"})
        return self._answers.answer(again, Understanding(self._topic(turn)))

    @staticmethod
    def _topic(turn: Turn) -> str:
        topic = turn.context.topic
        return topic if topic is not None and topic in topics() else "find_offer"

    def choose_number(self, turn: Turn, _understanding: Understanding) -> Reply:
        """A bare number means one of what was shown last; where nothing so long was shown, it means nothing."""
        number, shown = int(turn.text.strip()), turn.context.shown
        if not 1 <= number <= len(shown):
            return self._fixed.reply(turn, "no_words")
        return self._answers.answer(turn, Understanding("choose_entry", entities={"entry_id": [shown[number - 1]]}))

    def choose(self, turn: Turn, understanding: Understanding) -> Reply:
        """A button's entry, or "den andre" of those shown last."""
        shown, place = turn.context.shown, chosen_number(turn.text)
        if understanding.first("entry_id") is None and shown and place is not None and place < len(shown):
            understanding = Understanding("choose_entry", entities={"entry_id": [shown[place]]})
        return self._answers.answer(turn, understanding)

    def repeat(self, turn: Turn, _understanding: Understanding) -> Reply:
        """The last answer again, word for word."""
        if not turn.context.last_text:
            return self._fixed.reply(turn, "nothing_to_repeat")
        return self._again(turn, turn.context.last_text)

    def first(self, turn: Turn) -> Reply:
        """The first answer of the conversation again, word for word."""
        if not turn.context.first_text:
            return self._fixed.reply(turn, "nothing_to_repeat")
        context = turn.context.model_copy(update={"shown": turn.context.first_shown})
        return self._again(turn.model_copy(update={"context": context}), turn.context.first_text)

    def meant(self, turn: Turn) -> Reply:
        """ "Hva mener du?": the question that waits again, else the last answer in fewer words."""
        if turn.context.pending_text:
            waiting = turn.model_copy(update={"text": turn.context.pending_text})
            return self._answers.ask_place(waiting, Understanding(turn.context.pending_topic or "find_offer"))
        return self.simplify(turn, Understanding("simplify"))

    def simplify(self, turn: Turn, _understanding: Understanding) -> Reply:
        """The last answer in fewer words: its first sentences and its source."""
        if not turn.context.last_text:
            return self._fixed.reply(turn, "nothing_to_repeat")
        first, _, rest = turn.context.last_text.partition("\n\n")
        sentences = first.split(". ")
        text = ". ".join(sentences[:2]).rstrip(".") + "."
        return self._again(turn, f"{text}\n\n{rest}".strip())

    def _again(self, turn: Turn, text: str) -> Reply:
        """A text that was shown before, with the entries it rests on. Nothing is chosen anew, so nothing can change."""
        services = [service for service in map(self._catalogue.service, turn.context.shown) if service is not None]
        topic = topics().get(turn.context.topic or "")
        message = Message(
            text=text,
            language=ours(turn.language),
            kind=topic.kind if topic else "offer",
            entries=[entry_ref(service, self._catalogue, turn.language) for service in services],
            sources=own_sources(services[:1], self._catalogue),
            choices=follow_up_choices(services, turn.language, turn.role),
        )
        return Reply(messages=[message], context=turn.context)

    def unsure(self, turn: Turn, _understanding: Understanding) -> Reply:
        """Graded fallback: a near entry is answered with, several are offered as choices, nothing near ends with whom to call."""
        stand_in = understand_without_model(turn, self._catalogue)
        subject = find_subject(self._catalogue, turn, stand_in)
        if max(subject.best, subject.best_record) >= SURE or subject.follow_up:
            return self._answers.answer(turn, stand_in)
        if max(subject.best, subject.best_record) < LOST:
            return self._answers.nothing(turn, subject)
        services = [self._catalogue.service(hit.id) for hit in subject.hits[:_CHOICES]]
        found = [service for service in services if service is not None]
        if not found:
            return self._answers.answer(turn, stand_in)
        choices = [
            Choice(title=short_name(service, turn.language), payload=f'/choose_entry{{"entry_id": "{service.id}"}}')
            for service in found
        ]
        base = self._answers.about(turn, subject, topics()[stand_in.intent])
        message = base.messages[0]
        text = f"{say('unknown_lead', turn.language)}\n\n{message.text}\n\n{say('did_you_mean', turn.language)}"
        changed = message.model_copy(update={"text": text, "choices": choices})
        return base.model_copy(update={"messages": [changed]})
