"""A turn through Rasa without what cannot change its outcome here.

Each of these replaces one name in the running process; nothing of Rasa is changed on disk (docs/decisions/0017):

- After an action of ours Rasa predicts once more, and what it predicts is to listen: every rule has one action, and no action of ours
  leaves events (`actions/base.py`). Nothing is kept of a turn, so the turn ends there.
- The action server gets the message and not the tracker's events as well: it reads nothing else, and each event repeats the turn.
- Whether the domain is empty, and the list of Rasa's own actions, are worked out once and not for every message.
- What is copied only to stand in debug lines is not copied, and lines below the level of the log are not made.
- What was loaded stays: from the first turn on the collector of memory no longer looks through it, which stopped everybody for a
  while every few hundred turns.
"""

from __future__ import annotations

import gc
import logging
from types import SimpleNamespace
from typing import Any

import structlog
from rasa.core import processor
from rasa.core.actions import action
from rasa.shared.core.constants import DEFAULT_ACTION_NAMES
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity

_goes_on = processor.MessageProcessor.should_predict_another_action
_is_empty = Domain.is_empty
_default_actions = action.default_actions
_handle_message = processor.MessageProcessor.handle_message
_called_with = action.RemoteAction._action_call_format


def goes_on(action_name: str) -> bool:
    """Whether Rasa looks for a further action after one."""
    return action_name in DEFAULT_ACTION_NAMES and bool(_goes_on(action_name))


def _is_empty_once(domain: Domain) -> bool:
    known: dict[str, bool] = domain.__dict__.setdefault("_known_empty", {})
    if "empty" not in known:
        known["empty"] = bool(_is_empty(domain))
    return known["empty"]


def _default_actions_once(endpoint: Any = None) -> list[action.Action]:
    """They hold the endpoint and nothing of a conversation."""
    if not _made or _made[0][0] is not endpoint:
        _made[:] = [(endpoint, _default_actions(endpoint))]
    return _made[0][1]


_made: list[tuple[Any, list[action.Action]]] = []


class _WithoutEvents(DialogueStateTracker):
    """A view of a tracker that tells its state and no events."""

    def __init__(self, tracker: DialogueStateTracker) -> None:
        self.__dict__ = tracker.__dict__

    def current_state(self, _verbosity: EventVerbosity = EventVerbosity.NONE) -> dict[str, Any]:
        return {**super().current_state(EventVerbosity.NONE), "events": []}


def _call_without_events(remote: action.RemoteAction, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
    call: dict[str, Any] = _called_with(remote, _WithoutEvents(tracker), domain)
    return call


async def _first_turn(self: processor.MessageProcessor, message: Any) -> Any:
    processor.MessageProcessor.handle_message = _handle_message
    gc.collect()
    gc.freeze()
    return await _handle_message(self, message)


def _debug_lines_off() -> None:
    level = logging.getLogger("rasa").getEffectiveLevel()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(level))
    if level > logging.DEBUG:
        processor.copy = SimpleNamespace(deepcopy=lambda value: value)


def go_straight() -> None:
    """From now on turns in this process go so."""
    processor.MessageProcessor.should_predict_another_action = staticmethod(goes_on)
    Domain.is_empty = _is_empty_once
    action.default_actions = _default_actions_once
    processor.MessageProcessor.handle_message = _first_turn
    action.RemoteAction._action_call_format = _call_without_events
    _debug_lines_off()
