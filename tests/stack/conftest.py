"""Conversations with the running service. What comes in any of them keeps to the contract."""

from collections.abc import Callable, Iterator

import pytest

from tests.service import Talk
from tests.stack.contract import VALIDATOR

Start = Callable[..., Talk]


@pytest.fixture
def talk(service: str) -> Iterator[Start]:
    """Starts conversations; at the end of the test each Message that came is held against the contract, and all are erased."""
    started: list[Talk] = []

    def start(**wanted: str) -> Talk:
        started.append(Talk.start(service, **wanted))
        return started[-1]

    yield start
    for conversation in started:
        for message in conversation.seen:
            VALIDATOR.validate(message)
        conversation.end()
