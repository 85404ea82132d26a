"""Which recogniser and which voice this installation uses, and what they still need."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from voice.checkpoint_small import WHISPER_SMALL_DIGESTS
from voice.checkpoints import WHISPER_BASE_DIGEST
from voice.detector import model_file
from voice.stt.base import SpeechToText
from voice.stt.onnx_whisper import OnnxWhisperRecogniser
from voice.stt.whisper import WhisperRecogniser
from voice.tts.base import TextToSpeech
from voice.tts.espeak import EspeakVoice
from voice.tts.piper import PiperVoice
from voice.tts.recorded import RecordedVoice

DEFAULT_CHECKPOINT, SMALL_CHECKPOINT = "whisper-base", "whisper-small"
"""Names of the folders of the two pinned recognisers; only these have digests of their own."""


@dataclass(frozen=True)
class VoiceFiles:
    """Where models lie, and how they are used.

    `checkpoint`: a folder with CTranslate2's `model.bin`, whose `digest` may be given, or one with `onnx/`.
    """

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


def build_recogniser(files: VoiceFiles) -> SpeechToText:
    """The recogniser of the checkpoint: ONNX where there is a folder `onnx`, else CTranslate2."""
    name = files.checkpoint.name
    if name == SMALL_CHECKPOINT or (files.checkpoint / "onnx").is_dir():
        digests = WHISPER_SMALL_DIGESTS if name == SMALL_CHECKPOINT else None
        return OnnxWhisperRecogniser(files.checkpoint, digests, files.threads)
    digest = files.digest or (WHISPER_BASE_DIGEST if name == DEFAULT_CHECKPOINT else None)
    return WhisperRecogniser(files.checkpoint, digest, files.threads)


def build_engines(files: VoiceFiles) -> Engines:
    """The engines of the files: Whisper for hearing; recordings before piper before espeak-ng for speaking."""
    voice: TextToSpeech = PiperVoice(files.piper) if files.piper else EspeakVoice()
    if files.recordings is not None:
        voice = RecordedVoice(files.recordings, voice)
    return Engines(build_recogniser(files), voice)
