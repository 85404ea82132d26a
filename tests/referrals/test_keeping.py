"""What is erased is gone from the file; what is kept is kept as long as it is promised; a new key seals everything anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sqlalchemy import text

from knowledge_base.service import Catalogue
from referrals.faults import Unknown
from referrals.people import Staff
from referrals.service import ReferralService
from referrals.tables import Base, ReferralRow
from referrals.units import Units
from referrals.views import CaseFilter
from storage.database import Database, make_engine
from storage.vault import Vault
from tests.referrals.conftest import Clock, application


def everything(service: ReferralService) -> bytes:
    """All bytes of the tables; on SQLite of the files, log included."""
    engine = service.parts.database.engine
    if engine.dialect.name == "sqlite":
        path = Path(str(engine.url.database))
        return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    with service.parts.database.reading() as session:
        rows = [session.execute(text(f"SELECT t::text FROM {name} t")).scalars() for name in Base.metadata.tables]
        return "\n".join(line for lines in rows for line in lines).encode()


def test_nothing_that_people_gave_can_be_read_in_the_database(service: ReferralService) -> None:
    receipt = service.submit(application(need="Klarer ikke Kvitrebekktrappa", important="Blåfjellhagen"), "key-1")
    stored = everything(service)
    given = ("Åse", "Ødegård", "70162000", "Kvitrebekk", "Blåfjell", receipt.secret, "key-1")
    assert not [word for word in given if word.encode() in stored]


def test_what_is_erased_is_gone_from_the_file(service: ReferralService, caseworker: Staff) -> None:
    receipt = service.submit(application(), "key-1")
    case_id = service.cases(caseworker, CaseFilter()).rows[0].id
    with service.parts.database.reading() as session:
        sealed = [bytes(row) for row in session.execute(text("SELECT sender FROM referral")).scalars()]
    service.erase(receipt.reference)
    left = everything(service)
    assert receipt.reference.encode() not in left
    assert not any(blob in left for blob in sealed)
    assert case_id.encode() in left  # the log still says that the case was there and was erased
    with pytest.raises(Unknown):
        service.view(receipt.reference, receipt.secret)
    assert service.audit.verify() == []


def test_retention_erases_what_ended_long_ago_and_nothing_else(
    service: ReferralService, caseworker: Staff, clock: Clock
) -> None:
    ended, waiting = service.submit(application(), "ended"), service.submit(application(), "waiting")
    service.withdraw(ended.reference, ended.secret)
    clock.forward(days=91)
    assert (service.retain(dry_run=True).erased, service.retain(dry_run=True).erased) == (1, 1)
    assert service.retain().erased == 1
    assert service.retain().erased == 0
    assert service.view(waiting.reference, waiting.secret).reference == waiting.reference
    clock.forward(days=1_000)
    assert service.retain().erased == 0, "a case that nobody answered is never lost by age"


def test_secrets_kept_for_repetitions_go_after_a_day(service: ReferralService, clock: Clock) -> None:
    service.submit(application(), "key-1")
    sending = service.submit.__self__  # type: ignore[attr-defined]
    assert sending.forget_secrets() == 0
    clock.forward(days=1, minutes=1)
    assert sending.forget_secrets() == 1


def test_a_new_key_seals_everything_anew(database_url: str, clock: Clock) -> None:
    old, new = os.urandom(32), os.urandom(32)
    database = Database(make_engine(database_url))
    catalogue = Catalogue(database.engine)

    def with_keys(*keys: bytes) -> ReferralService:
        return ReferralService(database, Vault(list(keys)), catalogue, Units(catalogue), clock)

    receipt = with_keys(old).submit(application(), "key-1")
    assert with_keys(new, old).reseal() == 3
    assert with_keys(new, old).reseal() == 0
    seen = with_keys(new).parts
    with database.reading() as session:
        row_id = session.execute(text("SELECT id FROM referral")).scalar_one()
    with database.reading() as session:
        assert seen.seals.submission(session.get_one(ReferralRow, row_id)).sender.name == "Åse Ødegård"
    assert with_keys(new).withdraw(receipt.reference, receipt.secret).status == "withdrawn"
    with database.writing() as session:
        session.execute(text("DELETE FROM referral"))
    database.engine.dispose()
