"""Which recogniser and which voice this installation uses, and what they still need."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from voice.checkpoints import WHISPER_BASE_DIGEST
from voice.detector import model_file
from voice.stt.base import SpeechToText
from voice.stt.whisper import WhisperRecogniser
from voice.tts.base import TextToSpeech
from voice.tts.espeak import EspeakVoice
from voice.tts.piper import PiperVoice
from voice.tts.recorded import RecordedVoice

DEFAULT_CHECKPOINT = "whisper-base"


@dataclass(frozen=True)
class VoiceFiles:
    """Where models lie: `checkpoint` (a CTranslate2 folder) with the digest it must have, a piper voice, recorded sentences."""

    checkpoint: Path
    digest: str | None = None
    piper: Path | None = None
    recordings: Path | None = None
    threads: int = 2


@dataclass(frozen=True)
class Engines:
    """A recogniser and a voice, shared by all conversations of a process."""

    recogniser: SpeechToText
    voice: TextToSpeech

    def faults(self) -> list[str]:
        """What is missing before anybody can speak with the service; empty when all is there."""
        packages = (
            [] if find_spec("faster_whisper") else ["the speech packages are missing: run `veiviser voice install`"]
        )
        detector = [] if packages or model_file() else ["the detector of speech is missing in faster-whisper"]
        return [*packages, *detector, *self.recogniser.check_config(), *self.voice.check_config()]


def build_engines(files: VoiceFiles) -> Engines:
    """The engines of the files: Whisper for hearing; recordings before piper before espeak-ng for speaking."""
    digest = files.digest or (WHISPER_BASE_DIGEST if files.checkpoint.name == DEFAULT_CHECKPOINT else None)
    voice: TextToSpeech = PiperVoice(files.piper) if files.piper else EspeakVoice()
    if files.recordings is not None:
        voice = RecordedVoice(files.recordings, voice)
    return Engines(WhisperRecogniser(files.checkpoint, digest, files.threads), voice)
