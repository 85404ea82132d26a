"""Fixtures for all tests: a real PostgreSQL, started once for the session."""

import os
from collections.abc import Iterator

import hypothesis
import pytest

from tests.postgres import PostgresMissing, running_postgres

# The same examples each time, and no time limit per example: a slow machine is no fault of the code.
hypothesis.settings.register_profile("steady", deadline=None, derandomize=True)
hypothesis.settings.load_profile("steady")


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of a running server. Skips where none is installed, unless VEIVISER_TEST_REQUIRE_POSTGRES is set."""
    try:
        with running_postgres() as url:
            yield url
    except PostgresMissing as missing:
        if os.environ.get("VEIVISER_TEST_REQUIRE_POSTGRES"):
            raise
        pytest.skip(f"{missing}. Install Debian's package postgresql, or leave these tests to continuous integration.")
