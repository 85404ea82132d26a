"""What this room needs of the referrals, as it sees them. All calls block."""

from __future__ import annotations

from typing import Protocol

from referrals.submission import Submission
from referrals.units import Units
from referrals.views import PublicCase, Receipt


class Referrals(Protocol):
    """`referrals.service.ReferralService`, as senders use it."""

    @property
    def units(self) -> Units:
        """Who receives what."""

    def submit(self, submission: Submission, idempotency_key: str, origin: str | None = None, /) -> Receipt:
        """Raises referrals.faults.Invalid, IdempotencyConflict, TooMany."""

    def view(self, reference: str, secret: str, /) -> PublicCase:
        """Raises referrals.faults.Unknown."""

    def withdraw(self, reference: str, secret: str, note: str | None = None, /) -> PublicCase:
        """Raises Unknown, referrals.states.Forbidden."""

    def answer(self, reference: str, secret: str, text: str, /) -> PublicCase:
        """Raises Unknown, Forbidden, Invalid."""
