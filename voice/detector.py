"""Is this speech? Silero's ONNX model, frame by frame; the file comes with faster-whisper (MIT)."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from voice.audio import Samples

FRAME = 512
"""Samples a frame: 32 ms."""
_CONTEXT, _MODEL = 64, "silero_vad_v6.onnx"


class Detector(Protocol):
    """Tells how likely a frame is speech. Holds the memory of one stream."""

    def probability(self, frame: Samples) -> float:
        """0..1 for `FRAME` samples."""

    def forget(self) -> None:
        """A new stream begins."""


def model_file() -> Path | None:
    """Silero's model, where faster-whisper is installed."""
    spec = find_spec("faster_whisper")
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / "assets" / _MODEL
    return path if path.exists() else None


@lru_cache(maxsize=1)
def _model() -> Any:
    """One model for all streams (2 MB); it keeps nothing between calls. Raises RuntimeError when it is not installed."""
    import onnxruntime  # noqa: PLC0415 - optional, and 30 MB that only voice needs

    path = model_file()
    if path is None:
        raise RuntimeError("faster-whisper is not installed: `veiviser voice install`")
    options = onnxruntime.SessionOptions()
    options.inter_op_num_threads = options.intra_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"], sess_options=options)


class SileroDetector:
    """One stream through Silero. About 2 ms of work for a second of sound."""

    def __init__(self) -> None:
        self._h = self._c = np.zeros((1, 1, 128), np.float32)
        self._context: Samples = np.zeros(_CONTEXT, np.float32)

    def probability(self, frame: Samples) -> float:
        """See Detector."""
        window = np.concatenate([self._context, frame])[None, :]
        out, self._h, self._c = _model().run(None, {"input": window, "h": self._h, "c": self._c})
        self._context = frame[-_CONTEXT:]
        return float(out.reshape(-1)[0])

    def forget(self) -> None:
        """See Detector."""
        self._h = self._c = np.zeros((1, 1, 128), np.float32)
        self._context = np.zeros(_CONTEXT, np.float32)
