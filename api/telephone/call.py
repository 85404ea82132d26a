"""One call, from the greeting to the reason why it ended.

One task reads the socket, one hears and answers, so that keys stop the voice and hanging up counts also while an answer is made.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import numpy as np
from anyio.to_thread import run_sync

from api.logs import log, where
from api.telephone.assistant import TelephoneAssistant
from api.telephone.ending import Ended, Why
from voice.audio import HEARING_RATE
from voice.session import VoiceSession
from voice.telephone.connection import Connection, Gone
from voice.telephone.frames import RATE, BrokenFrame, Kind
from voice.telephone.keypad import Chosen, Entered, Keypad
from voice.telephone.rates import ToHearing
from voice.wording import sentence

_MOST_WAITING = 500
"""Frames, ten seconds: of what comes while we are busy longer than that, the oldest is let go."""


@dataclass(frozen=True)
class Patience:
    """`silence`: seconds of heard silence until we ask; after `asked` times in vain we hang up.

    `unheard`: utterances in a row without a word in them, until we give up.
    """

    silence: float = 12.0
    asked: int = 2
    unheard: int = 3


class Call:
    """A conversation over one connection."""

    def __init__(self, connection: Connection, assistant: TelephoneAssistant, patience: Patience) -> None:
        self._connection, self._assistant, self._patience = connection, assistant, patience
        self._waiting: asyncio.Queue[bytes | str] = asyncio.Queue(_MOST_WAITING)
        self._keypad, self._to_hearing = Keypad(), ToHearing()
        self._silent = 0.0
        self._asked = self._unheard = 0

    def happened(self, kind: str) -> None:
        """An event of the line: what it tells about whether we understand each other."""
        if kind == "speech":
            self._asked = 0
        elif kind == "nothing":
            self._unheard += 1
        elif kind in ("answer", "confirm"):
            self._unheard = 0

    async def talk(self, session: VoiceSession, greeting: str, longest: float) -> Why:
        """Until one of both sides ends it, or `longest` seconds. Nothing of it is left running, also when it is cancelled."""
        both = [asyncio.create_task(self._listen(session)), asyncio.create_task(self._converse(session, greeting))]
        try:
            done, _ = await asyncio.wait(both, timeout=longest, return_when=asyncio.FIRST_COMPLETED)
            return _reason(done.pop()) if done else "too_long"
        finally:
            for task in both:
                task.cancel()
            await asyncio.gather(*both, return_exceptions=True)
            await session.close()

    async def _listen(self, session: VoiceSession) -> None:
        try:
            async for frame in self._connection.frames():
                if frame.kind is Kind.SOUND:
                    self._keep(frame.payload)
                elif frame.kind is Kind.KEY:
                    await session.hush()
                    self._keep(frame.payload.decode("latin-1"))
                else:
                    raise Ended("broken")
        except Gone:
            raise Ended("gone") from None
        except BrokenFrame as broken:
            log.warning("telephone_broken", reason=str(broken))
            raise Ended("broken") from None
        raise Ended("hung_up")

    def _keep(self, item: bytes | str) -> None:
        if self._waiting.full():
            self._waiting.get_nowait()
        self._waiting.put_nowait(item)

    async def _converse(self, session: VoiceSession, greeting: str) -> None:
        english = sentence("english", "en", screen=False)
        session.speaker.say([(greeting, self._assistant.language()), (english, "en")])
        # Beside the greeting: whoever speaks at once must stop it at once.
        warming = asyncio.create_task(_warm(session))
        try:
            while True:
                await self._next(session)
        finally:
            warming.cancel()

    async def _next(self, session: VoiceSession) -> None:
        item = await self._waiting.get()
        if isinstance(item, str):
            await self._press(session, item)
        else:
            await session.hear(self._to_hearing.feed(item))
            await session.settled()
            self._judge(session, len(item) / 2 / RATE)

    async def _press(self, session: VoiceSession, key: str) -> None:
        self._asked = self._unheard = 0
        match self._keypad.press(key, session.waits_for):
            case Chosen(number):
                await session.choose(number)
            case Entered(digits):
                await session.send(digits)
            case "repeat":
                await session.obey("repeat")
            case "english":
                await session.send("English")
            case "person":
                await session.obey("person")
            case _:  # the voice was stopped already
                pass

    def _judge(self, session: VoiceSession, seconds: float) -> None:
        """Asks who says nothing for long; ends what leads nowhere."""
        if self._unheard >= self._patience.unheard:
            raise Ended("unheard")
        self._silent = self._silent + seconds if session.idle else 0.0
        if self._silent < self._patience.silence:
            return
        self._silent, self._asked = 0.0, self._asked + 1
        if self._asked > self._patience.asked:
            raise Ended("silent")
        language = self._assistant.language()
        session.speaker.say([(sentence("are_you_there", language, screen=False), language)], keep=False)


async def _warm(session: VoiceSession) -> None:
    """The model is there when the first words have been said; it is let go of when nobody rings for long."""
    silence = np.zeros(HEARING_RATE // 2, np.float32)
    try:
        await run_sync(session.recogniser.transcribe, silence, "nb", True)
    except Exception as error:  # the first words will tell
        log.warning("telephone_not_warm", error=type(error).__name__, where=where(error))


def _reason(task: asyncio.Task[None]) -> Why:
    """Why a task ended that only ends by raising."""
    error = task.exception()
    if isinstance(error, Ended):
        return error.why
    if error is not None:
        log.error("telephone_failed", error=type(error).__name__, where=where(error))
    return "internal"
