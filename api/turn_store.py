"""Turns in the database: each with its answer, its buttons and the message_id that it answers. All calls block."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from pydantic import TypeAdapter
from sqlalchemy import Update, case, func, insert, null, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from answers.message import DialogueContext, Language
from api.messages import MintedButton
from api.models import ButtonRow, ConversationRow, FeedbackRow, IdempotencyRow, TurnRow, table_of
from api.problems import Problem
from api.schemas import AnswerOut, FeedbackIn, PublicMessage, TranscriptLine
from api.store import ConversationStore, Lease, now
from storage.database import Database
from storage.vault import Vault

_MESSAGES = TypeAdapter(list[PublicMessage])


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
        with self._database.writing() as session:
            done = session.execute(self._update(conversation_id, turn, lease))
            assert isinstance(done, CursorResult)
            if done.rowcount == 0:
                raise Problem("not-found")
            turn_id = self._add_turn(session, conversation_id, turn)
            if turn.buttons:
                session.execute(
                    insert(table_of(ButtonRow)), [self._button(conversation_id, button) for button in turn.buttons]
                )
            if turn.message_key is not None:
                known = {"conversation_id": conversation_id, "key": turn.message_key, "turn_id": turn_id}
                session.execute(insert(table_of(IdempotencyRow)), known)
        if lease is not None:
            lease.held = False

    def _update(self, conversation_id: str, turn: FinishedTurn, lease: Lease | None) -> Update:
        """On PostgreSQL the update also locks the conversation until the turn is stored."""
        told = {"municipality": turn.municipality, "language_chosen": turn.language_chosen}
        values: dict[str, Any] = {name: value for name, value in told.items() if value is not None}
        values |= {"updated_at": now(), "language": turn.language}
        if turn.context is not None:
            values["context"] = self._conversations.seal_context(conversation_id, turn.context)
        if lease is not None:
            ours = ConversationRow.busy_owner == lease.owner
            values["busy_until"] = case((ours, null()), else_=ConversationRow.busy_until)
            values["busy_owner"] = case((ours, null()), else_=ConversationRow.busy_owner)
        return update(table_of(ConversationRow)).where(ConversationRow.id == conversation_id).values(**values)

    def _add_turn(self, session: Session, conversation_id: str, turn: FinishedTurn) -> str:
        of_this = TurnRow.conversation_id == conversation_id
        turn_id, answered = uuid4().hex, _MESSAGES.dump_json(turn.messages).decode()
        values = {
            "id": turn_id,
            "conversation_id": conversation_id,
            "number": select(func.count()).select_from(TurnRow).where(of_this).scalar_subquery(),
            "language": turn.language,
            "said": None if turn.said is None else self._vault.seal("turn", turn_id, "said", turn.said),
            "answered": self._vault.seal("turn", turn_id, "answered", answered),
            "created_at": now(),
        }
        session.execute(insert(table_of(TurnRow)).values(values))
        return turn_id

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
