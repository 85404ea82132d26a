"""How long referrals are kept, erasing them, and re-sealing them with a new key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, delete, or_, select
from sqlalchemy.orm import Session

from referrals.audit import Act
from referrals.faults import Unknown
from referrals.parts import SYSTEM, Parts
from referrals.references import read_reference
from referrals.sealed import SEALED_COLUMNS
from referrals.states import ENDED
from referrals.tables import EventRow, KeyRow, ReferralRow

KEEP_ENDED = timedelta(days=90)
KEEP_ANSWERED = timedelta(days=365)
"""We are a sender, not a register: the unit's own case system keeps what is archive. Change both in code review, with the archivist."""
_STEP = 200


@dataclass(frozen=True)
class Kept:
    """What a run of the retention did, or with `dry_run` would do."""

    erased: int
    dry_run: bool


class Keeping:
    """For operators; the command line calls it."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def retain(self, dry_run: bool = False) -> Kept:
        """Erases what ended 90 days ago or was answered a year ago. A case that nobody has answered is never erased by age."""
        at = self._parts.clock()
        with self._parts.database.writing() as session:
            ids = list(session.scalars(self._too_old(at)))
            if not dry_run:
                for referral_id in ids:
                    self._erase(session, referral_id, "retention", at)
        if ids and not dry_run:
            self._parts.database.forget_log()
        return Kept(len(ids), dry_run)

    @staticmethod
    def _too_old(at: datetime) -> Select[str]:
        ended = ReferralRow.ended_at < at - KEEP_ENDED
        answered = ReferralRow.answered_at < at - KEEP_ANSWERED
        quiet = ReferralRow.updated_at < at - KEEP_ENDED
        done = ReferralRow.state.in_([state.value for state in ENDED])
        return select(ReferralRow.id).where(or_(ended & done, answered & quiet))

    def erase(self, reference: str, purpose: str = "request of the person") -> None:
        """Erases one referral and all that hangs on it; the log says that it was erased. Raises Unknown."""
        at = self._parts.clock()
        with self._parts.database.writing() as session:
            known = read_reference(reference) or ""
            referral_id = session.scalar(select(ReferralRow.id).where(ReferralRow.reference == known))
            if referral_id is None:
                raise Unknown
            self._erase(session, referral_id, purpose, at)
        self._parts.database.forget_log()

    def _erase(self, session: Session, referral_id: str, purpose: str, at: datetime) -> None:
        session.execute(delete(ReferralRow).where(ReferralRow.id == referral_id))
        self._parts.audit.add(session, Act(SYSTEM.role, SYSTEM.subject, "erase", referral_id, purpose), at)

    def reseal(self) -> int:
        """Seals everything anew with the first key of the key file; run it before an old key is removed. Returns how many fields."""
        count = 0
        for ids in self._steps():
            with self._parts.database.writing() as session:
                for row in session.scalars(select(ReferralRow).where(ReferralRow.id.in_(ids))):
                    count += self._reseal_row(row)
                for event in session.scalars(select(EventRow).where(EventRow.referral_id.in_(ids))):
                    count += self._reseal_note(event)
                for key in session.scalars(select(KeyRow).where(KeyRow.referral_id.in_(ids))):
                    count += self._reseal_key(key)
        return count

    def _steps(self) -> Iterator[list[str]]:
        last = ""
        while True:
            wanted = select(ReferralRow.id).where(ReferralRow.id > last).order_by(ReferralRow.id).limit(_STEP)
            with self._parts.database.reading() as session:
                ids = list(session.scalars(wanted))
            if not ids:
                return
            yield ids
            last = ids[-1]

    def _reseal_row(self, row: ReferralRow) -> int:
        seals, count = self._parts.seals, 0
        for column in SEALED_COLUMNS:
            blob = getattr(row, column)
            if blob is not None and not seals.vault.is_current(blob):
                setattr(row, column, seals.close(row.id, column, seals.open(row.id, column, blob)))
                count += 1
        return count

    def _reseal_note(self, event: EventRow) -> int:
        seals = self._parts.seals
        if event.note is None or seals.vault.is_current(event.note):
            return 0
        event.note = seals.close_note(event.id, seals.open_note(event))
        return 1

    def _reseal_key(self, key: KeyRow) -> int:
        vault = self._parts.seals.vault
        if key.secret is None or vault.is_current(key.secret):
            return 0
        table = KeyRow.__tablename__
        key.secret = vault.seal(table, key.key, "secret", vault.open(table, key.key, "secret", key.secret))
        return 1
