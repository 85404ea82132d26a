"""The unit's half of the service: read a case and act on it. Role and unit are asked for here, whatever a route asked before."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.audit import Act
from referrals.clock import oslo_day
from referrals.faults import Fault, Invalid, Unknown
from referrals.kinds import Kind
from referrals.listing import row_view
from referrals.outbox import delivery_view
from referrals.parts import Actor, Note, Parts
from referrals.people import Permission, Staff
from referrals.states import Event, State, possible
from referrals.tables import DeliveryRow, EventRow, ReferralRow
from referrals.validation import name_fault, phone_fault
from referrals.views import ActDetails, Case, StaffEvent

STAFF_EVENTS = frozenset(
    {
        Event.RECEIVE,
        Event.ASSESS,
        Event.ASK,
        Event.ACCEPT,
        Event.APPOINT,
        Event.REDIRECT,
        Event.REJECT,
        Event.RECONSIDER,
        Event.CLOSE,
    }
)
_WORDS_NEEDED = {Event.ASK: "question", Event.REJECT: "reason"}
_NOTE_MAX = 4_000


class Handling:
    """For people at the unit."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def case(self, staff: Staff, case_id: str, purpose: str = "case handling") -> Case:
        """A case with its content; the reading is logged. Raises NotAllowed, Unknown."""
        staff.require(Permission.READ)
        with self._parts.database.reading() as session:
            row = self._own(session, staff, case_id)
            found = self._case(session, row)
        self._parts.audit.note(
            Act(staff.main_role, staff.subject, "read", case_id, purpose, "sender, person, matter, history"),
            self._parts.clock(),
        )
        return found

    def act(self, staff: Staff, case_id: str, event: Event, details: ActDetails) -> Case:
        """Changes a case. Raises NotAllowed, Unknown, Forbidden, Invalid."""
        staff.require(Permission.ACT)
        self._check(event, details)
        parts = self._parts
        with parts.database.writing() as session:
            row = self._own(session, staff, case_id, lock=True)
            actor = Actor(staff.main_role, staff.subject, staff.name)
            shown = details.shown or event in _WORDS_NEEDED
            parts.change(session, row, event, actor, Note(_words(event, details), shown))
            self._consequences(session, row, event, details)
            if event is Event.RECEIVE:
                row.assigned_to = staff.subject
            session.flush()
            return self._case(session, row)

    def note(self, staff: Staff, case_id: str, text: str) -> None:
        """A note for the unit alone. Raises NotAllowed, Unknown, Invalid."""
        staff.require(Permission.ACT)
        if not text.strip() or len(text) > _NOTE_MAX:
            raise Invalid([Fault("note", "required" if not text.strip() else "too-long")])
        parts = self._parts
        with parts.database.writing() as session:
            row = self._own(session, staff, case_id, lock=True)
            actor = Actor(staff.main_role, staff.subject, staff.name)
            parts.remember(session, row, Event.NOTE, actor, Note(text.strip(), shown=False))

    def _check(self, event: Event, details: ActDetails) -> None:
        faults = []
        if event not in STAFF_EVENTS:
            faults.append(Fault("event", "not-a-choice"))
        if event in _WORDS_NEEDED and not (details.note or "").strip():
            faults.append(Fault("note", _WORDS_NEEDED[event]))
        if details.note and len(details.note) > _NOTE_MAX:
            faults.append(Fault("note", "too-long"))
        if event is Event.APPOINT:
            faults += _coordinator_faults(details)
        if event is Event.REDIRECT and (not details.unit or self._parts.units.get(details.unit) is None):
            faults.append(Fault("unit", "unit"))
        if faults:
            raise Invalid(faults)

    def _consequences(self, session: Session, row: ReferralRow, event: Event, details: ActDetails) -> None:
        if event is Event.APPOINT:
            said = ", ".join(filter(None, [details.coordinator, details.coordinator_phone]))
            row.coordinator = self._parts.seals.close(row.id, "coordinator", said)
        elif event is Event.REJECT:
            row.reason = self._parts.seals.close(row.id, "reason", (details.note or "").strip())
        elif event is Event.REDIRECT:
            self._hand_over(session, row, details.unit or "")

    def _hand_over(self, session: Session, row: ReferralRow, unit_id: str) -> None:
        """The case goes to another unit, whose terms begin now; the answer's term still counts from the day it was sent."""
        parts, unit = self._parts, self._parts.units.get(unit_id)
        if unit is None or unit.id == row.unit:
            raise Invalid([Fault("unit", "unit")])
        row.unit, row.area = unit.id, unit.municipality
        row.received_at = row.reminded_at = row.overdue_at = row.assigned_to = None
        row.due_at = parts.deadlines.first_look(Kind(row.kind), unit.municipality, parts.clock())
        parts.post(session, row, "redirected", unit)

    def _own(self, session: Session, staff: Staff, case_id: str, lock: bool = False) -> ReferralRow:
        """Another unit's case looks as if it were not there."""
        wanted = select(ReferralRow).where(ReferralRow.id == case_id, ReferralRow.unit.in_(staff.units))
        row = session.scalar(wanted.with_for_update() if lock else wanted)
        if row is None:
            raise Unknown
        return row

    def _case(self, session: Session, row: ReferralRow) -> Case:
        parts = self._parts
        events = session.scalars(select(EventRow).where(EventRow.referral_id == row.id).order_by(EventRow.number))
        posted = session.scalars(
            select(DeliveryRow).where(DeliveryRow.referral_id == row.id).order_by(DeliveryRow.created_at)
        ).all()
        return Case(
            row=row_view(row, [delivery.state for delivery in posted], parts.clock()),
            submission=parts.seals.submission(row),
            unit_name=parts.unit_of(row).name,
            history=[
                StaffEvent(
                    event.at,
                    Event(event.event),
                    State(event.state),
                    event.actor_role,
                    event.actor,
                    parts.seals.open_note(event),
                    event.shown,
                )
                for event in events
            ],
            deliveries=[delivery_view(delivery, row.reference) for delivery in posted],
            possible=frozenset(possible(State(row.state)) & STAFF_EVENTS),
            coordinator=parts.seals.open(row.id, "coordinator", row.coordinator),
            reason=parts.seals.open(row.id, "reason", row.reason),
            expected_by=oslo_day(row.answer_by) if row.answer_by else None,
        )


def _words(event: Event, details: ActDetails) -> str | None:
    if event is Event.APPOINT:
        return ", ".join(filter(None, [details.coordinator, details.coordinator_phone, details.note]))
    return (details.note or "").strip() or None


def _coordinator_faults(details: ActDetails) -> list[Fault]:
    faults = []
    if not details.coordinator or name_fault(details.coordinator) is not None:
        faults.append(Fault("coordinator", "coordinator"))
    if details.coordinator_phone and (code := phone_fault(details.coordinator_phone)) is not None:
        faults.append(Fault("coordinator_phone", code))
    return faults
