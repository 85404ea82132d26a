"""The chat page as a person meets it: roles and names, keys, and what stands in the log."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Locator, Page, Request, expect

WELCOME = 1
"""How many answers stand in the log before anything is asked."""


@dataclass
class Chat:
    """One page. `errors` are what the browser complained about, `hosts` whom it asked for anything."""

    page: Page
    errors: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.page.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", self._on_request)

    def open(self) -> None:
        """Opens the page and waits until the chat has greeted."""
        self.page.goto("/")
        expect(self.answers).to_have_count(WELCOME)

    @property
    def log(self) -> Locator:
        """Where the conversation stands."""
        return self.page.get_by_role("log")

    @property
    def answers(self) -> Locator:
        """The assistant's bubbles."""
        return self.log.locator(".vv-assistant")

    @property
    def said(self) -> Locator:
        """The person's bubbles."""
        return self.log.locator(".vv-person")

    @property
    def field(self) -> Locator:
        """The field to write in."""
        return self.page.get_by_label("Skriv spørsmålet ditt")

    @property
    def municipality(self) -> Locator:
        """The choice of municipality."""
        return self.page.get_by_label("Kommune")

    def choose(self, municipality: str) -> None:
        """Chooses a municipality and waits for the greeting that names it."""
        self.municipality.select_option(label=municipality)
        expect(self.answers.last).to_contain_text(municipality)

    def ask(self, text: str) -> Locator:
        """Writes, sends with Enter and waits. Returns the answer's bubble."""
        before = self.answers.count()
        self.field.fill(text)
        self.field.press("Enter")
        expect(self.answers).to_have_count(before + 1)
        return self.answers.last

    def tab_to(self, target: Locator, key: str = "Tab") -> None:
        """Presses the key until the target has the focus, as somebody without a mouse does."""
        for _ in range(60):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"{target} cannot be reached with {key}")

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.errors.append(message.text)

    def _on_request(self, request: Request) -> None:
        self.hosts.add(urlsplit(request.url).netloc)
