"""The log tells when it was tampered with."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from referrals.people import Staff
from referrals.service import ReferralService
from referrals.views import CaseFilter
from tests.referrals.conftest import application


@pytest.fixture
def logged(service: ReferralService, caseworker: Staff) -> ReferralService:
    for number in range(3):
        service.submit(application(), f"key-{number}")
    case_id = service.cases(caseworker, CaseFilter()).rows[0].id
    service.case(caseworker, case_id)
    return service


def tamper(service: ReferralService, statement: str) -> None:
    """What somebody with the database's own password could do."""
    database = service.parts.database
    with database.writing() as session:
        if database.engine.dialect.name == "sqlite":
            session.execute(text("DROP TRIGGER audit_entry_no_update"))
            session.execute(text("DROP TRIGGER audit_entry_no_delete"))
            session.execute(text(statement))
        else:
            session.execute(text("ALTER TABLE audit_entry DISABLE TRIGGER ALL"))
            session.execute(text(statement))
            session.execute(text("ALTER TABLE audit_entry ENABLE TRIGGER ALL"))


def test_writes_and_reads_are_logged_and_hold(logged: ReferralService) -> None:
    assert [row.action for row in logged.audit.page()] == ["read", "submit", "submit", "submit"]
    assert logged.audit.verify() == []


@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET actor='x' WHERE number=2", "DELETE FROM audit_entry"])
def test_the_database_itself_refuses(logged: ReferralService, statement: str) -> None:
    with pytest.raises(DBAPIError), logged.parts.database.writing() as session:
        session.execute(text(statement))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET actor='x' WHERE number=2",
        "UPDATE audit_entry SET hash='x' || substr(hash, 2) WHERE number=1",
        "DELETE FROM audit_entry WHERE number=2",
        "UPDATE audit_entry SET number=number+100 WHERE number=2",
    ],
)
def test_what_was_changed_or_taken_out_shows(logged: ReferralService, statement: str) -> None:
    tamper(logged, statement)
    assert logged.audit.verify() != []


def test_a_cut_end_shows_against_the_anchors(logged: ReferralService, tmp_path: Path) -> None:
    anchors = tmp_path / "anchors"
    assert logged.audit.anchor(anchors, logged.parts.clock()) == 4
    assert logged.audit.anchor(anchors, logged.parts.clock()) is None
    assert logged.audit.verify(anchors) == []
    tamper(logged, "DELETE FROM audit_entry WHERE number=4")
    assert [broken.number for broken in logged.audit.verify(anchors)] == [4]


def test_no_entry_holds_content(logged: ReferralService) -> None:
    written = " ".join(f"{row.actor} {row.subject} {row.purpose} {row.detail}" for row in logged.audit.page())
    assert not any(word in written for word in ("Åse", "slag", "7016"))
