"""A referral service over each kind of database, with a clock that tests move."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from knowledge_base.service import Catalogue
from referrals.kinds import Kind, Relation
from referrals.people import Role, Staff
from referrals.service import ReferralService
from referrals.submission import Party, Submission
from referrals.units import Units
from referrals.worker import Worker
from storage.database import Database, make_engine
from storage.vault import Vault
from tests.referrals.gateways_for_tests import Recording

UNIT = "alesund-tildelingskontoret"


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **much: float) -> None:
        self.at += timedelta(**much)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def emptied(database: Database) -> None:
    """Takes out what this test or one before it left in the database that all share."""
    with database.writing() as session:
        session.execute(text("DELETE FROM referral"))
        if database.engine.dialect.name == "postgresql":  # the log lets nobody delete: its guard steps aside
            session.execute(text("ALTER TABLE audit_entry DISABLE TRIGGER ALL"))
            session.execute(text("DELETE FROM audit_entry"))
            session.execute(text("ALTER TABLE audit_entry ENABLE TRIGGER ALL"))


@pytest.fixture
def referral_database(database_url: str) -> Iterator[Database]:
    made = Database(make_engine(database_url))
    emptied(made)
    yield made
    emptied(made)
    made.engine.dispose()


@pytest.fixture
def keys() -> list[bytes]:
    return [os.urandom(32)]


@pytest.fixture
def service(referral_database: Database, keys: list[bytes], clock: Clock) -> ReferralService:
    catalogue = Catalogue(referral_database.engine)
    return ReferralService(referral_database, Vault(keys), catalogue, Units(catalogue), clock)


@pytest.fixture
def channel() -> Recording:
    return Recording()


@pytest.fixture
def worker(service: ReferralService, channel: Recording) -> Worker:
    return Worker(service.parts, {"inbox": channel})


@pytest.fixture
def caseworker() -> Staff:
    return Staff(
        "sub-1", "Kari Saksbehandler", frozenset({Role.CASEWORKER}), frozenset({UNIT, "alesund-koordinerende-enhet"})
    )


def application(**changes: object) -> Submission:
    """A sound application of a citizen in Ålesund."""
    given: dict[str, object] = {
        "kind": Kind.SOKNAD,
        "area": "alesund",
        "relation": Relation.SELF,
        "sender": Party(name="Åse Ødegård", phone="70 16 20 00", birth_year=1948),
        "consent": True,
        "need": "Jeg har hatt slag og klarer ikke trappa hjemme.",
        "important": "Å komme ut i hagen igjen",
    }
    return Submission.model_validate({**given, **changes})
