"""Trains stock Rasa on our examples and rules, once for each state of them: the model is kept under `var/`."""

from __future__ import annotations

import hashlib
import json
import subprocess
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from veiviser.paths import BOT, RASA, ROOT
from veiviser.rasa_environment import rasa_environment

CONFIG = Path(__file__).parent / "config.yml"
FULL_EPOCHS = 100
_SIGN_OF_LIFE = 20.0
_LONGEST = 4 * 3600.0


class StockNotTrained(RuntimeError):
    """Rasa made no model; the message names the log."""


@dataclass(frozen=True)
class StockModel:
    """A trained stock model: its file, the epochs of its neural parts, and the seconds that training took."""

    path: Path
    epochs: int
    seconds: float

    @property
    def label(self) -> str:
        """How a report names it: honest about fewer epochs than `rasa init` sets."""
        return "100 epochs" if self.epochs == FULL_EPOCHS else f"{self.epochs} epochs and not 100"


def config_of(epochs: int) -> str:
    """The configuration of `rasa init` with so many epochs."""
    return CONFIG.read_text(encoding="utf-8").replace(f"epochs: {FULL_EPOCHS}", f"epochs: {epochs}")


def rasa_without_us() -> dict[str, str]:
    """The environment of stock Rasa: ours, but none of our components can be imported."""
    return {key: value for key, value in rasa_environment().items() if key != "PYTHONPATH"}


def digest(config: str, data: Iterable[Path]) -> str:
    """Names a state of configuration and data."""
    total = hashlib.sha256(config.encode())
    for path in data:
        files = [path] if path.is_file() else sorted(path.rglob("*.yml"))
        for file in files:
            total.update(file.name.encode() + file.read_bytes())
    return total.hexdigest()[:16]


def stock_dialogue(folder: Path, epochs: int, say: Callable[[str], None]) -> StockModel:
    """Stock Rasa on our domain, examples and rules. Raises StockNotTrained."""
    options = ["train", "--domain", str(BOT / "domain"), "--data", str(BOT / "data")]
    return trained(folder, epochs, options, [BOT / "domain", BOT / "data"], say)


def stock_nlu(folder: Path, epochs: int, examples: Path, say: Callable[[str], None]) -> StockModel:
    """Stock Rasa's understanding alone, on a file of examples. Raises StockNotTrained."""
    return trained(folder, epochs, ["train", "nlu", "--nlu", str(examples)], [examples], say)


def trained(folder: Path, epochs: int, options: list[str], data: list[Path], say: Callable[[str], None]) -> StockModel:
    """The model of this state out of `folder`, trained first where it is not there."""
    config = config_of(epochs)
    name = f"stock-{epochs}-{digest(config, data)}"
    model, note = folder / f"{name}.tar.gz", folder / f"{name}.json"
    if not (model.exists() and note.exists()):
        folder.mkdir(parents=True, exist_ok=True)
        seconds = _train(folder, name, config, options, say)
        note.write_text(json.dumps({"epochs": epochs, "seconds": round(seconds, 1)}), encoding="utf-8")
    kept = json.loads(note.read_text(encoding="utf-8"))
    found = StockModel(model, kept["epochs"], kept["seconds"])
    say(f"stock model, {found.label}: trained in {found.seconds:.0f} s ({asdict(found)['path'].name})")
    return found


def _train(folder: Path, name: str, config: str, options: list[str], say: Callable[[str], None]) -> float:
    settings, log = folder / f"{name}.yml", folder / f"{name}.log"
    settings.write_text(config, encoding="utf-8")
    command = [str(RASA), *options, "--config", str(settings), "--out", str(folder), "--fixed-model-name", name]
    began = time.monotonic()
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=rasa_without_us(), stdout=output, stderr=subprocess.STDOUT)
        try:
            _wait(process, began, log, say)
        finally:
            process.terminate()  # does nothing to a process that has ended
    if process.returncode != 0 or not (folder / f"{name}.tar.gz").exists():
        raise StockNotTrained(f"stock Rasa made no model, see {log}")
    return time.monotonic() - began


def _wait(process: subprocess.Popen[bytes], began: float, log: Path, say: Callable[[str], None]) -> None:
    while process.poll() is None and time.monotonic() - began < _LONGEST:
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=_SIGN_OF_LIFE)
        say(f"training stock Rasa: {time.monotonic() - began:.0f} s  {_progress(log)}")


def _progress(log: Path) -> str:
    """The end of Rasa's own progress bar."""
    lines = log.read_text(encoding="utf-8", errors="replace").replace("\r", "\n").splitlines()
    bars = [line for line in lines[-5:] if "Epochs" in line]
    return bars[-1].split("Epochs")[-1][:60] if bars else ""
