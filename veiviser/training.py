"""Trains Rasa's model, unless nothing that goes into it has changed (keyed by content)."""

from __future__ import annotations

import hashlib
import json
import subprocess
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from knowledge_base.content import Content
from knowledge_base.gazetteer import gazetteer
from veiviser.paths import GAZETTEER, MODEL, MODELS, RASA, ROOT
from veiviser.rasa_environment import rasa_environment

_INPUTS = ("config.yml", "bot/domain", "bot/data", "bot/components", "bot/requirements.txt", "language")
_SUFFIXES = {".yml", ".yaml", ".py", ".txt", ".json"}


class TrainingFailed(RuntimeError):
    """Rasa did not make a model; the message carries the end of its output."""


def export_gazetteer(content: Content) -> Path:
    """Writes the names that the entity linker knows, for Rasa's environment. Returns the file."""
    GAZETTEER.parent.mkdir(parents=True, exist_ok=True)
    GAZETTEER.write_text(json.dumps(gazetteer(content), ensure_ascii=False, sort_keys=True, indent=0), encoding="utf-8")
    return GAZETTEER


def _files() -> Iterable[Path]:
    for name in _INPUTS:
        path = ROOT / name
        found = [path] if path.is_file() else sorted(path.rglob("*"))
        yield from (file for file in found if file.suffix in _SUFFIXES and "__pycache__" not in file.parts)
    yield GAZETTEER


def training_key() -> str:
    """Digest of everything that the model is made from."""
    total = hashlib.sha256()
    for file in _files():
        total.update(str(file.relative_to(ROOT)).encode())
        total.update(file.read_bytes())
    return total.hexdigest()


def is_trained() -> bool:
    """True when the model on disk was made from what lies there now."""
    key = MODELS / "key"
    return MODEL.exists() and key.exists() and key.read_text() == training_key()


def _wait(process: subprocess.Popen[bytes], began: float, progress: Callable[[str], None]) -> None:
    """Until the process ends, with a sign of life every five seconds."""
    while process.poll() is None:
        progress(f"training the language model: {time.monotonic() - began:.0f} s")
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=5)


def train(progress: Callable[[str], None]) -> None:
    """Trains when needed; calls `progress` with a line now and then. Raises TrainingFailed."""
    if is_trained():
        progress("the model is up to date")
        return
    MODELS.mkdir(parents=True, exist_ok=True)
    log = MODELS / "training.log"
    command = [str(RASA), "train", "--config", "config.yml", "--domain", "bot/domain", "--data", "bot/data"]
    command += ["--out", str(MODELS), "--fixed-model-name", "veiviser"]
    began = time.monotonic()
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=rasa_environment(), stdout=output, stderr=subprocess.STDOUT)
        try:
            _wait(process, began, progress)
        finally:
            process.terminate()  # does nothing to a process that has ended
    if process.returncode != 0 or not MODEL.exists():
        raise TrainingFailed(f"training failed, see {log}:\n{log.read_text(encoding='utf-8')[-2000:]}")
    (MODELS / "key").write_text(training_key())
    (MODELS / "seconds").write_text(f"{time.monotonic() - began:.1f}")
    progress(f"trained in {time.monotonic() - began:.0f} s")
