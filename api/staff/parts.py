"""What the staff pages need, put together once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from api.settings import Settings
from api.staff.login import Login, build_login
from api.staff.oidc.attempts import LoginAttempts
from api.staff.sessions import Lifetime, SessionStore
from referrals.service import ReferralService
from storage.database import Database
from storage.vault import Vault


@dataclass(frozen=True)
class StaffParts:
    """The parts. `secure`: cookies go over HTTPS only. `anchors`: the file that the log is checked against."""

    referrals: ReferralService
    sessions: SessionStore
    attempts: LoginAttempts
    login: Login
    secure: bool
    anchors: Path

    @property
    def cookie(self) -> str:
        """The session's cookie. The prefix makes browsers hold to Secure, Path=/ and this very host."""
        return "__Host-veiviser_ansatt" if self.secure else "veiviser_ansatt"

    @property
    def login_cookie(self) -> str:
        """Ties a login on its way to one browser."""
        return "__Host-veiviser_innlogging" if self.secure else "veiviser_innlogging"


def build_staff(settings: Settings, database: Database, vault: Vault, referrals: ReferralService) -> StaffParts:
    """The parts over these settings. Raises DevelopmentLoginRefused, StaffFileWrong (both ValueError)."""

    def units_of(place: str) -> list[str]:
        known = referrals.units.of_area(place)
        return [unit.id for unit in known]

    lifetime = Lifetime(timedelta(seconds=settings.staff_idle), timedelta(seconds=settings.staff_absolute))
    return StaffParts(
        referrals=referrals,
        sessions=SessionStore(database, vault, lifetime),
        attempts=LoginAttempts(database, vault),
        login=build_login(settings, units_of),
        secure=not settings.development,
        anchors=settings.audit_anchors,
    )
