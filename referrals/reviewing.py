"""The auditor's view: the log's entries, and whether its chain is whole. Cases are not open from here."""

from __future__ import annotations

from pathlib import Path

from referrals.audit import Act, Broken
from referrals.parts import Parts
from referrals.people import Permission, Staff
from referrals.tables import AuditRow


class Reviewing:
    """For auditors."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def entries(self, staff: Staff, before: int | None = None, size: int = 100) -> list[AuditRow]:
        """The newest entries, before a number. That they were read is an entry itself. Raises NotAllowed."""
        staff.require(Permission.AUDIT)
        found = self._parts.audit.page(before, size)
        self._note(staff, "read_log", f"before {before}" if before else "newest")
        return found

    def verify(self, staff: Staff, anchors: Path | None = None) -> list[Broken]:
        """Where the chain is broken; empty when it is whole. Raises NotAllowed."""
        staff.require(Permission.AUDIT)
        broken = self._parts.audit.verify(anchors)
        self._note(staff, "verify_log", f"{len(broken)} broken")
        return broken

    def _note(self, staff: Staff, action: str, detail: str) -> None:
        self._parts.audit.note(Act(staff.main_role, staff.subject, action, "log", "audit", detail), self._parts.clock())
