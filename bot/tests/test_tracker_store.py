"""Rasa remembers nobody."""

import asyncio

from components.tracker_store import ForgetfulTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker


def test_nothing_is_kept() -> None:
    store = ForgetfulTrackerStore(Domain.empty())
    asyncio.run(store.save(DialogueStateTracker("someone", [])))
    assert asyncio.run(store.retrieve("someone")) is None
    assert list(asyncio.run(store.keys())) == []
