"""Logins on their way to the provider: each is tied to one browser, lasts ten minutes and is used once. All calls block."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete

from api.staff.models import LoginAttemptRow
from referrals.clock import Clock, now
from storage.database import Database
from storage.vault import Vault

_TABLE = LoginAttemptRow.__tablename__
_LASTS = timedelta(minutes=10)


@dataclass(frozen=True)
class Attempt:
    """What must come back unchanged (`state`, `nonce`), the PKCE verifier, and where the person wanted to go."""

    state: str
    nonce: str
    verifier: str
    onward: str


class LoginAttempts:
    """Rows of `staff_login_attempt`."""

    def __init__(self, database: Database, vault: Vault, clock: Clock = now) -> None:
        self._database, self._vault, self._clock = database, vault, clock

    def begin(self, onward: str) -> tuple[Attempt, str]:
        """A new attempt, and what goes into the cookie of the browser."""
        attempt = Attempt(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48), onward)
        browser, at, key = secrets.token_urlsafe(32), self._clock(), _hash(attempt.state)
        kept = json.dumps({"nonce": attempt.nonce, "verifier": attempt.verifier, "onward": onward})
        row = LoginAttemptRow(
            state_hash=key,
            browser_hash=_hash(browser),
            secrets=self._vault.seal(_TABLE, key, "secrets", kept),
            created_at=at,
        )
        with self._database.writing() as session:
            session.execute(delete(LoginAttemptRow).where(LoginAttemptRow.created_at < at - _LASTS))
            session.add(row)
        return attempt, browser

    def take(self, state: str, browser: str) -> Attempt | None:
        """The attempt of this state, once, and only for the browser that began it."""
        key, at = _hash(state), self._clock()
        with self._database.writing() as session:
            row = session.get(LoginAttemptRow, key, with_for_update=True)
            if row is None or not hmac.compare_digest(row.browser_hash, _hash(browser)):
                return None
            session.delete(row)
        if row.created_at < at - _LASTS:
            return None
        return Attempt(state=state, **json.loads(self._vault.open(_TABLE, key, "secrets", row.secrets)))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
