"""The sender's half of the service: submit, look up, answer, withdraw."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from referrals.audit import Act
from referrals.clock import oslo_day
from referrals.failpoint import failpoint
from referrals.faults import Fault, IdempotencyConflict, Invalid, TooMany, Unknown
from referrals.kinds import TOLD_NOTHING, Kind, Relation
from referrals.parts import SENDER, Note, Parts, a_day_before
from referrals.people import Permission, Staff
from referrals.references import new_reference, new_secret, opens, read_reference, secret_hash
from referrals.states import Event, State, possible
from referrals.submission import Submission
from referrals.tables import EventRow, KeyRow, ReferralRow
from referrals.told import only_that_it_came, steps_after_sending, steps_now
from referrals.validation import checked
from referrals.views import Appeal, HistoryLine, PublicCase, Receipt

MOST_A_DAY = 3
_NO_SUCH = secret_hash("no such referral")
_ANSWER_MAX = 4_000
_KEYS = KeyRow.__tablename__


class Sending:
    """For people outside the unit."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def submit(self, submission: Submission, idempotency_key: str, origin: str | None = None) -> Receipt:
        """Stores a confirmed referral with its messages to the unit, whole or not at all. `origin`: the conversation's id.

        The same key with the same submission gives the same receipt. Raises Invalid, IdempotencyConflict, TooMany.
        """
        parts = self._parts
        it = checked(submission, parts.catalogue, oslo_day(parts.clock()))
        key = hashlib.sha256(f"referral|{idempotency_key}".encode()).hexdigest()
        digest = hashlib.sha256(submission.model_dump_json().encode()).hexdigest()
        if (before := self._sent_before(key, digest)) is not None:
            return before
        try:
            with parts.database.writing() as session:
                row, secret = self._new(session, it, origin)
                session.add(self._key_row(key, digest, row.id, secret))
                session.flush()
                failpoint("before_commit")
        except IntegrityError:  # the same key came twice at once: the first one counts
            if (before := self._sent_before(key, digest)) is not None:
                return before
            raise
        failpoint("after_commit")
        return self._receipt(row, secret)

    def _new(self, session: Session, it: Submission, origin: str | None) -> tuple[ReferralRow, str]:
        parts, at, row_id, secret = self._parts, self._parts.clock(), uuid4().hex, new_secret()
        place = parts.catalogue.places.resolve(it.area)
        area = place.slug if place else it.area
        unit = parts.units.receiver(it.kind, area, it.service)
        row = ReferralRow(
            id=row_id,
            reference=new_reference(),
            secret_hash=secret_hash(secret),
            kind=it.kind.value,
            state=State.DRAFT.value,
            area=area,
            unit=unit.id,
            service=it.service,
            language=it.language,
            channel=it.channel,
            relation=it.relation.value,
            origin=self._pseudonym(session, origin),
            submitted_at=at,
            updated_at=at,
            due_at=parts.deadlines.first_look(it.kind, area, at),
            answer_by=parts.deadlines.answer(it.kind, area, at),
            **parts.seals.columns(row_id, it),
        )
        session.add(row)
        session.flush()
        parts.change(session, row, Event.SUBMIT, SENDER)
        parts.post(session, row, "submitted", unit)
        return row, secret

    def _pseudonym(self, session: Session, origin: str | None) -> str | None:
        """Counts the conversation's referrals of the last day under a pseudonym. Raises TooMany."""
        if origin is None:
            return None
        alias = self._parts.seals.vault.pseudonym("referral origin", origin)
        since = a_day_before(self._parts.clock())
        count = select(func.count()).where(ReferralRow.origin == alias, ReferralRow.submitted_at > since)
        if (session.scalar(count) or 0) >= MOST_A_DAY:
            raise TooMany
        return alias

    def _key_row(self, key: str, digest: str, referral_id: str, secret: str) -> KeyRow:
        sealed = self._parts.seals.vault.seal(_KEYS, key, "secret", secret)
        return KeyRow(key=key, referral_id=referral_id, digest=digest, secret=sealed, created_at=self._parts.clock())

    def _sent_before(self, key: str, digest: str) -> Receipt | None:
        """The receipt that the key got. After a day the secret is gone, and the key answers for nothing more."""
        with self._parts.database.reading() as session:
            known = session.get(KeyRow, key)
            if known is None:
                return None
            row = session.get(ReferralRow, known.referral_id)
            if known.digest != digest or known.secret is None or row is None:
                raise IdempotencyConflict
            return self._receipt(row, self._parts.seals.vault.open(_KEYS, key, "secret", known.secret))

    def _receipt(self, row: ReferralRow, secret: str) -> Receipt:
        parts, kind = self._parts, Kind(row.kind)
        unit = parts.unit_of(row)
        return Receipt(
            reference=row.reference,
            secret=secret,
            status=State.SUBMITTED,
            kind=kind,
            unit=unit.id,
            unit_name=unit.name,
            submitted_at=row.submitted_at,
            seen_by=oslo_day(parts.deadlines.first_look(kind, row.area, row.submitted_at)),
            expected_by=oslo_day(parts.deadlines.answer(kind, row.area, row.submitted_at)),
            whom_to_ask=parts.whom_to_ask(row),
            next_steps=steps_after_sending(kind, Relation(row.relation)),
        )

    def view(self, reference: str, secret: str) -> PublicCase:
        """The case that reference and secret open. Raises Unknown."""
        with self._parts.database.reading() as session:
            row = self._opened(session, reference, secret)
            case = self._told(session, row)
        self._parts.audit.note(Act("sender", "-", "view", row.id), self._parts.clock())
        return case

    def withdraw(self, reference: str, secret: str, note: str | None = None) -> PublicCase:
        """Ends the case at the sender's wish and tells the unit. Raises Unknown, Forbidden."""
        return self._change(reference, secret, Event.WITHDRAW, note, "withdrawn")

    def answer(self, reference: str, secret: str, text: str) -> PublicCase:
        """Answers what the unit asked. Raises Unknown, Forbidden, Invalid."""
        if not text.strip():
            raise Invalid([Fault("text", "need-short")])
        if len(text) > _ANSWER_MAX:
            raise Invalid([Fault("text", "need-long")])
        return self._change(reference, secret, Event.ANSWER, text, "information_given")

    def _change(self, reference: str, secret: str, event: Event, text: str | None, notice: str) -> PublicCase:
        parts = self._parts
        with parts.database.writing() as session:
            row = self._opened(session, reference, secret, lock=True)
            parts.change(session, row, event, SENDER, Note(text.strip() if text else None))
            parts.post(session, row, notice, parts.unit_of(row))  # type: ignore[arg-type]
            session.flush()
            return self._told(session, row)

    def _opened(self, session: Session, reference: str, secret: str, lock: bool = False) -> ReferralRow:
        """Takes as long for a forged reference as for a wrong secret, and says the same."""
        known = read_reference(reference) or ""
        wanted = select(ReferralRow).where(ReferralRow.reference == known)
        row = session.scalar(wanted.with_for_update() if lock else wanted)
        if not opens(secret, row.secret_hash if row is not None else _NO_SUCH) or row is None:
            raise Unknown
        return row

    def view_as_staff(self, staff: Staff, reference: str) -> PublicCase:
        """The same for staff of the unit that has the case: how it goes, nothing of what was given. Raises NotAllowed, Unknown."""
        staff.require(Permission.LIST)
        parts, known = self._parts, read_reference(reference) or ""
        own = select(ReferralRow).where(ReferralRow.reference == known, ReferralRow.unit.in_(staff.units))
        with parts.database.reading() as session:
            row = session.scalar(own)
            if row is None:
                raise Unknown
            case = self._public(session, row)
        parts.audit.note(Act(staff.main_role, staff.subject, "view", row.id), parts.clock())
        return case

    def _told(self, session: Session, row: ReferralRow) -> PublicCase:
        """What the sender may see; one who only gives information sees that it came through, and no more."""
        case = self._public(session, row)
        return only_that_it_came(case) if Relation(row.relation) in TOLD_NOTHING else case

    def _public(self, session: Session, row: ReferralRow) -> PublicCase:
        parts, state = self._parts, State(row.state)
        events = list(session.scalars(select(EventRow).where(EventRow.referral_id == row.id).order_by(EventRow.number)))
        appeal = self._appeal(row) if state is State.REJECTED else None
        return PublicCase(
            reference=row.reference,
            status=state,
            kind=Kind(row.kind),
            unit_name=parts.unit_of(row).name,
            submitted_at=row.submitted_at,
            seen_by=oslo_day(row.due_at) if row.due_at and row.received_at is None else None,
            expected_by=oslo_day(row.answer_by) if row.answer_by and row.answered_at is None else None,
            whom_to_ask=parts.whom_to_ask(row),
            history=tuple(self._line(event) for event in events),
            next_steps=steps_now(row, appeal),
            question=self._question(events) if state is State.NEEDS_INFORMATION else None,
            coordinator=parts.seals.open(row.id, "coordinator", row.coordinator),
            reason=parts.seals.open(row.id, "reason", row.reason) if state is State.REJECTED else None,
            appeal=appeal,
            can_withdraw=Event.WITHDRAW in possible(state),
        )

    def _line(self, event: EventRow) -> HistoryLine:
        """The sender's own words are not given back, and a note for the unit alone is not shown."""
        said = event.shown and event.actor_role != SENDER.role
        note = self._parts.seals.open_note(event) if said else None
        return HistoryLine(event.at, Event(event.event), State(event.state), note)

    def _question(self, events: list[EventRow]) -> str | None:
        asked = [event for event in events if event.event == Event.ASK.value]
        return self._parts.seals.open_note(asked[-1]) if asked else None

    def _appeal(self, row: ReferralRow) -> Appeal | None:
        rule = self._parts.deadlines.appeal(Kind(row.kind), row.area, row.updated_at)
        if rule is None or rule.law is None:
            return None
        return Appeal(rule.ends(oslo_day(row.answered_at or row.updated_at)), rule.law)

    def forget_secrets(self) -> int:
        """Removes the secrets kept for repetitions that are older than a day. Returns how many."""
        old = self._parts.clock() - timedelta(days=1)
        with self._parts.database.writing() as session:
            rows = list(session.scalars(select(KeyRow).where(KeyRow.created_at < old, KeyRow.secret.is_not(None))))
            for row in rows:
                row.secret = None
            return len(rows)
