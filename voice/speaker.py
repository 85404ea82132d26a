"""What is said aloud: sentence by sentence, stopped at once, said again, slower, spelled, and on a telephone in portions."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from anyio.to_thread import run_sync

from voice.audio import Sound
from voice.commands import spelled
from voice.ports import Line
from voice.spoken.digits import has_number
from voice.spoken.form import to_speech
from voice.tts.base import NoVoice, TextToSpeech
from voice.wording import sentence

_SLOWER, _FASTER, _SLOWEST, _FASTEST = 0.8, 1.25, 0.5, 1.6
_PORTION = 3
"""Sentences that an ear takes in one go."""

Piece: TypeAlias = tuple[str, str]
"""A text and its language."""


@dataclass
class Speaker:
    """The voice of one conversation.

    `screen`: what is said can be read too. Without one, numbers are said slowly and long answers in portions.
    """

    line: Line
    voice: TextToSpeech
    screen: bool = True
    pace: float = 1.0
    _last: list[Piece] = field(default_factory=list)
    _rest: list[Piece] = field(default_factory=list)
    _task: asyncio.Task[None] | None = None

    @property
    def speaking(self) -> bool:
        """Whether something is being said."""
        return self._task is not None and not self._task.done()

    @property
    def has_more(self) -> bool:
        """Whether the rest of a long answer waits to be asked for."""
        return bool(self._rest)

    def say(self, pieces: Sequence[Piece], keep: bool = True) -> None:
        """Begins to say the pieces instead of what is being said. `keep`: they are what is said again when somebody asks."""
        if self._task is not None:
            self._task.cancel()
        if keep:
            self._last, self._rest = [*pieces], []
        self._task = asyncio.create_task(self._speak(pieces))

    def answer(self, texts: Sequence[str], closing: Sequence[str], language: str, whole: bool = False) -> None:
        """Says an answer. `closing` (the choices) comes last also when the rest of a long answer waits to be asked for.

        `whole`: it must not be cut. A question with which an answer ends is always asked.
        """
        if self.screen:
            self.say([(text, language) for text in (*texts, *closing)])
            return
        sentences = [part for part, _ in _parts([(text, language) for text in texts])]
        if whole or len(sentences) <= _PORTION + 1:
            self.say([(text, language) for text in (*sentences, *closing)])
            return
        now, rest, question = _cut(sentences)
        more = [sentence("more", language, screen=False)] if rest else []
        self.say([(text, language) for text in (*now, *more, *question, *closing)])
        self._rest = [(text, language) for text in rest]

    def go_on(self) -> None:
        """Says the next portion of a long answer, if there is one."""
        if not self._rest:
            return
        now, rest = self._rest[:_PORTION], self._rest[_PORTION:]
        language = now[0][1]
        self.say([*now, *([(sentence("more", language, screen=False), language)] if rest else [])])
        self._rest = rest

    def again(self, language: str, spell: bool = False) -> None:
        """Says the last thing once more, or spells its first sentence."""
        if not self._last:
            self.say([(sentence("nothing_to_repeat", language), language)], keep=False)
        elif spell:
            self.say([(spelled(self._last[0][0].split(".")[0]), language)], keep=False)
        else:
            self.say(self._last, keep=False)

    def slower(self) -> None:
        """From now on, down to half of the normal pace."""
        self.pace = max(_SLOWEST, self.pace * _SLOWER)

    def faster(self) -> None:
        """From now on."""
        self.pace = min(_FASTEST, self.pace * _FASTER)

    async def hush(self) -> bool:
        """Stops speaking. Whether there was anything to stop."""
        task, self._task = self._task, None
        if task is None or task.done():
            return False
        task.cancel()
        await asyncio.wait([task])  # awaiting the task itself would swallow our own cancelling
        return True

    async def finished(self) -> None:
        """Waits until all is said."""
        if self._task is not None:
            await asyncio.wait([self._task])

    async def _speak(self, pieces: Sequence[Piece]) -> None:
        """The next sentence is made while one is heard. Without a voice the text is on the screen all the same."""
        ahead: asyncio.Task[Sound] | None = None
        try:
            parts = _parts(pieces)
            for number, part in enumerate(parts):
                sound = await (ahead or self._begin(part))
                ahead = self._begin(parts[number + 1]) if number + 1 < len(parts) else None
                await self.line.sound(sound)
            await self.line.event("spoken")
        except NoVoice:
            await self.line.event("voiceless")
        finally:
            if ahead is not None:
                ahead.cancel()

    def _begin(self, part: Piece) -> asyncio.Task[Sound]:
        task = asyncio.create_task(self._make(*part))
        task.add_done_callback(
            lambda done: done.cancelled() or done.exception()
        )  # a voice that fails for nobody is no error
        return task

    async def _make(self, part: str, language: str) -> Sound:
        slow = not self.screen and has_number(part)
        pace = max(_SLOWEST, self.pace * _SLOWER) if slow else self.pace
        return await run_sync(self.voice.say, part, language, pace)


def _cut(sentences: list[str]) -> tuple[list[str], list[str], list[str]]:
    """The first portion, the rest, and from the last question on, when it is beyond the first portion."""
    asks = [number for number, text in enumerate(sentences) if text.endswith("?") and number >= _PORTION]
    end = asks[-1] if asks else len(sentences)
    return sentences[:_PORTION], sentences[_PORTION:end], sentences[end:]


def _parts(pieces: Sequence[Piece]) -> list[Piece]:
    """Sentences in spoken form, each with its language."""
    parts = []
    for text, language in pieces:
        spoken = language if language in ("nb", "nn", "en") else "nb"
        parts += [(part, language) for part in _sentences(to_speech(text, spoken))]  # type: ignore[arg-type]
    return parts


def _sentences(text: str) -> list[str]:
    """The sentences of a text, each with its sign; what goes on with a small letter is no new one."""
    found, begin = [], 0
    for at, sign in enumerate(text):
        if sign in ".!?" and text[at + 1 : at + 2] in ("", " ", "\n") and not text[at + 1 :].lstrip()[:1].islower():
            found.append(text[begin : at + 1].strip())
            begin = at + 1
    return [part for part in [*found, text[begin:].strip()] if part.strip(" .")]
