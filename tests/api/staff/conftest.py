"""A desk over each kind of database where it matters, over a file where it does not."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from api.settings import Settings
from tests.api.staff.desk import Desk, at_desk

pytestmark = pytest.mark.anyio


@pytest.fixture
async def desk(settings: Settings) -> AsyncIterator[Desk]:
    """Nobody is logged in yet."""
    async with at_desk(settings) as opened:
        yield opened
