"""The public face of referrals: what senders and units can do, and nothing else. All calls block."""

from __future__ import annotations

from knowledge_base.service import Catalogue
from referrals.audit import AuditLog
from referrals.clock import Clock, now
from referrals.deadlines import load_deadlines
from referrals.handling import Handling
from referrals.keeping import Keeping
from referrals.listing import Listing
from referrals.outbox import Outbox
from referrals.parts import Parts
from referrals.sealed import Seals
from referrals.sending import Sending
from referrals.units import Units
from storage.database import Database
from storage.vault import Vault


class ReferralService:
    """Over one database. Safe to share between threads; several processes may run it at once."""

    def __init__(
        self, database: Database, vault: Vault, catalogue: Catalogue, units: Units, clock: Clock = now
    ) -> None:
        audit = AuditLog(database, vault)
        self.parts = Parts(database, Seals(vault), catalogue, units, audit, load_deadlines(), clock)
        self.audit = audit
        sending, handling, listing = Sending(self.parts), Handling(self.parts), Listing(self.parts)
        outbox, keeping = Outbox(self.parts), Keeping(self.parts)
        self.submit, self.view = sending.submit, sending.view
        self.view_as_staff = sending.view_as_staff
        self.withdraw, self.answer = sending.withdraw, sending.answer
        self.case, self.act, self.note = handling.case, handling.act, handling.note
        self.cases, self.export_rows, self.numbers = listing.cases, listing.export_rows, listing.numbers
        self.overdue = listing.overdue
        self.dead_letters, self.retry = outbox.dead_letters, outbox.retry
        self.retain, self.erase, self.reseal = keeping.retain, keeping.erase, keeping.reseal

    @property
    def units(self) -> Units:
        """The receiving units."""
        return self.parts.units
