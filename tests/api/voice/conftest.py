"""A gate that can be spoken with, without real engines."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from tests.api.fakes import ScriptedBot
from tests.api.voice.calling import seat_with
from tests.voice.fakes import LoudIsSpeech
from voice.stt.base import Transcript
from voice.stt.fake import ScriptedRecogniser


@pytest.fixture
def client(settings: Settings, bot: ScriptedBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr("api.voice.call.SileroDetector", LoudIsSpeech)
    app = create_app(settings, bot)
    script = [
        Transcript("hva er hverdags rehabilitering", 0.9),
        Transcript("nummeret er tretten null én sekstini en to tre fire fem", 0.9),
    ]
    seat_with(app, settings, ScriptedRecogniser(script))
    with TestClient(app) as made:
        yield made
