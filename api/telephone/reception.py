"""Receives a caller: a seat or a reason why there is none, the conversation, the last words, and where the call goes then."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from uuid import UUID

from anyio.to_thread import run_sync

from api.gate import Gate
from api.logs import log, where
from api.problems import Problem
from api.telephone.after import AfterCalls
from api.telephone.assistant import TelephoneAssistant
from api.telephone.beginning import FIRST_LANGUAGE, Begun, begin
from api.telephone.call import Call, Patience
from api.telephone.ending import Ended, Why, for_a_person, last_words
from voice.commands import Command
from voice.detector import SileroDetector
from voice.session import VoiceSession
from voice.speaker import Speaker
from voice.telephone.connection import Connection, Gone
from voice.telephone.frames import BrokenFrame
from voice.telephone.line import TelephoneLine
from voice.utterances import Patience as Hearing
from voice.utterances import Utterances
from voice.wording import sentence

_PATIENCE = Hearing(partial=3.0, pause=0.4)
"""Nobody sees a partial transcript here: it is made for the safety rules only, and more of them would hold up the final one.

So would recognising ahead in each short pause of a caller who thinks while speaking.
"""
_INTRODUCTION_SECONDS, _LAST_WORDS_SECONDS = 5.0, 40.0


class Reception:
    """Shared by all calls."""

    def __init__(self, gate: Gate, after: AfterCalls, patience: Patience) -> None:
        self._gate, self._after, self._patience = gate, after, patience

    async def receive(self, connection: Connection) -> Why:
        """Takes one connection through its life. The exchange goes on with the caller when it ends."""
        try:
            call = await connection.introduction(_INTRODUCTION_SECONDS)
        except (Gone, BrokenFrame) as fault:
            log.warning("telephone_broken", reason=str(fault))
            await connection.close()
            return "broken"
        try:
            with self._gate.voice.seat(f"telephone {call}"):
                why, language, place = await self._talk(connection)
                await self._let_go(connection, call, why, language, place)
        except Problem as problem:
            why = "busy" if problem.slug == "voice-busy" else "broken"
            await self._let_go(connection, call, why, FIRST_LANGUAGE, None)
        return why

    async def _talk(self, connection: Connection) -> tuple[Why, str, str | None]:
        """Why it ended, in which language and about which place the caller spoke."""
        begun = await self._begin()
        if begun is None:
            return "out_of_order", FIRST_LANGUAGE, None
        assistant = TelephoneAssistant(self._gate, begun.conversation_id, FIRST_LANGUAGE, self._after.any)
        call = Call(connection, assistant, self._patience)
        session = await self._session(connection, call, assistant)
        why = await call.talk(session, begun.greeting, self._gate.settings.phone_longest)
        return why, assistant.language(), await assistant.municipality()

    async def _begin(self) -> Begun | None:
        """None when nothing can be heard or stored here now."""
        try:
            if await run_sync(lambda: self._gate.voice.faults):
                return None
            return await run_sync(begin, self._gate)
        except Exception as error:  # the database is away
            log.error("telephone_not_begun", error=type(error).__name__, where=where(error))
            return None

    async def _session(self, connection: Connection, call: Call, assistant: TelephoneAssistant) -> VoiceSession:
        desk = self._gate.voice
        session = VoiceSession(
            line=TelephoneLine(connection.send, call.happened),
            assistant=assistant,
            recogniser=desk.engines.recogniser,
            voice=desk.engines.voice,
            repairer=await run_sync(lambda: desk.repairer),
            utterances=Utterances(SileroDetector(), _PATIENCE),
            screen=False,
        )
        session.own = self._own(session, assistant)
        return session

    def _own(
        self, session: VoiceSession, assistant: TelephoneAssistant
    ) -> dict[Command, Callable[[], Awaitable[None]]]:
        """What only a telephone can do."""

        async def person() -> None:
            if self._after.target(await assistant.municipality()):
                raise Ended("transfer")
            await session.send(sentence("ask_for_person", assistant.language(), screen=False))

        async def goodbye() -> None:
            raise Ended("goodbye")

        return {"person": person, "goodbye": goodbye}

    async def _let_go(self, connection: Connection, call: UUID, why: Why, language: str, place: str | None) -> None:
        """The last words; then the exchange goes on, by what it asks of `after`."""
        goes_on = for_a_person(why) and bool(self._after.target(place))
        if goes_on:
            self._after.put_through(call, place)
        keys = last_words(why, goes_on)
        if keys:
            await self._announce(connection, [(sentence(key, language, screen=False), language) for key in keys])
        await connection.close()

    async def _announce(self, connection: Connection, pieces: list[tuple[str, str]]) -> None:
        """Says the pieces to who still listens."""
        speaker = Speaker(
            TelephoneLine(connection.send, lambda _kind: None), self._gate.voice.engines.voice, screen=False
        )
        speaker.say(pieces)
        said, left = asyncio.create_task(speaker.finished()), asyncio.create_task(_until_gone(connection))
        try:
            await asyncio.wait({said, left}, timeout=_LAST_WORDS_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (said, left):
                task.cancel()
            await speaker.hush()


async def _until_gone(connection: Connection) -> None:
    with suppress(Gone, BrokenFrame):
        async for _ in connection.frames():
            pass
