"""The worker: empties the outbox, writes reminders, marks what is overdue, anchors the log, forgets what need not be kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal

from sqlalchemy import and_, or_, select

from referrals.audit import Act
from referrals.failpoint import failpoint
from referrals.gateways.base import Gateway, Notice, Outcome, Refused, TryAgain
from referrals.outbox import Claimed, Outbox
from referrals.parts import SYSTEM, Parts
from referrals.sending import Sending
from referrals.tables import ReferralRow

Say = Callable[[str], None]


@dataclass(frozen=True)
class Worker:
    """One round at a time; several may run at once. `gateways` by name."""

    parts: Parts
    gateways: Mapping[str, Gateway]
    anchors: Path | None = None

    def deliver_one(self) -> bool:
        """Delivers the message that is due. False when none is."""
        outbox = Outbox(self.parts)
        claimed = outbox.claim(self._may_carry)
        if claimed is None:
            return False
        failpoint("before_send")
        outcome = self._send(claimed)
        failpoint("after_send")
        outbox.settle(claimed, outcome)
        failpoint("after_ack")
        return True

    def _may_carry(self, channel: str) -> bool:
        gateway = self.gateways.get(channel)
        return gateway is not None and gateway.carries_content

    def _send(self, claimed: Claimed) -> Outcome:
        """What a channel raises is its own fault and not the message's: tried again, told without its words (they may be personal)."""
        gateway = self.gateways.get(claimed.channel)
        if gateway is None:
            return Refused(f"no channel {claimed.channel} in this installation")
        try:
            return gateway.deliver(claimed.delivery)
        except Exception as error:
            return TryAgain(f"{claimed.channel}: {type(error).__name__}")

    def round(self, most: int = 100) -> int:
        """Delivers what is due and does the housekeeping. Returns how many messages were tried."""
        tried = 0
        while tried < most and self.deliver_one():
            tried += 1
        self.remind()
        return tried

    def remind(self) -> int:
        """Tells units of terms that are nearly out and of those that are. Each once a term. Returns how many."""
        at = self.parts.clock()
        soon = at + timedelta(days=self.parts.deadlines.remind_before_days)
        is_late = and_(ReferralRow.due_at < at, ReferralRow.overdue_at.is_(None))
        is_near = and_(ReferralRow.due_at >= at, ReferralRow.due_at < soon, ReferralRow.reminded_at.is_(None))
        if not self.parts.database.has(select(ReferralRow.id).where(or_(is_late, is_near))):
            return 0
        late, near = (select(ReferralRow).where(which) for which in (is_late, is_near))
        with self.parts.database.writing() as session:
            count = 0
            pairs: list[tuple[Notice, Literal["overdue_at", "reminded_at"]]]
            pairs = [("overdue", "overdue_at"), ("reminder", "reminded_at")]
            for (notice, column), query in zip(pairs, (late, near), strict=True):
                for row in session.scalars(query.with_for_update(skip_locked=True)):
                    setattr(row, column, at)
                    self.parts.post(session, row, notice, self.parts.unit_of(row))
                    act = Act(SYSTEM.role, SYSTEM.subject, notice, row.id)
                    self.parts.audit.add(session, act, at)
                    count += 1
            return count

    def tidy(self) -> None:
        """What is done now and then: anchors the log and forgets the secrets of yesterday's receipts."""
        if self.anchors is not None:
            self.parts.audit.anchor(self.anchors, self.parts.clock())
        Sending(self.parts).forget_secrets()
