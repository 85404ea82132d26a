"""The audit log: every change and every reading of a case, append-only, each entry chained to the one before by HMAC.

An entry names ids, never content. Cutting off the end shows against the anchors, which the worker writes to a file of their own.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from referrals.tables import AuditRow
from storage.database import Database
from storage.vault import Vault

_START = "0" * 64
_LOCK = 7_341_902
"""Any number that nothing else of ours locks: PostgreSQL's writers of the log wait for each other."""
_PURPOSE = "audit"


@dataclass(frozen=True)
class Act:
    """What an entry says: who (a role and an id of theirs), did what, to which id, why, and which fields."""

    actor_role: str
    actor: str
    action: str
    subject: str
    purpose: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Broken:
    """A place where the log is not what it was. `number` is the entry's."""

    number: int
    what: str


class AuditLog:
    """Writes within the transaction of what it tells of: neither is there without the other."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database, self._vault = database, vault

    def add(self, session: Session, act: Act, at: datetime) -> None:
        """Adds an entry to the transaction."""
        if self._database.engine.dialect.name == "postgresql":
            session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        last = session.execute(
            select(AuditRow.number, AuditRow.hash).order_by(AuditRow.number.desc()).limit(1)
        ).one_or_none()
        number, previous = (last.number + 1, last.hash) if last else (1, _START)
        row = AuditRow(
            number=number,
            at=at.astimezone(UTC).replace(microsecond=0),
            actor_role=act.actor_role,
            actor=act.actor[:120],
            action=act.action,
            subject=act.subject,
            purpose=act.purpose[:120],
            detail=act.detail[:400],
            previous=previous,
            key_id=self._vault.sealing_key,
        )
        row.hash = self._vault.mac(_PURPOSE, _canonical(row), row.key_id)
        session.add(row)
        session.flush()

    def note(self, act: Act, at: datetime) -> None:
        """An entry of its own, for what changes nothing else (a reading, a login)."""
        with self._database.writing() as session:
            self.add(session, act, at)

    def verify(self, anchors: Path | None = None) -> list[Broken]:
        """Where the chain is broken; empty when every entry is as it was written and no anchored one is missing."""
        broken: list[Broken] = []
        previous, number = _START, 0
        known: dict[int, str] = {}
        with self._database.reading() as session:
            for row in session.scalars(select(AuditRow).order_by(AuditRow.number)).yield_per(1_000):
                number += 1
                if row.number != number or row.previous != previous:
                    broken.append(Broken(row.number, "an entry before it is missing or out of order"))
                    number = row.number
                if self._vault.mac(_PURPOSE, _canonical(row), row.key_id) != row.hash:
                    broken.append(Broken(row.number, "changed"))
                previous = known[row.number] = row.hash
        return broken + _missing(known, anchors)

    def anchor(self, anchors: Path, at: datetime) -> int | None:
        """Writes the newest entry's number and hash to the file, when it is not the newest there. Keep the file elsewhere too."""
        with self._database.reading() as session:
            last = session.scalar(select(AuditRow).order_by(AuditRow.number.desc()).limit(1))
        if last is None or any(number == last.number for number, _ in _read(anchors)):
            return None
        anchors.parent.mkdir(parents=True, exist_ok=True)
        with anchors.open("a", encoding="utf-8") as file:
            file.write(f"{last.number} {last.hash} {at.isoformat(timespec='seconds')}\n")
        return last.number

    def page(self, before: int | None = None, size: int = 100) -> list[AuditRow]:
        """The newest entries, before a number."""
        wanted = select(AuditRow).order_by(AuditRow.number.desc()).limit(size)
        with self._database.reading() as session:
            return list(session.scalars(wanted if before is None else wanted.where(AuditRow.number < before)))


def _canonical(row: AuditRow) -> str:
    fields = [row.number, row.at.astimezone(UTC).isoformat(), row.actor_role, row.actor, row.action, row.subject]
    return json.dumps([*fields, row.purpose, row.detail, row.previous], ensure_ascii=False, separators=(",", ":"))


def _missing(known: dict[int, str], anchors: Path | None) -> list[Broken]:
    found = _read(anchors) if anchors else []
    return [Broken(number, "an anchored entry is missing or changed") for number, h in found if known.get(number) != h]


def _read(anchors: Path) -> list[tuple[int, str]]:
    if not anchors.exists():
        return []
    lines = [line.split() for line in anchors.read_text(encoding="utf-8").splitlines()]
    return [(int(parts[0]), parts[1]) for parts in lines if len(parts) >= 2 and parts[0].isdigit()]
