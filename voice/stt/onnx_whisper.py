"""Whisper in ONNX form (8-bit), through onnx-asr: the small model, clearly better on real Norwegian than base, and slower.

onnx-asr does not tell how sure Whisper is, nor that nobody spoke: `UNKNOWN` stands for the first, `plausible.py` for the other.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from voice.audio import HEARING_RATE, Samples
from voice.checkpoints import sha256_of
from voice.stt.base import SHORTEST, UNSURE, Transcript, whisper_language
from voice.stt.plausible import is_plausible
from voice.stt.resting import Resting

UNKNOWN = UNSURE + 0.05
"""The confidence of every transcript: just enough not to be read back each time."""
ENCODER, DECODER = "encoder_model_quantized.onnx", "decoder_model_merged_quantized.onnx"
_BESIDE = ("config.json", "vocab.json", "added_tokens.json")
_LONGEST = 30
"""Seconds that Whisper takes; the session cuts before."""


class OnnxWhisperRecogniser:
    """One folder of the form that Hugging Face's exporter makes. Greedy: `quick` makes no difference."""

    name = "onnx-whisper"

    def __init__(self, folder: Path, digests: dict[str, str] | None = None, threads: int = 2) -> None:
        self._folder, self._digests, self._threads = folder, digests or {}, threads
        self._model: Resting[Any] = Resting(self._load)

    def check_config(self) -> list[str]:
        """See SpeechToText. Files with a digest are read and compared."""
        if find_spec("onnx_asr") is None:
            return ["onnx-asr is missing: run `veiviser voice install --recogniser small`"]
        wanted = [f"onnx/{ENCODER}", f"onnx/{DECODER}", *_BESIDE]
        if missing := [name for name in wanted if not (self._folder / name).exists()]:
            return [f"{', '.join(missing)} missing in {self._folder}: run `veiviser voice install --recogniser small`"]
        return [
            f"{self._folder / name} is not the file that is pinned"
            for name, digest in self._digests.items()
            if sha256_of(self._folder / name) != digest
        ]

    def transcribe(self, samples: Samples, language: str, quick: bool = False) -> Transcript:
        """See SpeechToText."""
        del quick
        if len(samples) < SHORTEST * HEARING_RATE:
            return Transcript("", 0.0)
        heard = samples[-_LONGEST * HEARING_RATE :]
        with self._model.awake() as model:
            text = str(model.recognize(heard, sample_rate=HEARING_RATE, language=whisper_language(language))).strip()
        return Transcript(text, UNKNOWN) if is_plausible(text) else Transcript("", 0.0)

    def unload_idle(self, seconds: float) -> bool:
        """See SpeechToText."""
        return self._model.unload_idle(seconds)

    def _load(self) -> Any:
        import onnx_asr  # noqa: PLC0415 - optional
        import onnxruntime  # noqa: PLC0415

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.log_severity_level = 4
        return onnx_asr.load_model(
            "whisper",
            self._folder,
            quantization="quantized",
            sess_options=options,
            providers=["CPUExecutionProvider"],
        )
