"""The action server speaks rasa-sdk's protocol, and only to who knows the secret."""

import gc
from threading import Event
from typing import Any

import pytest
from fastapi.testclient import TestClient

from actions.app import MOST_BYTES, SECRET_HEADER, KeepFresh, create_app
from answers.message import Reply, Turn
from answers.service import AnswerService

SECRET = "s3cret"


@pytest.fixture(scope="module")
def client(answers: AnswerService) -> TestClient:
    return TestClient(create_app(answers, SECRET))


def call(action: str, text: str, metadata: bool = True) -> dict[str, Any]:
    turn = Turn(conversation_id="c", text=text, municipality="alesund").model_dump(mode="json")
    message = {"text": text, "intent": {"name": "find_offer", "confidence": 0.9}, "entities": []}
    latest = {**message, "metadata": {"turn": turn} if metadata else {}}
    tracker = {"sender_id": "c", "slots": {}, "latest_message": latest, "events": [], "paused": False}
    return {"next_action": action, "sender_id": "c", "tracker": tracker, "domain": {}, "version": "3.6.21"}


def test_an_action_answers_with_one_reply(client: TestClient) -> None:
    done = client.post("/webhook", json=call("action_find_offer", "logoped"), headers={SECRET_HEADER: SECRET})
    assert done.status_code == 200
    body = done.json()
    assert body["events"] == []
    reply = Reply.model_validate(body["responses"][0]["custom"])
    assert reply.messages[0].entries


@pytest.mark.parametrize("secret", ["", "wrong", "s3cre"])
def test_without_the_secret_nothing_is_answered(client: TestClient, secret: str) -> None:
    done = client.post("/webhook", json=call("action_find_offer", "logoped"), headers={SECRET_HEADER: secret})
    assert done.status_code == 401


def test_an_unknown_action_is_not_found(client: TestClient) -> None:
    done = client.post("/webhook", json=call("action_nope", "x"), headers={SECRET_HEADER: SECRET})
    assert done.status_code == 404


def test_a_message_past_the_gate_is_refused(client: TestClient) -> None:
    with pytest.raises(ValueError, match="no turn"):
        client.post("/webhook", json=call("action_greet", "hei", metadata=False), headers={SECRET_HEADER: SECRET})


@pytest.mark.parametrize("body", ["", "{", "[]", "null", '{"next_action": "action_greet"}', '{"tracker": []}'])
def test_what_is_no_call_is_refused(client: TestClient, body: str) -> None:
    done = client.post("/webhook", content=body, headers={SECRET_HEADER: SECRET})
    assert done.status_code == 422


def test_a_call_that_is_too_long_is_refused(client: TestClient) -> None:
    long = call("action_greet", "hei")
    long["domain"] = {"x": "y" * MOST_BYTES}
    assert client.post("/webhook", json=long, headers={SECRET_HEADER: SECRET}).status_code == 422


def test_only_calls_are_answered(client: TestClient) -> None:
    assert client.get("/webhook", headers={SECRET_HEADER: SECRET}).status_code == 405
    assert client.get("/actions", headers={SECRET_HEADER: SECRET}).status_code == 404


def test_health_needs_no_secret(client: TestClient) -> None:
    assert client.get("/health").json() == {"status": "ok"}


def test_the_answers_follow_the_catalogue_also_after_a_fault(answers: AnswerService) -> None:
    read = Event()
    faults = [RuntimeError("the database is away")]

    def refresh() -> bool:
        if faults:
            raise faults.pop()
        read.set()
        return False

    with TestClient(create_app(answers, SECRET, KeepFresh(refresh, seconds=0.01))) as client:
        assert client.get("/health").status_code == 200
        assert read.wait(timeout=10)
        assert gc.get_freeze_count() > 10_000  # what was made at the start is not looked through again and again
    gc.unfreeze()
