"""The engines: what they need, and (where they are installed) that they speak and hear."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import numpy as np
import pytest

from voice.audio import HEARING_RATE, Sound, read_wav, resample, to_pcm, to_samples
from voice.checkpoints import WHISPER_BASE_DIGEST
from voice.detector import FRAME, SileroDetector, model_file
from voice.engines import VoiceFiles, build_engines
from voice.stt.whisper import WhisperRecogniser
from voice.tts.espeak import EspeakVoice
from voice.tts.piper import PiperVoice
from voice.tts.recorded import RecordedVoice, recording_name

CHECKPOINT = Path(os.environ.get("VEIVISER_VOICE_CHECKPOINT", "var/voice/whisper-base"))
needs_espeak = pytest.mark.skipif(not shutil.which("espeak-ng"), reason="espeak-ng is not installed")
needs_whisper = pytest.mark.skipif(
    not (CHECKPOINT / "model.bin").exists(), reason="no recogniser: veiviser voice install"
)


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    faults = build_engines(VoiceFiles(tmp_path / "nothing", piper=tmp_path / "voice.onnx")).faults()
    assert any("veiviser voice install" in fault for fault in faults)
    assert any("voice.onnx" in fault for fault in faults)
    assert (
        PiperVoice(tmp_path / "voice.onnx", program="no-such-program").check_config()[0].startswith("piper is missing")
    )


def test_another_file_than_the_pinned_one_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(b"something else")
    assert WhisperRecogniser(tmp_path, WHISPER_BASE_DIGEST).check_config() != []


@needs_espeak
def test_espeak_speaks_norwegian_and_slower_when_asked() -> None:
    voice = EspeakVoice()
    normal, slow = voice.say("Ring en en tre.", "nb"), voice.say("Ring en en tre.", "nb", 0.6)
    assert 0.5 < normal.seconds < slow.seconds < 10
    assert voice.say("; rm -rf / $(id)", "nn").seconds > 0.1


@needs_espeak
def test_a_recorded_sentence_comes_before_the_machine(tmp_path: Path) -> None:
    voice = RecordedVoice(tmp_path, EspeakVoice())
    own = Sound(to_pcm(np.full(1600, 0.1, np.float32)), HEARING_RATE)
    (tmp_path / recording_name("Hei.", "nb")).write_bytes(own.wav())
    assert voice.say("Hei.", "nb") == own
    assert voice.say("Hei.", "nb", 0.5) != own
    (tmp_path / recording_name("Brann.", "nb")).write_bytes(b"RIFF broken")
    assert voice.say("Brann.", "nb").seconds > 0.1


@pytest.mark.skipif(model_file() is None, reason="faster-whisper is not installed")
def test_noise_and_silence_are_not_speech() -> None:
    detector, random = SileroDetector(), np.random.default_rng(1)
    for loudness in (0.0, 0.05, 0.3):
        heard = [detector.probability((loudness * random.standard_normal(FRAME)).astype(np.float32)) for _ in range(60)]
        assert np.mean(np.array(heard) > 0.5) < 0.05


@needs_whisper
@needs_espeak
def test_the_recogniser_hears_and_gives_its_memory_back() -> None:
    recogniser = WhisperRecogniser(CHECKPOINT)
    sound = EspeakVoice().say("Jeg vil snakke om rullestol og hjelpemidler.", "nb")
    heard = recogniser.transcribe(resample(to_samples(sound.pcm), sound.rate, HEARING_RATE), "nb")
    assert "midler" in heard.text  # the rest of espeak-ng's robotic voice is guessed, with every beam otherwise
    assert 0 < heard.confidence < 1
    times = np.arange(HEARING_RATE * 3, dtype=np.float32) / HEARING_RATE
    chord = sum(0.15 * np.sin(2 * np.pi * tone * times) for tone in (261, 329, 392))
    noise = 0.05 * np.random.default_rng(1).standard_normal(len(times))
    for nothing in (np.zeros(len(times)), chord, noise):
        assert recogniser.transcribe(np.asarray(nothing, np.float32), "nb").text == ""
    assert not recogniser.unload_idle(60)
    assert recogniser.unload_idle(0)


def test_sound_survives_the_way_to_a_file_and_back() -> None:
    sound = Sound(to_pcm(np.sin(np.arange(800, dtype=np.float32))), 8_000)
    assert read_wav(sound.wav()) == sound
    assert len(resample(to_samples(sound.pcm), 8_000, HEARING_RATE)) == 1_600
