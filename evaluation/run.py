"""Asks the running service everything, over HTTP and by the public contract alone."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx

from evaluation.cases import Dialogue, Question, Turn

_TIMEOUT = 20.0
_TOO_MANY, _TRIES = 429, 70


class NotRunning(RuntimeError):
    """No service answers; the message says how to start one."""


@dataclass(frozen=True)
class Answer:
    """The last Message of a reply as the contract has it, and the HTTP status. A refused message has an empty one."""

    status: int
    message: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The words of the answer."""
        return str(self.message.get("text", ""))

    @property
    def kind(self) -> str:
        """The kind of the answer; empty when there is none."""
        return str(self.message.get("kind", ""))

    @property
    def entry_ids(self) -> list[str]:
        """Ids of the entries shown, best first."""
        return [entry["id"] for entry in self.message.get("entries", [])]

    @property
    def waits_for(self) -> str:
        """The slot that is asked for, or "nothing"."""
        return str((self.message.get("asks") or {}).get("slot", "nothing"))


def _post(http: httpx.Client, path: str, body: dict[str, str], headers: dict[str, str]) -> httpx.Response:
    """Posts, and waits as long as the service asks for where it has been asked too much: the suite is faster than its limits."""
    for _ in range(_TRIES):
        reply = http.post(path, json=body, headers=headers)
        if reply.status_code != _TOO_MANY:
            break
        time.sleep(float(reply.headers.get("Retry-After") or 1))
    return reply


@dataclass
class Talk:
    """One conversation. The language is never set: finding it out is part of what is measured."""

    http: httpx.Client
    path: str
    headers: dict[str, str]
    last: Answer = field(default_factory=lambda: Answer(200))

    def take(self, turn: Turn) -> Answer:
        """Does what the turn says. A button that is not shown counts as refused (status 0), not as an error of ours."""
        if turn.say is not None:
            return self.send(text=turn.say * turn.times, message_id=str(uuid4()))
        shown = {button["title"]: button["id"] for button in self.last.message.get("buttons", [])}
        return self.send(button=shown[turn.press]) if turn.press in shown else Answer(0)

    def send(self, **body: str) -> Answer:
        """Sends one message and keeps the answer for the next turn's buttons."""
        reply = _post(self.http, f"{self.path}/messages", body, self.headers)
        messages = reply.json()["messages"] if reply.status_code == 200 else [{}]
        self.last = Answer(reply.status_code, messages[-1])
        return self.last


@contextmanager
def _talk(http: httpx.Client, municipality: str | None, role: str) -> Iterator[Talk]:
    body = {"role": role} | ({"municipality": municipality} if municipality else {})
    started = _post(http, "/conversations", body, {})
    started.raise_for_status()
    path = f"/conversations/{started.json()['conversation_id']}"
    headers = {"Authorization": f"Bearer {started.json()['token']}"}
    try:
        yield Talk(http, path, headers)
    finally:
        http.delete(path, headers=headers)


def require_running(base: str) -> None:
    """Raises NotRunning when nothing answers real questions at `base`."""
    try:
        ready = httpx.get(f"{base}/readyz", timeout=_TIMEOUT).status_code == 200
    except httpx.TransportError:
        ready = False
    if not ready:
        raise NotRunning(f"No service answers at {base}. Start it with `make run` and run this again.")


def ask_questions(base: str, questions: Iterable[Question]) -> list[tuple[Question, Answer]]:
    """Every question with its answer, each in a new conversation that is erased afterwards."""
    asked = []
    with httpx.Client(base_url=f"{base}/api/v1", timeout=_TIMEOUT) as http:
        for question in questions:
            with _talk(http, question.municipality, question.asker) as talk:
                asked.append((question, talk.send(text=question.text, message_id=str(uuid4()))))
    return asked


def hold_dialogues(base: str, dialogues: Iterable[Dialogue]) -> list[tuple[Dialogue, list[Answer]]]:
    """Every dialogue with the answers to its turns."""
    held = []
    with httpx.Client(base_url=f"{base}/api/v1", timeout=_TIMEOUT) as http:
        for dialogue in dialogues:
            with _talk(http, dialogue.municipality, dialogue.asker) as talk:
                held.append((dialogue, [talk.take(turn) for turn in dialogue.turns]))
    return held
