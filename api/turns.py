"""The way of one message through the gate: clean, safe, in which language, asked once, answered, stored.

The order matters. Safety comes before capacity and before the queue, so that nobody in danger waits for a place. What a person
wrote is redacted before it is handed to anything that stores, logs or sends it; the safety rules and the language identification see
the cleaned text, because a mask could cover the very words they look for.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from sqlalchemy.exc import IntegrityError

from answers.message import Language, Message, Reply, Turn
from api.answering import Answering
from api.capacity import Capacity
from api.foreign import answer_in_foreign
from api.forms import Forms, as_shown, as_stored, form_state, with_form, without_form
from api.messages import publish
from api.metrics import Metrics
from api.one_at_a_time import TurnQueue
from api.ports import KnownPlaces
from api.redaction import redact
from api.safety import SafetyHit, SafetyRules
from api.schemas import AnswerOut, MessageIn
from api.store import Conversation, ConversationStore
from api.text_entry import enter_text
from api.threads import in_thread
from api.turn_store import FinishedTurn, TurnStore
from intake.service import Heard
from language.identify import Decision, LanguageIdentifier


@dataclass(frozen=True)
class Spoken:
    """What a person said: `text` cleaned, `stored` as it is kept (redacted, or a label for a form's answer), `asked` as the bot gets it
    (a button's payload, or `stored`)."""

    text: str
    stored: str
    asked: str
    is_button: bool


@dataclass(frozen=True)
class Given:
    """Who gave an answer of a form, in which language, under which message_id, and the place that the message named."""

    by: str
    decision: Decision
    key: str | None
    place: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What came of a turn: the reply, who gave it, in which language, and under which message_id it is found again.

    `texts` are those of the reply's messages as they are stored, None where they are stored as they are.
    """

    reply: Reply
    by: str
    decision: Decision
    key: str | None
    texts: list[str] | None = None


@dataclass(frozen=True)
class TurnService:
    """Answers messages. One for the whole app."""

    conversations: ConversationStore
    turns: TurnStore
    queue: TurnQueue
    capacity: Capacity
    safety: SafetyRules
    languages: LanguageIdentifier
    answering: Answering
    forms: Forms
    places: KnownPlaces
    metrics: Metrics
    max_text: int

    async def answer(self, conversation: Conversation, incoming: MessageIn) -> AnswerOut:
        """The answer to one message, the same again for the same message_id. Raises Problem."""
        key = message_key(conversation.id, incoming.message_id)
        spoken = await self._enter(conversation, incoming)
        if (hit := self._danger(conversation, spoken)) is not None:
            before = await self._answered(conversation, key)
            return before or await self._answer_safety(conversation, spoken, hit, key)
        with self.capacity.one():
            async with self.queue.turn_of(conversation.id, key) as current:
                before = await self._answered(current, key) if current.answered_by else None
                return before or await self._answer_turn(current, spoken, key)

    def _danger(self, conversation: Conversation, spoken: Spoken) -> SafetyHit | None:
        """The danger that a message tells of. What was only weighed does not count in a language that the scales never learned."""
        hit = None if spoken.is_button else self.safety.check(spoken.text)
        if hit is not None and hit.weighed and self._language_of(conversation, spoken).foreign is not None:
            return None
        return hit

    async def _answered(self, conversation: Conversation, key: str | None) -> AnswerOut | None:
        return await in_thread(self._given_before, conversation, key) if key else None

    def _given_before(self, conversation: Conversation, key: str) -> AnswerOut | None:
        before = self.turns.answered(conversation.id, key)
        return before and as_shown(before, conversation.context, key)

    async def _enter(self, conversation: Conversation, incoming: MessageIn) -> Spoken:
        if incoming.button is not None:
            button = await in_thread(self.turns.button, conversation.id, incoming.button)
            return Spoken(button.title, button.title, button.payload, is_button=True)
        text = enter_text(incoming.text or "", self.max_text)
        stored = redact(text)
        return Spoken(text, stored, stored[: self.max_text], is_button=False)

    async def _answer_safety(
        self, conversation: Conversation, spoken: Spoken, hit: SafetyHit, key: str | None
    ) -> AnswerOut:
        decision = self._language_of(conversation, spoken)
        message = self.safety.message(hit, decision.language, decision.foreign)
        self.metrics.safety.labels(group=hit.group).inc()
        paused = await in_thread(self.forms.pause, conversation, spoken.text, message)
        if paused is not None:
            return await self._finish_form(conversation, spoken, paused, Given("safety", decision, key))
        context = conversation.context.model_copy(update={"last_text": message.text})
        reply = Reply(messages=[message], context=context)
        return await self._finish(conversation, spoken, Outcome(reply, "safety", decision, key))

    async def _answer_turn(self, conversation: Conversation, spoken: Spoken, key: str | None) -> AnswerOut:
        payload = spoken.asked if spoken.is_button else None
        heard = None
        if self.forms.may_hear(conversation, spoken.text, payload):
            heard = await in_thread(self.forms.hear, conversation, spoken.text, payload)
        if isinstance(heard, Heard):
            staying = Decision(conversation.language)
            return await self._finish_form(conversation, spoken, heard, Given("form", staying, key))
        decision = self._language_of(conversation, spoken)
        if decision.foreign is not None and heard is None:
            reply = Reply(messages=[answer_in_foreign(decision.foreign)], context=conversation.context)
            return await self._finish(conversation, spoken, Outcome(reply, "language", decision, key))
        conversation = replace(conversation, language=decision.language)
        return await self._ask(conversation, spoken, decision, key, aside=heard is not None)

    async def _ask(
        self, conversation: Conversation, spoken: Spoken, decision: Decision, key: str | None, *, aside: bool
    ) -> AnswerOut:
        """Asks the bot, and leads back to a form that waits or into one that the reply wishes for."""
        spoken = spoken if spoken.is_button else self._without_names(conversation, spoken)
        turn = Turn(
            conversation_id=conversation.id,
            text=spoken.asked,
            language=decision.language,
            municipality=conversation.municipality,
            role=conversation.role,
            channel=conversation.channel,
            context=without_form(conversation.context),
        )
        reply, by = await self.answering.reply(turn)
        leads_on = aside or reply.context.wish is not None
        heard = await in_thread(self.forms.after, conversation, reply, aside) if leads_on else None
        if heard is not None:
            after = replace(conversation, context=reply.context)
            return await self._finish_form(after, spoken, heard, Given(by, decision, key, reply.municipality))
        context = with_form(reply.context, form_state(conversation.context), key)
        reply = reply.model_copy(update={"context": context})
        return await self._finish(conversation, spoken, Outcome(reply, by, decision, key))

    def _without_names(self, conversation: Conversation, spoken: Spoken) -> Spoken:
        stored = self.forms.masked(conversation, spoken.stored)
        return replace(spoken, stored=stored, asked=stored[: self.max_text])

    async def _finish_form(self, conversation: Conversation, spoken: Spoken, heard: Heard, given: Given) -> AnswerOut:
        """Stores a turn of a form: labels for what was answered, the form itself in the context."""
        reply = Reply(
            messages=heard.messages,
            context=with_form(conversation.context, heard.state, given.key),
            municipality=heard.municipality or given.place,
        )
        said = spoken if heard.said_as is None else replace(spoken, stored=heard.said_as)
        return await self._finish(conversation, said, Outcome(reply, given.by, given.decision, given.key, heard.stored))

    def _language_of(self, conversation: Conversation, spoken: Spoken) -> Decision:
        if spoken.is_button:
            return Decision(conversation.language)
        return self.languages.decide(spoken.text, conversation.language, conversation.language_chosen)

    async def _finish(self, conversation: Conversation, spoken: Spoken, outcome: Outcome) -> AnswerOut:
        messages, buttons = publish(outcome.reply.messages, conversation.channel)
        language = outcome.decision.language
        finished = FinishedTurn(
            said=spoken.stored,
            messages=messages if outcome.texts is None else as_stored(messages, outcome.texts),
            buttons=buttons,
            language=language,
            message_key=outcome.key,
            context=outcome.reply.context,
            municipality=self._place(outcome.reply.municipality),
            language_chosen=True if outcome.decision.chosen else None,
        )
        try:
            await in_thread(self.turns.save, conversation.id, finished, conversation.lease)
        except IntegrityError:  # the same message_id came twice at once, past the queue: the first one's answer counts
            if (before := await self._answered(conversation, outcome.key)) is not None:
                return before
            raise
        self._count(outcome.by, language, outcome.reply.messages)
        return AnswerOut(conversation_id=conversation.id, language=language, messages=messages)

    def _place(self, named: str | None) -> str | None:
        place = self.places.resolve(named) if named else None
        return place.slug if place else None

    def _count(self, by: str, language: Language, messages: list[Message]) -> None:
        self.metrics.turns.labels(by=by, language=language).inc()
        for message in messages:
            self.metrics.kinds.labels(kind=message.kind).inc()


def message_key(conversation_id: str, message_id: str | None) -> str | None:
    """What is stored of a client's message_id: nothing that the client put into it can be read back."""
    return hashlib.sha256(f"{conversation_id}|{message_id}".encode()).hexdigest() if message_id else None
