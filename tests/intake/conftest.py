"""The room over the real catalogue, with referrals in a database of the test."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from intake.service import IntakeService
from knowledge_base.service import Catalogue
from referrals.service import ReferralService
from referrals.units import Units
from storage.database import Database, make_engine
from storage.vault import Vault
from tests.intake.talker import Talker


@pytest.fixture
def referrals(sqlite_url: str, catalogue: Catalogue, vault: Vault) -> Iterator[ReferralService]:
    database = Database(make_engine(sqlite_url))
    yield ReferralService(database, vault, catalogue, Units(catalogue), lambda: datetime(2026, 11, 27, 10, tzinfo=UTC))
    database.engine.dispose()


@pytest.fixture
def talker(catalogue: Catalogue, referrals: ReferralService) -> Talker:
    """A conversation in Ålesund, in bokmål."""
    intake = IntakeService(catalogue, referrals, lambda: datetime(2026, 11, 27, 10, tzinfo=UTC))
    return Talker(intake)
