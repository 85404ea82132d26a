"""What is stored of logins: sessions of staff, and logins that have begun. Cookies are kept as hashes, all else is sealed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from api.models import Base
from storage.types import UtcTime


class StaffSessionRow(Base):
    """A session. `person` is sealed JSON (subject, name, roles, units, ID token). `seen_at` is exact to a minute."""

    __tablename__ = "staff_session"

    id_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    seen_at: Mapped[datetime] = mapped_column(UtcTime, index=True)


class LoginAttemptRow(Base):
    """A login on its way to the provider and back. `browser_hash` ties it to the browser that began, `secrets` is sealed JSON."""

    __tablename__ = "staff_login_attempt"

    state_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    browser_hash: Mapped[str] = mapped_column(String(64))
    secrets: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(UtcTime, index=True)
