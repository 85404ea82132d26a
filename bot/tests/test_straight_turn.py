"""A turn through Rasa without what cannot change its outcome: the outcome is the same."""

import asyncio
import gc
import logging

import components  # noqa: F401 - importing it is what goes straight
import pytest
import structlog
from components import straight_turn
from components.tracker_store import ForgetfulTrackerStore
from rasa.core import processor
from rasa.core.actions import action
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.utils.endpoints import EndpointConfig

DOMAIN = Domain.from_yaml("version: '3.1'\nintents: [greet]\nactions: [action_greet]\n")


def test_a_turn_ends_after_an_action_of_ours_and_goes_on_after_rasas_own() -> None:
    goes_on = processor.MessageProcessor.should_predict_another_action
    assert not goes_on("action_find_offer")
    assert not goes_on("action_listen")
    assert not goes_on("action_session_start")
    assert goes_on("action_default_fallback")


def test_whether_a_domain_is_empty() -> None:
    for _ in range(2):
        assert Domain.empty().is_empty()
        assert not DOMAIN.is_empty()


def test_rasas_own_actions_are_made_once_for_an_endpoint() -> None:
    first, second = EndpointConfig("http://a"), EndpointConfig("http://b")
    made = action.default_actions(first)
    assert action.default_actions(first) is made
    assert action.default_actions(second) is not made
    assert [one.name() for one in made] == [one.name() for one in straight_turn._default_actions(first)]


def test_the_action_server_gets_the_message_and_no_events() -> None:
    tracker = asyncio.run(ForgetfulTrackerStore(DOMAIN).get_or_create_tracker("someone"))
    tracker.update(UserUttered("hei", intent={"name": "greet"}, metadata={"turn": {"text": "hei"}}), DOMAIN)
    remote = action.RemoteAction("action_greet", EndpointConfig("http://a", enable_selective_domain=True))
    ours, rasas = remote._action_call_format(tracker, DOMAIN), straight_turn._called_with(remote, tracker, DOMAIN)
    assert ours["tracker"].pop("events") == []
    assert rasas["tracker"].pop("events")
    assert ours == rasas
    assert ours["tracker"]["latest_message"]["metadata"] == {"turn": {"text": "hei"}}


def test_what_was_loaded_is_left_alone_from_the_first_turn_on(monkeypatch: pytest.MonkeyPatch) -> None:
    async def handle(_self: object, message: str) -> str:
        return f"answered {message}"

    monkeypatch.setattr(straight_turn, "_handle_message", handle)
    monkeypatch.setattr(processor.MessageProcessor, "handle_message", straight_turn._first_turn)
    try:
        assert asyncio.run(straight_turn._first_turn(None, "hei")) == "answered hei"
        assert gc.get_freeze_count() > 10_000
        assert processor.MessageProcessor.handle_message is handle
    finally:
        gc.unfreeze()


def test_debug_lines_are_not_made_and_warnings_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert logging.getLogger("rasa").getEffectiveLevel() > logging.DEBUG
    log = structlog.get_logger()
    log.debug("not.said", text="hemmelig")
    log.warning("said")
    out = capsys.readouterr()
    assert "hemmelig" not in out.out + out.err
    assert "said" in out.out + out.err
