"""The socket: who may open it, what it takes, and that every fault is words and the chat goes on."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from tests.api.fakes import ScriptedBot
from tests.api.voice.calling import begin, until
from tests.voice.fakes import silence, speech


def test_a_spoken_question_gets_the_written_answer_and_sound(client: TestClient, bot: ScriptedBot) -> None:
    path, token = begin(client)
    with client.websocket_connect(path) as socket:
        socket.send_json({"type": "hello", "token": token, "hands_free": True})
        until(socket, "ready")
        socket.send_bytes(speech(1.0))
        socket.send_bytes(silence(1.0))
        assert until(socket, "final")["text"] == "hva er hverdagsrehabilitering"
        assert until(socket, "answer")["shown"]["messages"]
        assert until(socket, "sound")["bytes"] > 0
    assert bot.asked[-1].text == "hva er hverdagsrehabilitering"


def test_a_spoken_identity_number_is_masked_like_a_written_one(client: TestClient, bot: ScriptedBot) -> None:
    path, token = begin(client)
    with client.websocket_connect(path) as socket:
        socket.send_json({"type": "hello", "token": token, "hands_free": True})
        for _ in range(2):
            socket.send_bytes(speech(1.0))
            socket.send_bytes(silence(1.0))
            until(socket, "answer")
    assert "13016912345" not in bot.asked[-1].text.replace(" ", "")
    assert "tretten" not in bot.asked[-1].text


@pytest.mark.parametrize(
    ("hello", "slug"),
    [
        ({"type": "hello", "token": "wrong"}, "unauthorised"),
        ({"type": "nonsense"}, "unauthorised"),
        ({"type": "hello", "token": "", "rate": 1}, "unauthorised"),
    ],
)
def test_nobody_speaks_without_the_token(client: TestClient, hello: dict[str, Any], slug: str) -> None:
    path, _ = begin(client)
    with client.websocket_connect(path) as socket:
        socket.send_json(hello)
        assert until(socket, "problem")["slug"] == slug


@pytest.mark.parametrize("odd", [{"rate": 8_000}, {"encoding": "opus"}])
def test_a_wrong_codec_is_told(client: TestClient, odd: dict[str, Any]) -> None:
    path, token = begin(client)
    with client.websocket_connect(path) as socket:
        socket.send_json({"type": "hello", "token": token, **odd})
        assert until(socket, "problem")["slug"] == "voice-wrong-sound"


@pytest.mark.parametrize("frame", [b"odd", b"\0" * 70_000])
def test_sound_that_cannot_be_is_told_and_ends_the_call(client: TestClient, frame: bytes) -> None:
    path, token = begin(client)
    with client.websocket_connect(path) as socket:
        socket.send_json({"type": "hello", "token": token})
        until(socket, "ready")
        socket.send_bytes(frame)
        assert until(socket, "problem")["slug"] == "voice-wrong-sound"
        with pytest.raises(WebSocketDisconnect):
            until(socket, "never")


def test_two_sockets_on_one_conversation(client: TestClient) -> None:
    path, token = begin(client)
    hello = {"type": "hello", "token": token}
    with client.websocket_connect(path) as first:
        first.send_json(hello)
        until(first, "ready")
        with client.websocket_connect(path) as second:
            second.send_json(hello)
            assert until(second, "problem")["slug"] == "voice-open-already"
    with client.websocket_connect(path) as third:
        third.send_json(hello)
        until(third, "ready")


def test_frames_that_mean_nothing_are_told_and_the_call_goes_on(client: TestClient) -> None:
    path, token = begin(client)
    with client.websocket_connect(path) as socket:
        socket.send_json({"type": "hello", "token": token})
        until(socket, "ready")
        socket.send_text("not json")
        assert until(socket, "problem")["slug"] == "malformed"
        socket.send_json({"type": "say", "text": "hva er avlastning"})
        assert until(socket, "answer")["shown"]["messages"]


def test_a_client_learns_whether_there_is_speech(client: TestClient) -> None:
    assert client.get("/api/v1/voice").json() == {"available": True, "rate": 16_000, "encoding": "pcm16"}
