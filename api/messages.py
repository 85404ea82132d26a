"""From the house's Message to the public one: buttons get ids, voice gets words to be heard."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from answers.message import Channel, Message
from api.schemas import Button, PublicMessage
from api.voice.hearing import worded_for_the_ear_alone


@dataclass(frozen=True)
class MintedButton:
    """A button of one conversation: the id goes out, the payload stays."""

    id: str
    title: str
    payload: str


def publish(messages: list[Message], channel: Channel) -> tuple[list[PublicMessage], list[MintedButton]]:
    """The public messages, and the buttons to remember for them."""
    minted: list[MintedButton] = []
    published = []
    for message in messages:
        buttons = [MintedButton(secrets.token_urlsafe(12), choice.title, choice.payload) for choice in message.choices]
        minted.extend(buttons)
        published.append(_public(message, buttons, channel))
    return published, minted


def _public(message: Message, buttons: list[MintedButton], channel: Channel) -> PublicMessage:
    return PublicMessage(
        text=message.text,
        spoken=(message.spoken or worded_for_the_ear_alone(message)) if channel == "voice" else None,
        language=message.language,
        kind=message.kind,
        entries=message.entries,
        sources=message.sources,
        buttons=[Button(id=button.id, title=button.title) for button in buttons],
        asks=message.asks,
    )
