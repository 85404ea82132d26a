"""`python -m tests.web.scripted_gate SENTENCE...`: the gate, with a recogniser that hears these sentences in turn."""

from __future__ import annotations

import sys

import uvicorn

import api.voice.call
from api.app import create_app
from api.settings import Settings
from tests.api.voice.calling import Ready
from tests.voice.fakes import LoudIsSpeech
from voice.detector import model_file
from voice.stt.base import Transcript
from voice.stt.fake import ScriptedRecogniser
from voice.tts.espeak import EspeakVoice


def main(sentences: list[str]) -> None:
    """Serves until stopped. Where Silero is not installed, whatever is loud is speech."""
    settings = Settings()
    app = create_app(settings)
    recogniser = ScriptedRecogniser([Transcript(sentence, 0.9) for sentence in sentences])
    app.state.gate.voice.engines = Ready(recogniser, EspeakVoice())
    if model_file() is None:
        api.voice.call.SileroDetector = LoudIsSpeech  # type: ignore[misc, assignment]
    uvicorn.run(app, host=settings.host, port=settings.port, ws="websockets-sansio", log_config=None)


if __name__ == "__main__":
    main(sys.argv[1:])
