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


def test_a_new_tracker_listens_so_that_rasa_starts_no_session_in_it() -> None:
    tracker = asyncio.run(
        ForgetfulTrackerStore(Domain.empty()).get_or_create_tracker("someone", append_action_listen=False)
    )
    assert tracker.latest_action_name == "action_listen"
    assert tracker.applied_events()
