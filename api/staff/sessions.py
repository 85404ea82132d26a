"""Sessions of staff on the server: the browser holds a random id and nothing else. All calls block."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, or_

from api.staff.models import StaffSessionRow
from referrals.clock import Clock, now
from referrals.people import Role, Staff
from storage.database import Database
from storage.vault import Vault, VaultError

_TABLE = StaffSessionRow.__tablename__
_EXACT = timedelta(minutes=1)


@dataclass(frozen=True)
class Session:
    """Who is logged in, and what the forms of this session carry (`csrf`)."""

    staff: Staff
    csrf: str
    id_token: str | None


@dataclass(frozen=True)
class Lifetime:
    """How long a session lasts without a request, and at most."""

    idle: timedelta = timedelta(minutes=30)
    absolute: timedelta = timedelta(hours=10)


class SessionStore:
    """Rows of `staff_session`."""

    def __init__(self, database: Database, vault: Vault, lifetime: Lifetime, clock: Clock = now) -> None:
        self._database, self._vault = database, vault
        self._lifetime, self._clock = lifetime, clock

    def open(self, staff: Staff, id_token: str | None = None) -> str:
        """A new session; returns what goes into the cookie. Forgets the sessions that have ended."""
        token, at = secrets.token_urlsafe(32), self._clock()
        sealed = self._vault.seal(_TABLE, _hash(token), "person", _to_json(staff, id_token))
        with self._database.writing() as session:
            session.execute(delete(StaffSessionRow).where(or_(*self._ended(at))))
            session.add(StaffSessionRow(id_hash=_hash(token), person=sealed, created_at=at, seen_at=at))
        return token

    def read(self, token: str) -> Session | None:
        """The session of a cookie, None when there is none or it has ended. Counts as a sign of life."""
        at, key = self._clock(), _hash(token)
        with self._database.reading() as session:
            row = session.get(StaffSessionRow, key)
        if row is None or row.created_at < at - self._lifetime.absolute or row.seen_at < at - self._lifetime.idle:
            return None
        try:
            staff, id_token = _from_json(self._vault.open(_TABLE, key, "person", row.person))
        except VaultError:  # its key was taken away: the person logs in again
            return None
        if at - row.seen_at >= _EXACT:
            self._seen(key, at)
        return Session(staff, csrf_of(token), id_token)

    def close(self, token: str) -> None:
        """Ends a session."""
        with self._database.writing() as session:
            session.execute(delete(StaffSessionRow).where(StaffSessionRow.id_hash == _hash(token)))

    def _seen(self, key: str, at: datetime) -> None:
        with self._database.writing() as session:
            row = session.get(StaffSessionRow, key)
            if row is not None:
                row.seen_at = at

    def _ended(self, at: datetime) -> tuple[ColumnElement[bool], ...]:
        too_old = StaffSessionRow.created_at < at - self._lifetime.absolute
        return too_old, StaffSessionRow.seen_at < at - self._lifetime.idle


def csrf_of(token: str) -> str:
    """What forms of a session carry. It follows from the cookie, which no other site can read; the cookie does not follow from it."""
    return hmac.new(token.encode(), b"veiviser staff form", hashlib.sha256).hexdigest()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _to_json(staff: Staff, id_token: str | None) -> str:
    person = {"subject": staff.subject, "name": staff.name, "roles": sorted(staff.roles), "units": sorted(staff.units)}
    return json.dumps({**person, "id_token": id_token}, ensure_ascii=False)


def _from_json(text: str) -> tuple[Staff, str | None]:
    found = json.loads(text)
    roles = frozenset(Role(role) for role in found["roles"])
    return Staff(found["subject"], found["name"], roles, frozenset(found["units"])), found["id_token"]
