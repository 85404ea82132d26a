"""What of a referral is sealed, and how: the sender, the person and the matter each as one JSON, bound to their column."""

from __future__ import annotations

import json
from typing import Any

from referrals.submission import Party, Submission
from referrals.tables import EventRow, ReferralRow
from storage.vault import Vault

_TABLE, _EVENTS = ReferralRow.__tablename__, EventRow.__tablename__
SEALED_COLUMNS = ("sender", "person", "matter", "coordinator", "reason")
_MATTER = (
    "informed", "authority", "need", "important", "tried", "discharge_on", "interpreter", "children_in_family", "reach", "reach_when",
)  # fmt: skip


class Seals:
    """Seals and opens the columns of referrals and of their events."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault

    def close(self, row_id: str, column: str, text: str | None) -> bytes | None:
        """A column of `referral`."""
        return None if text is None else self.vault.seal(_TABLE, row_id, column, text)

    def open(self, row_id: str, column: str, blob: bytes | None) -> str | None:
        """See `close`."""
        return None if blob is None else self.vault.open(_TABLE, row_id, column, blob)

    def close_note(self, event_id: str, note: str | None) -> bytes | None:
        """The note of an event."""
        return None if note is None else self.vault.seal(_EVENTS, event_id, "note", note)

    def open_note(self, row: EventRow) -> str | None:
        """See `close_note`."""
        return None if row.note is None else self.vault.open(_EVENTS, row.id, "note", row.note)

    def columns(self, row_id: str, it: Submission) -> dict[str, bytes | None]:
        """The sealed columns of a new referral."""
        dumped = it.model_dump(mode="json")
        person = None if it.person is None else it.person.model_dump_json(exclude_none=True)
        matter = json.dumps({name: dumped[name] for name in _MATTER}, ensure_ascii=False)
        return {
            "sender": self.close(row_id, "sender", it.sender.model_dump_json(exclude_none=True)),
            "person": self.close(row_id, "person", person),
            "matter": self.close(row_id, "matter", matter),
        }

    def submission(self, row: ReferralRow) -> Submission:
        """A stored referral as it was sent."""
        person = self.open(row.id, "person", row.person)
        matter: dict[str, Any] = json.loads(self.vault.open(_TABLE, row.id, "matter", row.matter))
        return Submission(
            kind=row.kind,  # type: ignore[arg-type]
            area=row.area,
            service=row.service,
            language=row.language,  # type: ignore[arg-type]
            channel=row.channel,  # type: ignore[arg-type]
            relation=row.relation,  # type: ignore[arg-type]
            sender=Party.model_validate_json(self.vault.open(_TABLE, row.id, "sender", row.sender)),
            person=None if person is None else Party.model_validate_json(person),
            consent=True,
            **matter,
        )
