"""`python -m tests.web.take_screenshot docs/chat.png`: a picture of a real answer of the service at http://127.0.0.1:8000."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import expect

from tests.web.browser import chromium
from tests.web.chat import Chat

SERVICE = "http://127.0.0.1:8000"
MUNICIPALITY = "Ålesund"
QUESTION = "pappa har hatt slag og kommer hjem fredag, hvem hjelper oss?"


def take(target: Path) -> None:
    """Asks the question in a conversation of its own, takes the picture and erases the conversation."""
    with chromium() as browser:
        context = browser.new_context(base_url=SERVICE, locale="nb-NO", viewport={"width": 900, "height": 1000})
        chat = Chat(context.new_page())
        chat.open()
        chat.choose(MUNICIPALITY)
        chat.ask(QUESTION)
        chat.said.last.evaluate("bubble => bubble.scrollIntoView({ block: 'start' })")
        chat.page.screenshot(path=target)
        chat.page.get_by_role("button", name="Slett samtalen").click()
        expect(chat.said).to_have_count(0)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    take(Path(sys.argv[1]))
