"""A microphone that a file speaks into, and ears that note what the page plays."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.web.browser import chromium
from voice.audio import Sound
from voice.tts.espeak import EspeakVoice

BEFORE, AFTER = 1.5, 3.0
"""Seconds of silence around the words: until the page listens, and until a pause has ended the turn."""
_NOTE_PLAYED = """
window.played = [];
const start = AudioBufferSourceNode.prototype.start;
AudioBufferSourceNode.prototype.start = function (...when) {
  const samples = this.buffer.getChannelData(0);
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  const piece = { seconds: this.buffer.duration, loudest, state: this.context.state, ended: false };
  window.played.push(piece);
  this.addEventListener("ended", () => (piece.ended = true));
  return start.apply(this, when);
};
"""


def spoken_file(path: Path, text: str) -> float:
    """Writes espeak-ng saying the text, with silence around it. The seconds until the words end. Raises NoVoice."""
    sound = EspeakVoice().say(text, "nb")
    silence = [bytes(round(seconds * sound.rate) * 2) for seconds in (BEFORE, AFTER)]
    path.write_bytes(Sound(silence[0] + sound.pcm + silence[1], sound.rate).wav())
    return BEFORE + sound.seconds


@contextmanager
def talking_browser(wav: Path) -> Iterator[Browser]:
    """Chromium whose microphone hears the file once from the moment that a page asks for it. Raises BrowserMissing."""
    with chromium(
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-audio-capture={wav}%noloop",
    ) as browser:
        yield browser


def listen_to(context: BrowserContext) -> None:
    """From now on pages of the context keep what they play."""
    context.add_init_script(_NOTE_PLAYED)


def played(page: Page) -> list[dict[str, Any]]:
    """Each piece: `seconds`, `loudest` 0..1, `state` of the sound system, `ended`."""
    pieces: list[dict[str, Any]] = page.evaluate("window.played")
    return pieces


def wait_until_heard(page: Page, seconds: float = 60.0) -> None:
    """Returns when a piece of real sound was played to its end. Raises AssertionError. (The page's own rules forbid to wait in it.)"""
    for _ in range(round(seconds * 10)):
        if any(piece["ended"] and piece["seconds"] > 0.3 and piece["loudest"] > 0.05 for piece in played(page)):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"nothing was heard: {played(page)}")
