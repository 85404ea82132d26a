"""Sessions over both kinds of database, with a clock that is moved."""

from __future__ import annotations

import os

import pytest
from sqlalchemy import delete, func, select

from api.staff.models import StaffSessionRow
from api.staff.oidc.attempts import LoginAttempts
from api.staff.sessions import Lifetime, SessionStore
from referrals.people import Role, Staff
from storage.database import Database
from storage.vault import Vault
from tests.referrals.conftest import Clock

KARI = Staff("s-1", "Kari Nordmann", frozenset({Role.CASEWORKER, Role.LEADER}), frozenset({"a", "b"}))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sessions(database: Database, vault: Vault, clock: Clock) -> SessionStore:
    with database.writing() as session:
        session.execute(delete(StaffSessionRow))
    return SessionStore(database, vault, Lifetime(), clock)


def test_a_session_knows_who_it_is(sessions: SessionStore) -> None:
    token = sessions.open(KARI, "ey.x.y")
    found = sessions.read(token)
    assert found is not None
    assert (found.staff, found.id_token) == (KARI, "ey.x.y")
    assert sessions.read(token + "x") is None


def test_a_session_ends_half_an_hour_after_the_last_sign_of_life(sessions: SessionStore, clock: Clock) -> None:
    token = sessions.open(KARI)
    for _ in range(4):
        clock.forward(minutes=29)
        assert sessions.read(token) is not None
    clock.forward(minutes=30, seconds=1)
    assert sessions.read(token) is None


def test_a_session_ends_after_ten_hours_in_any_case(sessions: SessionStore, clock: Clock) -> None:
    token = sessions.open(KARI)
    for _ in range(30):
        clock.forward(minutes=20)
        assert sessions.read(token) is not None
    clock.forward(minutes=1)
    assert sessions.read(token) is None


def test_a_closed_session_is_gone(sessions: SessionStore) -> None:
    token = sessions.open(KARI)
    sessions.close(token)
    assert sessions.read(token) is None


def test_ended_sessions_are_forgotten_when_one_begins(sessions: SessionStore, database: Database, clock: Clock) -> None:
    sessions.open(KARI)
    clock.forward(hours=1)
    sessions.open(KARI)
    assert _count(database) == 1


def test_neither_cookie_nor_name_stands_in_the_table(sessions: SessionStore, database: Database) -> None:
    token = sessions.open(KARI)
    with database.reading() as session:
        row = session.scalars(select(StaffSessionRow).order_by(StaffSessionRow.created_at.desc())).first()
    assert row is not None
    for told in (token, "Kari", "s-1"):
        assert told.encode() not in row.person and told not in row.id_hash


def test_a_session_sealed_with_a_key_that_is_gone_has_ended(
    sessions: SessionStore, database: Database, clock: Clock
) -> None:
    token = sessions.open(KARI)
    assert SessionStore(database, Vault([os.urandom(32)]), Lifetime(), clock).read(token) is None


def test_a_login_is_used_once_in_time_by_its_browser(database: Database, vault: Vault, clock: Clock) -> None:
    attempts = LoginAttempts(database, vault, clock)
    first, browser = attempts.begin("/ansatt/tall")
    assert attempts.take(first.state, "another") is None
    assert attempts.take(first.state, browser) == first
    assert attempts.take(first.state, browser) is None
    late, browser = attempts.begin("/ansatt")
    clock.forward(minutes=10, seconds=1)
    assert attempts.take(late.state, browser) is None


def _count(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(StaffSessionRow)) or 0
