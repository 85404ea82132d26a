"""One question on the command line."""

from __future__ import annotations

from typing import Any, cast, get_args

import httpx

from answers.message import Language, Role, Turn
from answers.service import AnswerService
from api.settings import Settings
from knowledge_base.service import Catalogue, CatalogueEmpty
from storage.database import make_engine
from veiviser.prepare import load


class Problem(RuntimeError):
    """The question cannot be asked; the message says why."""


def answer(question: str, municipality: str | None, role: str, language: str) -> dict[str, Any]:
    """The reply as in the contract. Asks the running service; when none runs, the catalogue without a language model."""
    settings = Settings()
    try:
        return _through_gate(f"http://{settings.host}:{settings.port}/api/v1", question, municipality, role, language)
    except httpx.TransportError:
        return _alone(settings, question, municipality, role, language)


def _through_gate(base: str, question: str, municipality: str | None, role: str, language: str) -> dict[str, Any]:
    body = {"municipality": municipality, "role": role, "language": language}
    with httpx.Client(base_url=base, timeout=20) as client:
        started = client.post("/conversations", json={key: value for key, value in body.items() if value})
        if started.status_code != 201:
            raise Problem(started.json().get("detail", started.text))
        conversation = started.json()
        path = f"/conversations/{conversation['conversation_id']}"
        headers = {"Authorization": f"Bearer {conversation['token']}"}
        reply = client.post(f"{path}/messages", json={"text": question}, headers=headers)
        client.delete(path, headers=headers)
        if reply.status_code != 200:
            raise Problem(reply.json().get("detail", reply.text))
        return cast(dict[str, Any], reply.json())


def _alone(settings: Settings, question: str, municipality: str | None, role: str, language: str) -> dict[str, Any]:
    if role not in get_args(Role) or language not in get_args(Language):
        raise Problem("role is citizen, relative or staff; language is nb, nn or en")
    load()
    catalogue = Catalogue(make_engine(settings.database_url))
    place = catalogue.places.resolve(municipality) if municipality else None
    if municipality and place is None:
        known = ", ".join(item.slug for item in catalogue.places.choosable())
        raise Problem(f"unknown municipality {municipality}; known are {known}")
    turn = Turn(
        conversation_id="cli",
        text=question[:1000],
        municipality=place.slug if place else None,
        role=cast(Role, role),
        language=cast(Language, language),
    )
    try:
        return AnswerService(catalogue).answer_without_bot(turn).model_dump(mode="json")
    except CatalogueEmpty as error:
        raise Problem(str(error)) from error
