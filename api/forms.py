"""Between the way of a message and the forms of intake/: what is kept where, and what leaves the gate.

The open form lies in the conversation's sealed context. Nothing of it is in a Turn, in a stored line or in a log.
"""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import ValidationError

from answers.message import DialogueContext, Message, Reply
from api.logs import log
from api.schemas import AnswerOut, PublicMessage, TranscriptLine
from api.store import Conversation
from intake.asking import Asker
from intake.service import Aside, Heard, IntakeService
from intake.state import IntakeState, ShownTexts


@dataclass(frozen=True)
class Forms:
    """The forms, as the turns use them. Calls block where they do not say otherwise."""

    intake: IntakeService

    def may_hear(self, conversation: Conversation, text: str, payload: str | None) -> bool:
        """Whether `hear` could say something. Does not block: most messages are nothing to the forms and need no thread."""
        return conversation.context.intake is not None or self.intake.may_hear(text, payload)

    def hear(self, conversation: Conversation, text: str, payload: str | None) -> Heard | Aside | None:
        """A message to an open form, or one that opens a form; None when it is nothing to the forms."""
        return self.intake.hear(form_state(conversation.context), text, payload, _asker(conversation))

    def masked(self, conversation: Conversation, text: str) -> str:
        """The text without the names that an open form knows."""
        return self.intake.mask(form_state(conversation.context), text)

    def after(self, conversation: Conversation, reply: Reply, aside: bool) -> Heard | None:
        """What follows a reply: the question that waits, or the first question of the form that the reply wishes for."""
        state = form_state(conversation.context)
        if aside:
            return self.intake.after_aside(state, reply, _asker(conversation))
        if reply.context.wish is not None:
            return self.intake.start(state, reply.context.wish, reply, _asker(conversation))
        return None

    def pause(self, conversation: Conversation, text: str, message: Message) -> Heard | None:
        """For a message that the safety rules answered; None when no form is open."""
        state = form_state(conversation.context)
        return self.intake.pause(state, text, message, _asker(conversation)) if state.form is not None else None


def form_state(context: DialogueContext) -> IntakeState:
    """What is kept of the forms. What an older version left and nobody can read any more is nothing."""
    try:
        return IntakeState.read(context.intake)
    except ValidationError:
        log.warning("form_not_readable")
        return IntakeState()


def without_form(context: DialogueContext) -> DialogueContext:
    """The context as it may leave the gate."""
    return context.model_copy(update={"intake": None, "wish": None})


def with_form(context: DialogueContext, state: IntakeState, key: str | None) -> DialogueContext:
    """The context as it is stored. `key` is the message that was answered."""
    if state.shown is not None:
        state = state.model_copy(update={"shown": ShownTexts(texts=state.shown.texts, key=key)})
    return context.model_copy(update={"intake": state.kept(), "wish": None})


def as_stored(messages: list[PublicMessage], texts: list[str]) -> list[PublicMessage]:
    """The messages with the texts that may be stored."""
    return [
        message
        if message.text == text
        else message.model_copy(update={"text": text, "spoken": message.spoken and text})
        for message, text in zip(messages, texts, strict=True)
    ]


def as_shown(answer: AnswerOut, context: DialogueContext, key: str) -> AnswerOut:
    """An answer that is given again, in the words that the person was shown."""
    shown = form_state(context).shown
    if shown is None or shown.key != key or len(shown.texts) != len(answer.messages):
        return answer
    return answer.model_copy(update={"messages": as_stored(answer.messages, shown.texts)})


def lines_as_shown(lines: list[TranscriptLine], context: DialogueContext) -> list[TranscriptLine]:
    """A transcript whose last lines stand as the person was shown them: who reloads the page sees the summary that waits for a yes."""
    shown = form_state(context).shown
    if shown is None or len(shown.texts) > len(lines):
        return lines
    told = lines[-len(shown.texts) :]
    if any(line.message is None for line in told):
        return lines
    return [*lines[: -len(shown.texts)], *(_line(line, text) for line, text in zip(told, shown.texts, strict=True))]


def _line(line: TranscriptLine, text: str) -> TranscriptLine:
    message = line.message and line.message.model_copy(update={"text": text})
    return line.model_copy(update={"text": text, "message": message})


def _asker(conversation: Conversation) -> Asker:
    return Asker(
        conversation.id, conversation.language, conversation.municipality, conversation.role, conversation.channel
    )
