"""What the halves of the service share: the stores, the rules, and how a change is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from knowledge_base.service import Catalogue
from referrals.audit import Act, AuditLog
from referrals.clock import Clock
from referrals.deadlines import Deadlines
from referrals.gateways.base import Notice, Unit
from referrals.sealed import Seals
from referrals.states import ENDED, Event, State, after
from referrals.tables import DeliveryRow, EventRow, ReferralRow
from referrals.units import Units
from referrals.views import WhomToAsk
from storage.database import Database

WAITING = "waiting"
_ANSWERS = frozenset({Event.ASK, Event.ACCEPT, Event.REJECT, Event.APPOINT})


@dataclass(frozen=True)
class Actor:
    """Who changes something: `sender`, `system`, or a role of staff with its subject and the name that senders may see."""

    role: str
    subject: str = "-"
    name: str | None = None


SENDER, SYSTEM = Actor("sender"), Actor("system")


@dataclass(frozen=True)
class Note:
    """Words that go with a change; `shown` to the sender or for the unit alone."""

    text: str | None = None
    shown: bool = True


@dataclass(frozen=True)
class Parts:
    """Everything below the service."""

    database: Database
    seals: Seals
    catalogue: Catalogue
    units: Units
    audit: AuditLog
    deadlines: Deadlines
    clock: Clock

    def change(self, session: Session, row: ReferralRow, event: Event, actor: Actor, note: Note | None = None) -> None:
        """Moves a referral along its state machine: state, times, history and audit in one transaction. Raises Forbidden."""
        row.state = after(State(row.state), event)
        self._mark_times(row, event)
        self.remember(session, row, event, actor, note or Note())

    def remember(self, session: Session, row: ReferralRow, event: Event, actor: Actor, note: Note) -> None:
        """A line of history and of the log."""
        at, event_id = self.clock(), uuid4().hex
        row.updated_at = at
        last = session.scalar(select(func.max(EventRow.number)).where(EventRow.referral_id == row.id)) or 0
        session.add(
            EventRow(
                id=event_id,
                referral_id=row.id,
                number=last + 1,
                at=at,
                event=event.value,
                state=row.state,
                actor_role=actor.role,
                actor=actor.name,
                note=self.seals.close_note(event_id, note.text),
                shown=note.shown,
            )
        )
        self.audit.add(session, Act(actor.role, actor.subject, event.value, row.id, detail=f"-> {row.state}"), at)

    def _mark_times(self, row: ReferralRow, event: Event) -> None:
        at = self.clock()
        if event is Event.RECEIVE and row.received_at is None:
            row.received_at = at
        if event in _ANSWERS and row.answered_at is None:
            row.answered_at = at
        row.ended_at = at if State(row.state) in ENDED else None
        row.due_at = self._due(row)

    def _due(self, row: ReferralRow) -> datetime | None:
        """What is awaited next of the unit: to have seen it, then to have answered. None when nothing is."""
        state = State(row.state)
        if state in ENDED or state in (State.ACCEPTED, State.REJECTED, State.NEEDS_INFORMATION):
            return None
        return row.due_at if row.received_at is None else row.answer_by

    def post(self, session: Session, row: ReferralRow, notice: Notice, unit: Unit) -> None:
        """Puts a message for the unit into the outbox, once for each of its channels."""
        at = self.clock()
        for channel in unit.channels:
            session.add(
                DeliveryRow(
                    id=uuid4().hex,
                    referral_id=row.id,
                    channel=channel,
                    notice=notice,
                    unit=unit.id,
                    state=WAITING,
                    attempts=0,
                    created_at=at,
                    next_at=at,
                )
            )

    def unit_of(self, row: ReferralRow) -> Unit:
        """The unit that has the case; a unit that is no longer known keeps its id as name."""
        return self.units.get(row.unit) or Unit(row.unit, row.unit, row.area)

    def whom_to_ask(self, row: ReferralRow) -> WhomToAsk:
        """The unit with its number in the catalogue; where it has none, whom the catalogue says to call."""
        unit = self.unit_of(row)
        entry = self.catalogue.service(unit.id)
        contact = entry.contact if entry is not None else None
        if contact is not None and (contact.phone or contact.email):
            return WhomToAsk(unit.name, contact.phone, contact.email)
        call = self.catalogue.service(self.catalogue.offices.of(row.area).call)
        phone = call.contact.phone if call is not None and call.contact is not None else None
        return WhomToAsk(unit.name, None, None) if call is None else WhomToAsk(call.name.nb, phone, None)


def a_day_before(moment: datetime) -> datetime:
    """Twenty-four hours earlier."""
    return moment - timedelta(days=1)
