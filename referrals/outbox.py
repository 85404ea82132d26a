"""The outbox: messages written in the transaction of what they tell of, taken by one worker, tried until delivered or dead."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from referrals.audit import Act
from referrals.faults import Unknown
from referrals.gateways.base import Delivered, Delivery, Outcome, Refused, TryAgain, Unit
from referrals.parts import SYSTEM, WAITING, Parts
from referrals.people import Permission, Staff
from referrals.states import TRANSITIONS, Event, State
from referrals.tables import DeliveryRow, ReferralRow
from referrals.views import DeliveryView

DONE, DEAD = "delivered", "dead"
_FIRST, _LONGEST, _GIVES_UP = timedelta(minutes=1), timedelta(hours=6), timedelta(hours=72)
_LEASE = timedelta(minutes=5)
"""Longer than any channel may take: afterwards another worker tries the same message again, with the same id."""
_OPENS_A_CASE = ("submitted", "redirected")
_REASON = 200


@dataclass(frozen=True)
class Claimed:
    """A message that this worker holds for now."""

    delivery: Delivery
    channel: str
    owner: str


class Outbox:
    """Rows of `referral_delivery`."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def claim(self, may_carry: Callable[[str], bool]) -> Claimed | None:
        """Takes the message that has waited longest, for a lease; None when nothing is due.

        `may_carry` tells of a channel whether it carries content; for others the seals stay closed.
        """
        at, owner = self._parts.clock(), uuid4().hex
        free = or_(DeliveryRow.locked_until.is_(None), DeliveryRow.locked_until < at)
        due = and_(DeliveryRow.state == WAITING, DeliveryRow.next_at <= at, free)
        oldest = select(DeliveryRow).where(due).order_by(DeliveryRow.next_at).limit(1)
        if not self._parts.database.has(select(DeliveryRow.id).where(due)):
            return None  # most rounds: nobody who writes has to wait for a worker that has nothing to do
        with self._parts.database.writing() as session:
            row = session.scalar(oldest.with_for_update(skip_locked=True))
            if row is None:
                return None
            row.locked_by, row.locked_until = owner, at + _LEASE
            row.attempts += 1
            return Claimed(self._delivery(session, row, may_carry(row.channel)), row.channel, owner)

    def _delivery(self, session: Session, row: DeliveryRow, with_content: bool) -> Delivery:
        referral = session.get_one(ReferralRow, row.referral_id)
        unit = self._parts.units.get(row.unit) or Unit(row.unit, row.unit, referral.area)
        service = self._parts.catalogue.service(referral.service) if with_content and referral.service else None
        return Delivery(
            id=row.id,
            referral_id=referral.id,
            reference=referral.reference,
            kind=referral.kind,
            notice=row.notice,  # type: ignore[arg-type]
            unit=unit,
            created_at=row.created_at,
            language="nn" if referral.language == "nn" else "nb",
            attempt=row.attempts,
            due_at=referral.due_at,
            content=self._parts.seals.submission(referral) if with_content else None,
            service=service.name.nb if service is not None else None,
        )

    def settle(self, claimed: Claimed, outcome: Outcome) -> None:
        """Notes what came of it. A worker whose lease ran out changes nothing: another has the message now."""
        with self._parts.database.writing() as session:
            row = session.get(DeliveryRow, claimed.delivery.id, with_for_update=True)
            if row is None or row.locked_by != claimed.owner:
                return
            row.locked_by = row.locked_until = None
            if isinstance(outcome, Delivered):
                self._delivered(session, row, outcome)
            elif isinstance(outcome, Refused) or self._parts.clock() - row.created_at >= _GIVES_UP:
                self._dead(session, row, outcome)
            else:
                self._later(row, outcome)

    def _delivered(self, session: Session, row: DeliveryRow, outcome: Delivered) -> None:
        at = self._parts.clock()
        row.state, row.delivered_at, row.reason = DONE, at, None
        row.receipt = (outcome.receipt or "")[:_REASON] or None
        referral = session.get_one(ReferralRow, row.referral_id, with_for_update=True)
        opens = row.notice in _OPENS_A_CASE and row.unit == referral.unit
        if opens and (State(referral.state), Event.DELIVER) in TRANSITIONS:
            self._parts.change(session, referral, Event.DELIVER, SYSTEM)

    def _dead(self, session: Session, row: DeliveryRow, outcome: Refused | TryAgain) -> None:
        row.state, row.reason = DEAD, outcome.reason[:_REASON]
        act = Act(SYSTEM.role, SYSTEM.subject, "dead_letter", row.referral_id, detail=f"{row.channel} {row.id}")
        self._parts.audit.add(session, act, self._parts.clock())

    def _later(self, row: DeliveryRow, outcome: TryAgain) -> None:
        """Doubles the wait, with a fifth of chance in it, so that a channel that comes back is not met by all at once."""
        wait = min(_LONGEST, _FIRST * 2 ** min(row.attempts - 1, 12))
        if outcome.after_seconds is not None:
            wait = max(wait, min(_LONGEST, timedelta(seconds=outcome.after_seconds)))
        row.next_at = self._parts.clock() + wait * random.uniform(0.9, 1.1)  # noqa: S311 - spreads load, guards nothing
        row.reason = outcome.reason[:_REASON]

    def dead_letters(self, staff: Staff) -> list[DeliveryView]:
        """What could not be delivered to the staff's units. Raises NotAllowed."""
        staff.require(Permission.DELIVERIES)
        wanted = select(DeliveryRow, ReferralRow.reference).join(ReferralRow)
        wanted = wanted.where(DeliveryRow.state == DEAD, ReferralRow.unit.in_(staff.units))
        with self._parts.database.reading() as session:
            return [delivery_view(row, reference) for row, reference in session.execute(wanted)]

    def retry(self, staff: Staff, delivery_id: str) -> None:
        """Puts a dead letter back in line. Raises NotAllowed, Unknown."""
        staff.require(Permission.DELIVERIES)
        at = self._parts.clock()
        with self._parts.database.writing() as session:
            row = session.get(DeliveryRow, delivery_id, with_for_update=True)
            referral = session.get(ReferralRow, row.referral_id) if row is not None else None
            if row is None or referral is None or referral.unit not in staff.units or row.state != DEAD:
                raise Unknown
            row.state, row.next_at, row.created_at, row.attempts = WAITING, at, at, 0
            act = Act(staff.main_role, staff.subject, "retry", row.referral_id, detail=f"{row.channel} {row.id}")
            self._parts.audit.add(session, act, at)


def delivery_view(row: DeliveryRow, reference: str) -> DeliveryView:
    """How a message fares, for staff."""
    return DeliveryView(
        id=row.id,
        referral_id=row.referral_id,
        reference=reference,
        channel=row.channel,
        notice=row.notice,
        unit=row.unit,
        state=row.state,
        attempts=row.attempts,
        next_at=row.next_at,
        reason=row.reason,
        delivered_at=row.delivered_at,
    )
