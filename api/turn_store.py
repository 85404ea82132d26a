"""Turns in the database: each with its answer, its buttons and the message_id that it answers. All calls block."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from pydantic import TypeAdapter
from sqlalchemy import Boolean, LargeBinary, String, bindparam, case, func, insert, null, select, update

from answers.message import DialogueContext, Language
from api.messages import MintedButton
from api.models import ButtonRow, ConversationRow, FeedbackRow, IdempotencyRow, TurnRow, table_of
from api.problems import Problem
from api.schemas import AnswerOut, FeedbackIn, PublicMessage, TranscriptLine
from api.store import ConversationStore, Lease, now
from storage.database import Database
from storage.vault import Vault

_MESSAGES = TypeAdapter(list[PublicMessage])

# Statements that are made once: to make one anew for each turn costs more than to run it.
_COLUMNS = table_of(ConversationRow).c
_OURS = _COLUMNS.busy_owner == bindparam("holder", type_=String)
_UPDATE = (
    update(table_of(ConversationRow))
    .where(_COLUMNS.id == bindparam("conversation"))
    .values(
        updated_at=bindparam("at"),
        language=bindparam("spoken"),
        municipality=func.coalesce(bindparam("place", type_=String), _COLUMNS.municipality),
        language_chosen=func.coalesce(bindparam("chosen", type_=Boolean), _COLUMNS.language_chosen),
        context=func.coalesce(bindparam("sealed", type_=LargeBinary), _COLUMNS.context),
        busy_until=case((_OURS, null()), else_=_COLUMNS.busy_until),
        busy_owner=case((_OURS, null()), else_=_COLUMNS.busy_owner),
    )
)
"""On PostgreSQL the update also locks the conversation until the turn is stored."""
_TURN = table_of(TurnRow)
_BEFORE = select(func.count()).select_from(_TURN).where(_TURN.c.conversation_id == bindparam("of_conversation"))
_ADD_TURN = insert(_TURN).values(number=_BEFORE.scalar_subquery())
_ADD_BUTTONS, _ADD_KEY = insert(table_of(ButtonRow)), insert(table_of(IdempotencyRow))


@dataclass(frozen=True)
class FinishedTurn:
    """Everything that one turn leaves behind. `said` is redacted; None for the welcome."""

    said: str | None
    messages: list[PublicMessage]
    buttons: list[MintedButton]
    language: Language
    message_key: str | None = None
    context: DialogueContext | None = None
    municipality: str | None = None
    language_chosen: bool | None = None


class TurnStore:
    """Rows of `turn`, `button`, `idempotency` and `feedback`."""

    def __init__(self, database: Database, vault: Vault, conversations: ConversationStore) -> None:
        self._database = database
        self._vault = vault
        self._conversations = conversations

    def save(self, conversation_id: str, turn: FinishedTurn, lease: Lease | None = None) -> None:
        """Stores a turn whole or not at all, and gives `lease` back with it. Raises Problem `not-found` when the conversation was
        erased meanwhile."""
        turn_id = uuid4().hex
        rows = [self._button(conversation_id, button) for button in turn.buttons]
        with self._database.changing() as connection:
            if connection.execute(_UPDATE, self._changed(conversation_id, turn, lease)).rowcount == 0:
                raise Problem("not-found")
            connection.execute(_ADD_TURN, self._turn(turn_id, conversation_id, turn))
            if rows:
                connection.execute(_ADD_BUTTONS, rows)
            if turn.message_key is not None:
                known = {"conversation_id": conversation_id, "key": turn.message_key, "turn_id": turn_id}
                connection.execute(_ADD_KEY, known)
        if lease is not None:
            lease.held = False

    def _changed(self, conversation_id: str, turn: FinishedTurn, lease: Lease | None) -> dict[str, Any]:
        """What a turn changes of its conversation; None leaves a column as it is."""
        sealed = None if turn.context is None else self._conversations.seal_context(conversation_id, turn.context)
        return {
            "conversation": conversation_id,
            "at": now(),
            "spoken": turn.language,
            "place": turn.municipality,
            "chosen": turn.language_chosen,
            "sealed": sealed,
            "holder": None if lease is None else lease.owner,
        }

    def _turn(self, turn_id: str, conversation_id: str, turn: FinishedTurn) -> dict[str, Any]:
        answered = _MESSAGES.dump_json(turn.messages).decode()
        return {
            "id": turn_id,
            "conversation_id": conversation_id,
            "of_conversation": conversation_id,
            "language": turn.language,
            "said": None if turn.said is None else self._vault.seal("turn", turn_id, "said", turn.said),
            "answered": self._vault.seal("turn", turn_id, "answered", answered),
            "created_at": now(),
        }

    def _button(self, conversation_id: str, button: MintedButton) -> dict[str, Any]:
        content = json.dumps({"title": button.title, "payload": button.payload}, ensure_ascii=False)
        sealed = self._vault.seal("button", button.id, "content", content)
        return {"id": button.id, "conversation_id": conversation_id, "content": sealed}

    def answered(self, conversation_id: str, message_key: str) -> AnswerOut | None:
        """The answer that a message_id got before, None when it is new."""
        with self._database.reading() as session:
            known = session.get(IdempotencyRow, (conversation_id, message_key))
            turn = session.get(TurnRow, known.turn_id) if known else None
            if turn is None:
                return None
            language: Language = turn.language  # type: ignore[assignment]
            return AnswerOut(conversation_id=conversation_id, language=language, messages=self._messages(turn))

    def button(self, conversation_id: str, button_id: str) -> MintedButton:
        """A button that this conversation was shown. Raises Problem `unknown-button`, also for another conversation's."""
        with self._database.reading() as session:
            row = session.get(ButtonRow, button_id)
            if row is None or row.conversation_id != conversation_id:
                raise Problem("unknown-button")
            return MintedButton(id=row.id, **json.loads(self._vault.open("button", row.id, "content", row.content)))

    def transcript(self, conversation_id: str) -> list[TranscriptLine]:
        """All lines in order, as they are stored."""
        in_order = select(TurnRow).where(TurnRow.conversation_id == conversation_id).order_by(TurnRow.number)
        lines: list[TranscriptLine] = []
        with self._database.reading() as session:
            for turn in session.scalars(in_order):
                self._add_lines(lines, turn)
        return lines

    def _add_lines(self, lines: list[TranscriptLine], turn: TurnRow) -> None:
        if turn.said is not None:
            said = self._vault.open("turn", turn.id, "said", turn.said)
            lines.append(TranscriptLine(index=len(lines), at=turn.created_at, sender="person", text=said))
        for message in self._messages(turn):
            index, at = len(lines), turn.created_at
            lines.append(TranscriptLine(index=index, at=at, sender="assistant", text=message.text, message=message))

    def _messages(self, turn: TurnRow) -> list[PublicMessage]:
        return _MESSAGES.validate_json(self._vault.open("turn", turn.id, "answered", turn.answered))

    def add_feedback(self, conversation_id: str, feedback: FeedbackIn) -> None:
        """Stores a judgement; the comment must be redacted already. Raises Problem `unknown-message`."""
        if feedback.message_index >= len(self.transcript(conversation_id)):
            raise Problem("unknown-message")
        row_id = uuid4().hex
        comment = self._vault.seal("feedback", row_id, "comment", feedback.comment) if feedback.comment else None
        with self._database.writing() as session:
            if session.get(ConversationRow, conversation_id, with_for_update=True) is None:
                raise Problem("not-found")
            session.add(
                FeedbackRow(
                    id=row_id,
                    conversation_id=conversation_id,
                    message_index=feedback.message_index,
                    helpful=feedback.helpful,
                    comment=comment,
                    created_at=now(),
                )
            )
