"""What the contract demands of a reply beyond its shape. Checked before anything leaves the house."""

from __future__ import annotations

import re

from answers.message import Message, Reply

MAX_MESSAGES, MAX_TEXT, MAX_CHOICES = 6, 8_000, 12
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_TEMPLATE_LEFTOVER = re.compile(r"\{[a-z_]+\}")


def broken_rule(reply: Reply) -> str | None:
    """The name of the first rule that a reply breaks, None when it may leave."""
    if not 1 <= len(reply.messages) <= MAX_MESSAGES:
        return "number of messages"
    return next((rule for message in reply.messages if (rule := _broken_in(message)) is not None), None)


def _broken_in(message: Message) -> str | None:
    if not message.text.strip() or len(message.text) > MAX_TEXT:
        return "text length"
    if _CONTROL.search(message.text) or _TEMPLATE_LEFTOVER.search(message.text):
        return "text is not plain"
    if len(message.choices) > MAX_CHOICES or not all(choice.title.strip() for choice in message.choices):
        return "buttons"
    if not all(choice.payload.startswith("/") for choice in message.choices):
        return "button payload"
    if any(first < 1 or last < first for first, last in (source.lines for source in message.sources)):
        return "source lines"
    return None
