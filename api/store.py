"""Conversations in the database: start, unlock, lease for one turn at a time, erase. All calls block: run them in a thread."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, or_, select, update
from sqlalchemy.engine import CursorResult

from answers.message import Channel, DialogueContext, Language, Role
from api.models import ConversationRow
from api.problems import Problem
from storage.database import Database
from storage.vault import Vault

TABLE = ConversationRow.__tablename__


@dataclass(frozen=True)
class Conversation:
    """What the gate knows of a conversation while it answers one request."""

    id: str
    municipality: str | None
    role: Role
    language: Language
    language_chosen: bool
    channel: Channel
    context: DialogueContext
    created_at: datetime


def now() -> datetime:
    """The present, in UTC."""
    return datetime.now(UTC)


def hash_token(token: str) -> str:
    """What is kept of a bearer token. It has 256 random bits, so it needs neither salt nor a slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


class ConversationStore:
    """Rows of `conversation`."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    def create(
        self, municipality: str | None, role: Role, language: Language, channel: Channel
    ) -> tuple[Conversation, str]:
        """A new conversation and its token, which is not kept."""
        conversation_id, token, at = secrets.token_hex(16), secrets.token_urlsafe(32), now()
        context = DialogueContext(municipality=municipality)
        row = ConversationRow(
            id=conversation_id,
            token_hash=hash_token(token),
            municipality=municipality,
            role=role,
            language=language,
            language_chosen=False,
            channel=channel,
            context=self.seal_context(conversation_id, context),
            created_at=at,
            updated_at=at,
        )
        with self._database.writing() as session:
            session.add(row)
        return self._conversation(row), token

    def unlock(self, conversation_id: str, token: str) -> Conversation:
        """The conversation that the token opens.

        Raises Problem: `not-found` for an unknown id or a token of another conversation, `unauthorised` for a token of none.
        """
        hashed = hash_token(token)
        with self._database.reading() as session:
            row = session.get(ConversationRow, conversation_id)
            if row is None:
                raise Problem("not-found")
            if hmac.compare_digest(row.token_hash, hashed):
                return self._conversation(row)
            other = session.scalar(select(ConversationRow.id).where(ConversationRow.token_hash == hashed))
        raise Problem("not-found" if other else "unauthorised")

    def load(self, conversation_id: str) -> Conversation:
        """The conversation as it stands now. Raises Problem `not-found` when it was erased meanwhile."""
        with self._database.reading() as session:
            row = session.get(ConversationRow, conversation_id)
            if row is None:
                raise Problem("not-found")
            return self._conversation(row)

    def claim(self, conversation_id: str, owner: str, seconds: float) -> bool:
        """Takes the lease of the turn in flight. False while another process holds it. It runs out by itself."""
        at = now()
        free = or_(ConversationRow.busy_until.is_(None), ConversationRow.busy_until < at)
        claim = update(ConversationRow).where(ConversationRow.id == conversation_id, free)
        with self._database.writing() as session:
            result = session.execute(claim.values(busy_owner=owner, busy_until=at + timedelta(seconds=seconds)))
            assert isinstance(result, CursorResult)
            return result.rowcount == 1

    def release(self, conversation_id: str, owner: str) -> None:
        """Gives the lease back, if it is still ours."""
        mine = update(ConversationRow).where(ConversationRow.id == conversation_id, ConversationRow.busy_owner == owner)
        with self._database.writing() as session:
            session.execute(mine.values(busy_owner=None, busy_until=None))

    def erase(self, conversation_id: str) -> None:
        """Removes the conversation and, by foreign key, all that belongs to it; on SQLite also from the log file."""
        with self._database.writing() as session:
            session.execute(delete(ConversationRow).where(ConversationRow.id == conversation_id))
        self._database.forget_log()

    def seal_context(self, conversation_id: str, context: DialogueContext) -> bytes:
        """The blob for the column `context`."""
        return self._vault.seal(TABLE, conversation_id, "context", context.model_dump_json(exclude_defaults=True))

    def _conversation(self, row: ConversationRow) -> Conversation:
        context = self._vault.open(TABLE, row.id, "context", row.context)
        return Conversation(
            id=row.id,
            municipality=row.municipality,
            role=row.role,  # type: ignore[arg-type]  # only our own literals are ever written
            language=row.language,  # type: ignore[arg-type]
            language_chosen=row.language_chosen,
            channel=row.channel,  # type: ignore[arg-type]
            context=DialogueContext.model_validate_json(context),
            created_at=row.created_at,
        )
