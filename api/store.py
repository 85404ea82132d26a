"""Conversations in the database: start, unlock, lease for one turn at a time, erase. All calls block: run them in a thread."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, insert, or_, select, update

from answers.message import Channel, DialogueContext, Language, Role
from api.models import ConversationRow, IdempotencyRow, table_of
from api.problems import Problem
from storage.database import Database
from storage.vault import Vault

TABLE = ConversationRow.__tablename__

# Columns and not rows of the ORM: these run at every message, and the unit of work costs more than the database.
_CONVERSATION = table_of(ConversationRow)
_COLUMNS = _CONVERSATION.c
_KNOWN = [
    _COLUMNS[name]
    for name in (
        "id",
        "municipality",
        "role",
        "language",
        "language_chosen",
        "channel",
        "context",
        "created_at",
    )
]
_OF_ID = select(_COLUMNS.token_hash, *_KNOWN).where(_COLUMNS.id == bindparam("conversation"))
_OF_TOKEN = select(_COLUMNS.id).where(_COLUMNS.token_hash == bindparam("hashed"))
_FREE = or_(_COLUMNS.busy_until.is_(None), _COLUMNS.busy_until < bindparam("at"))
_CLAIM = (
    update(_CONVERSATION)
    .where(_COLUMNS.id == bindparam("conversation"), _FREE)
    .values(busy_owner=bindparam("holder"), busy_until=bindparam("until"))
    .returning(*_KNOWN)
)
_RELEASE = (
    update(_CONVERSATION)
    .where(_COLUMNS.id == bindparam("conversation"), _COLUMNS.busy_owner == bindparam("holder"))
    .values(busy_owner=None, busy_until=None)
)
_ANSWERED_BY = select(IdempotencyRow.turn_id).where(
    IdempotencyRow.conversation_id == bindparam("conversation"), IdempotencyRow.key == bindparam("key")
)


@dataclass
class Lease:
    """The right to answer the next turn of a conversation. Whoever saves the turn under it gives it back in the same transaction."""

    owner: str
    held: bool = True


@dataclass(frozen=True)
class Conversation:
    """What the gate knows of a conversation while it answers one request. `answered_by` is the turn that answered the message at hand
    before."""

    id: str
    municipality: str | None
    role: Role
    language: Language
    language_chosen: bool
    channel: Channel
    context: DialogueContext
    created_at: datetime
    lease: Lease | None = None
    answered_by: str | None = None


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
        told: dict[str, Any] = {
            "id": conversation_id,
            "municipality": municipality,
            "role": role,
            "language": language,
            "language_chosen": False,
            "channel": channel,
            "created_at": at,
        }
        sealed = {"token_hash": hash_token(token), "context": self.seal_context(conversation_id, context)}
        with self._database.changing() as connection:
            connection.execute(insert(_CONVERSATION), {**told, **sealed, "updated_at": at})
        return Conversation(**told, context=context), token

    def unlock(self, conversation_id: str, token: str) -> Conversation:
        """The conversation that the token opens.

        Raises Problem: `not-found` for an unknown id or a token of another conversation, `unauthorised` for a token of none.
        """
        hashed = hash_token(token)
        with self._database.looking() as connection:
            row = connection.execute(_OF_ID, {"conversation": conversation_id}).one_or_none()
            known = row is not None and hmac.compare_digest(row.token_hash, hashed)
            other = None if row is None or known else connection.scalar(_OF_TOKEN, {"hashed": hashed})
        if row is None:
            raise Problem("not-found")
        if known:
            return self._conversation(row)
        raise Problem("not-found" if other else "unauthorised")

    def load(self, conversation_id: str) -> Conversation:
        """The conversation as it stands now. Raises Problem `not-found` when it was erased meanwhile."""
        with self._database.looking() as connection:
            row = connection.execute(_OF_ID, {"conversation": conversation_id}).one_or_none()
        if row is None:
            raise Problem("not-found")
        return self._conversation(row)

    def claim(
        self, conversation_id: str, owner: str, seconds: float, message_key: str | None = None
    ) -> Conversation | None:
        """Takes the lease of the turn in flight, and reads in the same transaction what the turn before may have changed: the
        conversation, and whether the message of `message_key` is answered. None while another process holds the lease; it runs out
        by itself. Raises Problem `not-found` when there is nothing to wait for."""
        at = now()
        values = {"conversation": conversation_id, "at": at, "holder": owner, "until": at + timedelta(seconds=seconds)}
        with self._database.changing() as connection:
            row = connection.execute(_CLAIM, values).one_or_none()
            known = {"conversation": conversation_id, "key": message_key}
            answered_by = connection.scalar(_ANSWERED_BY, known) if row is not None and message_key else None
        if row is None:
            self.load(conversation_id)
            return None
        return self._conversation(row, Lease(owner), answered_by)

    def release(self, conversation_id: str, owner: str) -> None:
        """Gives the lease back, if it is still ours."""
        with self._database.changing() as connection:
            connection.execute(_RELEASE, {"conversation": conversation_id, "holder": owner})

    def erase(self, conversation_id: str) -> None:
        """Removes the conversation and, by foreign key, all that belongs to it; on SQLite also from the log file."""
        with self._database.writing() as session:
            session.execute(delete(ConversationRow).where(ConversationRow.id == conversation_id))
        self._database.forget_log()

    def seal_context(self, conversation_id: str, context: DialogueContext) -> bytes:
        """The blob for the column `context`."""
        return self._vault.seal(TABLE, conversation_id, "context", context.model_dump_json(exclude_defaults=True))

    def _conversation(self, row: Any, lease: Lease | None = None, answered_by: str | None = None) -> Conversation:
        context = self._vault.open(TABLE, row.id, "context", row.context)
        return Conversation(
            id=row.id,
            municipality=row.municipality,
            role=row.role,
            language=row.language,
            language_chosen=row.language_chosen,
            channel=row.channel,
            context=DialogueContext.model_validate_json(context),
            created_at=row.created_at,
            lease=lease,
            answered_by=answered_by,
        )
