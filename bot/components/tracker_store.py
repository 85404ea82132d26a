"""Keeps nothing. What the next turn must know travels in the turn itself, so Rasa needs no history.

Every turn then costs the same however long the conversation is (Rasa reloads, replays and copies all events of a tracker),
nothing a person wrote stays in Rasa's memory, and any Rasa worker can take any turn (docs/decisions/0004).
"""

from __future__ import annotations

from collections.abc import Iterable

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.trackers import DialogueStateTracker


class ForgetfulTrackerStore(TrackerStore):
    """Every message meets a new tracker."""

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Forgets it."""

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Never knows anybody."""
        return None

    async def get_or_create_tracker(
        self, sender_id: str, max_event_history: int | None = None, append_action_listen: bool = True
    ) -> DialogueStateTracker:
        """A new tracker that listens. Rasa would else start a session in it, which runs an action and keeps the turn once more."""
        return await super().get_or_create_tracker(sender_id, max_event_history, append_action_listen=True)

    async def keys(self) -> Iterable[str]:
        """Nobody."""
        return []
