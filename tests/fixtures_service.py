"""The whole service, started once for all tests that talk to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.service import address, own_environment, running, wait_for


@pytest.fixture(scope="session")
def service_environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The settings of that service."""
    return own_environment(tmp_path_factory.mktemp("service"))


@pytest.fixture(scope="session")
def service(service_environment: dict[str, str]) -> Iterator[str]:
    """The address of a running service: actions, Rasa and gate as `veiviser run` starts them."""
    log = Path(service_environment["VEIVISER_VAR_DIR"]) / "log"
    with running(["-m", "veiviser", "run"], service_environment, log) as process:
        wait_for(f"{address(service_environment)}/readyz", process, log)
        yield address(service_environment)
