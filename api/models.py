"""What the gate stores of a conversation. Sealed columns are blobs of storage/vault.py, bound to table, row and column.

Erasing a conversation row erases all of its rows in the other tables (foreign keys with ON DELETE CASCADE).
"""

from __future__ import annotations

from datetime import datetime
from typing import cast

from sqlalchemy import (
    Boolean,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from storage.types import UtcTime


class Base(DeclarativeBase):
    """Metadata of the gate's tables."""


def _conversation_key(primary_key: bool = False, index: bool = False) -> Mapped[str]:
    key = ForeignKey("conversation.id", ondelete="CASCADE")
    return mapped_column(key, primary_key=primary_key, index=index or None)


class ConversationRow(Base):
    """One conversation. `id` is 128 random bits; only the hash of the token is kept. `context` is sealed JSON.

    `busy_owner` and `busy_until` are the lease of the turn in flight, so that several gates keep one turn at a time.
    """

    __tablename__ = "conversation"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    municipality: Mapped[str | None] = mapped_column(String(60))
    role: Mapped[str] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(2))
    language_chosen: Mapped[bool] = mapped_column(Boolean, default=False)
    channel: Mapped[str] = mapped_column(String(10))
    context: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    updated_at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    busy_owner: Mapped[str | None] = mapped_column(String(32))
    busy_until: Mapped[datetime | None] = mapped_column(UtcTime)


class TurnRow(Base):
    """What a person said (redacted, sealed; nothing for the welcome) and what was answered (sealed JSON list)."""

    __tablename__ = "turn"
    __table_args__ = (UniqueConstraint("conversation_id", "number"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation_id: Mapped[str] = _conversation_key()
    number: Mapped[int] = mapped_column(Integer)
    language: Mapped[str] = mapped_column(String(2))
    said: Mapped[bytes | None] = mapped_column(LargeBinary)
    answered: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(UtcTime)


class IdempotencyRow(Base):
    """A client's message_id (as a pseudonym) and the turn that answered it."""

    __tablename__ = "idempotency"

    conversation_id: Mapped[str] = _conversation_key(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    turn_id: Mapped[str] = mapped_column(ForeignKey("turn.id", ondelete="CASCADE"), index=True)


class ButtonRow(Base):
    """A button that a conversation was shown: sealed JSON {"title", "payload"}. The payload never leaves the house."""

    __tablename__ = "button"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation_id: Mapped[str] = _conversation_key(index=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class FeedbackRow(Base):
    """Whether a message helped; the comment is redacted and sealed."""

    __tablename__ = "feedback"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation_id: Mapped[str] = _conversation_key(index=True)
    message_index: Mapped[int] = mapped_column(Integer)
    helpful: Mapped[bool] = mapped_column(Boolean)
    comment: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(UtcTime)


class ProbeRow(Base):
    """One row that /readyz writes, to know that the database can be written."""

    __tablename__ = "readiness_probe"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    written_at: Mapped[datetime] = mapped_column(UtcTime)


def table_of(row: type[Base]) -> Table:
    """The table of a row class: for statements that run at every message and do without the unit of work."""
    return cast(Table, row.__table__)
