"""What is stored of referrals. Columns of type LargeBinary are sealed (storage/vault.py), bound to table, row and column.

Open columns are what lists, deadlines and deliveries need: kind, state, place, unit, times. None says what is wrong with whom.
Erasing a referral erases its events, deliveries and idempotency keys (ON DELETE CASCADE). The audit log stays: it names ids only.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, Index, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from storage.types import UtcTime


class Base(DeclarativeBase):
    """Metadata of the referrals' tables."""


def _of_referral(index: bool = True) -> Mapped[str]:
    return mapped_column(ForeignKey("referral.id", ondelete="CASCADE"), index=index)


class ReferralRow(Base):
    """One referral. `sender`, `person`, `matter`, `coordinator` and `reason` are sealed JSON or text. Only the secret's hash is kept.

    `origin` is a pseudonym of the conversation it came from, to bound how many come; it leads back to none.
    """

    __tablename__ = "referral"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    reference: Mapped[str] = mapped_column(String(16), unique=True)
    secret_hash: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20), index=True)
    area: Mapped[str] = mapped_column(String(60))
    unit: Mapped[str] = mapped_column(String(120), index=True)
    service: Mapped[str | None] = mapped_column(String(120))
    language: Mapped[str] = mapped_column(String(2))
    channel: Mapped[str] = mapped_column(String(10))
    relation: Mapped[str] = mapped_column(String(24))
    sender: Mapped[bytes] = mapped_column(LargeBinary)
    person: Mapped[bytes | None] = mapped_column(LargeBinary)
    matter: Mapped[bytes] = mapped_column(LargeBinary)
    coordinator: Mapped[bytes | None] = mapped_column(LargeBinary)
    reason: Mapped[bytes | None] = mapped_column(LargeBinary)
    origin: Mapped[str | None] = mapped_column(String(16), index=True)
    assigned_to: Mapped[str | None] = mapped_column(String(120))
    submitted_at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    updated_at: Mapped[datetime] = mapped_column(UtcTime)
    received_at: Mapped[datetime | None] = mapped_column(UtcTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime)
    due_at: Mapped[datetime | None] = mapped_column(UtcTime, index=True)
    answer_by: Mapped[datetime | None] = mapped_column(UtcTime)
    reminded_at: Mapped[datetime | None] = mapped_column(UtcTime)
    overdue_at: Mapped[datetime | None] = mapped_column(UtcTime)


class EventRow(Base):
    """One change: when, who (a role, and for staff a name), what, and a sealed note. `shown`: the sender sees the note."""

    __tablename__ = "referral_event"
    __table_args__ = (UniqueConstraint("referral_id", "number"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    referral_id: Mapped[str] = _of_referral(index=False)
    number: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(UtcTime)
    event: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20))
    actor_role: Mapped[str] = mapped_column(String(20))
    actor: Mapped[str | None] = mapped_column(String(120))
    note: Mapped[bytes | None] = mapped_column(LargeBinary)
    shown: Mapped[bool] = mapped_column(Boolean)


class DeliveryRow(Base):
    """One message to a unit over one channel, until it is delivered, dead or called off. `id` is what receivers tell repetitions by."""

    __tablename__ = "referral_delivery"
    __table_args__ = (Index("ix_referral_delivery_due", "state", "next_at"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    referral_id: Mapped[str] = _of_referral()
    channel: Mapped[str] = mapped_column(String(40))
    notice: Mapped[str] = mapped_column(String(20))
    unit: Mapped[str] = mapped_column(String(120))
    state: Mapped[str] = mapped_column(String(12))
    attempts: Mapped[int] = mapped_column(Integer)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    next_at: Mapped[datetime] = mapped_column(UtcTime)
    locked_until: Mapped[datetime | None] = mapped_column(UtcTime)
    locked_by: Mapped[str | None] = mapped_column(String(32))
    delivered_at: Mapped[datetime | None] = mapped_column(UtcTime)
    reason: Mapped[str | None] = mapped_column(String(200))
    receipt: Mapped[str | None] = mapped_column(String(200))


class KeyRow(Base):
    """An idempotency key (hashed) with the digest of what it sent. `secret` is sealed, for a repetition within a day."""

    __tablename__ = "referral_key"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    referral_id: Mapped[str] = _of_referral()
    digest: Mapped[str] = mapped_column(String(64))
    secret: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(UtcTime, index=True)


class AuditRow(Base):
    """One entry of the audit log: append-only (triggers), chained by HMAC. It names ids and field names, never content."""

    __tablename__ = "audit_entry"

    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcTime)
    actor_role: Mapped[str] = mapped_column(String(20))
    actor: Mapped[str] = mapped_column(String(120))
    action: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(120), index=True)
    purpose: Mapped[str] = mapped_column(String(120))
    detail: Mapped[str] = mapped_column(String(400))
    key_id: Mapped[str] = mapped_column(String(16))
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
