"""Callers who interrupt, go silent, make noise, never pause or vanish: a clear event, nothing lost, and the seat is free again."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from threading import Event

import numpy as np
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from api.voice.desk import VoiceDesk
from tests.api.fakes import ScriptedBot
from tests.api.voice.calling import begin, receive, seat_with, until
from tests.voice.fakes import LoudIsSpeech, silence, speech
from voice.audio import HEARING_RATE, Samples, to_pcm
from voice.detector import SileroDetector, model_file
from voice.stt.base import Transcript

WAIT = 15.0


class Slow:
    """Works on every whole turn until `go` is set; hears nothing when `deaf`."""

    name = "slow"

    def __init__(self) -> None:
        self.go, self.working = Event(), Event()
        self.heard: list[float] = []
        self.deaf = False

    def check_config(self) -> list[str]:
        return []

    def transcribe(self, samples: Samples, language: str, quick: bool = False) -> Transcript:
        if quick or self.deaf:
            return Transcript("", 0.0)
        self.working.set()
        assert self.go.wait(WAIT)
        self.heard.append(len(samples) / HEARING_RATE)
        return Transcript(f"hva er avlastning {len(self.heard)}", 0.9)

    def unload_idle(self, seconds: float) -> bool:
        return True


class Gate:
    """The gate, its slow recogniser and its desk."""

    def __init__(self, client: TestClient, slow: Slow, desk: VoiceDesk) -> None:
        self.client, self.slow, self.desk = client, slow, desk
        self.path, token = begin(client)
        self.hello = {"type": "hello", "token": token, "hands_free": True}

    def at_rest(self) -> bool:
        """Whether the seat is free within a moment, and the recogniser may rest."""
        deadline = time.monotonic() + WAIT
        while self.desk._open and time.monotonic() < deadline:
            time.sleep(0.01)
        return self.desk.rest()


@pytest.fixture
def gate(settings: Settings, bot: ScriptedBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    monkeypatch.setattr("api.voice.call.SileroDetector", LoudIsSpeech)
    monkeypatch.setattr("api.voice.call._AHEAD_SECONDS", 1_000.0)
    app, slow = create_app(settings, bot), Slow()
    desk = seat_with(app, settings, slow)
    with TestClient(app) as client:
        yield Gate(client, slow, desk)
        slow.go.set()


def test_frames_are_taken_while_a_turn_is_recognised(gate: Gate, bot: ScriptedBot) -> None:
    with gate.client.websocket_connect(gate.path) as socket:
        socket.send_json(gate.hello)
        socket.send_bytes(speech(1.0))
        socket.send_bytes(silence(1.0))
        assert gate.slow.working.wait(WAIT)
        socket.send_text("not json")
        assert until(socket, "problem")["slug"] == "malformed"
        socket.send_json({"type": "hush"})
        socket.send_bytes(speech(1.0))
        assert until(socket, "speech") == {"type": "speech"}
        socket.send_bytes(silence(1.0))
        gate.slow.go.set()
        assert [until(socket, "final")["text"] for _ in range(2)] == ["hva er avlastning 1", "hva er avlastning 2"]
        until(socket, "answer")
    assert [turn.text for turn in bot.asked[-2:]] == ["hva er avlastning 1", "hva er avlastning 2"]


def test_speaking_stops_an_answer_that_is_being_said(gate: Gate) -> None:
    gate.slow.go.set()
    with gate.client.websocket_connect(gate.path) as socket:
        socket.send_json(gate.hello)
        for _ in range(2):
            socket.send_bytes(speech(1.0))
            socket.send_bytes(silence(1.0))
        assert until(socket, "final")["text"] == "hva er avlastning 1"
        assert until(socket, "final")["text"] == "hva er avlastning 2"
        until(socket, "sound")


def test_five_minutes_without_a_pause_are_answered_in_pieces(gate: Gate) -> None:
    gate.slow.go.set()
    with gate.client.websocket_connect(gate.path) as socket:
        socket.send_json(gate.hello)
        for _ in range(150):
            socket.send_bytes(speech(2.0))
        for number in range(1, 12):
            assert until(socket, "final")["text"] == f"hva er avlastning {number}"
    assert max(gate.slow.heard) <= 26
    assert gate.at_rest()


def test_what_is_no_speech_for_the_recogniser_is_told_and_not_sent(gate: Gate, bot: ScriptedBot) -> None:
    gate.slow.deaf = True
    before = len(bot.asked)
    with gate.client.websocket_connect(gate.path) as socket:
        socket.send_json(gate.hello)
        socket.send_bytes(speech(2.0))
        socket.send_bytes(silence(1.0))
        assert until(socket, "nothing")["text"].startswith("Jeg hørte ingenting")
        socket.send_json({"type": "say", "text": "hva er avlastning"})
        assert until(socket, "answer")["shown"]["messages"]
    assert len(bot.asked) == before + 1


@pytest.mark.parametrize("when", ["mid-word", "while it is recognised"])
def test_a_socket_that_drops_frees_the_seat_and_the_chat_goes_on(gate: Gate, when: str) -> None:
    with gate.client.websocket_connect(gate.path) as socket:
        socket.send_json(gate.hello)
        until(socket, "ready")
        socket.send_json({"type": "say", "text": "hva er avlastning"})
        until(socket, "answer")
        socket.send_bytes(speech(0.7))
        if when != "mid-word":
            socket.send_bytes(silence(1.0))
            assert gate.slow.working.wait(WAIT)
            gate.slow.go.set()
        socket.close()
    assert gate.at_rest()
    conversation = gate.path.removesuffix("/voice")
    head = {"Authorization": f"Bearer {gate.hello['token']}"}
    said = [line["text"] for line in gate.client.get(conversation, headers=head).json()["messages"]]
    assert "hva er avlastning" in said
    reply = gate.client.post(f"{conversation}/messages", json={"text": "og hva koster det?"}, headers=head)
    assert reply.status_code == 200
    with gate.client.websocket_connect(gate.path) as again:
        again.send_json(gate.hello)
        until(again, "ready")


def test_a_conversation_that_is_erased_meanwhile_ends_the_call(gate: Gate) -> None:
    head = {"Authorization": f"Bearer {gate.hello['token']}"}
    with gate.client.websocket_connect(gate.path) as socket:
        socket.send_json(gate.hello)
        until(socket, "ready")
        assert gate.client.delete(gate.path.removesuffix("/voice"), headers=head).status_code == 204
        socket.send_json({"type": "say", "text": "hva er avlastning"})
        assert until(socket, "problem")["slug"] == "not-found"
    assert gate.at_rest()


@pytest.mark.skipif(model_file() is None, reason="faster-whisper is not installed")
def test_silence_noise_and_tones_are_not_taken_for_speech(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.voice.call.SileroDetector", SileroDetector)
    times = np.arange(2 * HEARING_RATE) / HEARING_RATE
    chord = sum(0.2 * np.sin(2 * np.pi * tone * times) for tone in (262, 330, 392)) * np.exp(-2 * (times % 0.5))
    noise = 0.2 * np.random.default_rng(1).standard_normal(len(times))
    with gate.client.websocket_connect(gate.path) as socket:
        socket.send_json(gate.hello)
        until(socket, "ready")
        for nothing in (np.zeros(len(times)), noise, chord):
            for _ in range(3):
                socket.send_bytes(to_pcm(np.asarray(nothing, np.float32)))
        socket.send_text("not json")
        first = receive(socket)
        assert json.loads(first["text"])["slug"] == "malformed"
    assert not gate.slow.working.is_set()
    assert gate.at_rest()
