"""The whole service, started once for all tests that talk to it."""

from collections.abc import Iterator

import pytest

from tests.service import address, own_environment, running, wait_for


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running service: actions, Rasa and gate as `veiviser run` starts them."""
    folder = tmp_path_factory.mktemp("service")
    environment, log = own_environment(folder), folder / "log"
    with running(["-m", "veiviser", "run"], environment, log) as process:
        wait_for(f"{address(environment)}/readyz", process, log)
        yield address(environment)
