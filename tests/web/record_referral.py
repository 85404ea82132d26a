"""`python -m tests.web.record_referral URL docs/referral`: three cases from the chat to a coordinator, as pictures.

Needs a running service in development. Each person writes in the chat and confirms; a caseworker receives the case and appoints a
coordinator; the person asks in the chat how it goes. Every step is checked: a run that stops early raises.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, Response, expect

from tests.web.browser import chromium

_REFERENCE, _CODE = re.compile(r"V-[0-9A-Z]{4}-[0-9A-Z]{4}"), re.compile(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}\b")
_VIEW = {"width": 900, "height": 1000}
_MOST_QUESTIONS = 20


@dataclass(frozen=True)
class Person:
    """Who writes: what they choose on the page, their first words, and what they answer per question (all else is skipped)."""

    name: str
    locale: str
    role: str
    language: str
    first: str
    answers: dict[str, str]
    skip: str
    confirm: str
    how: str
    coordinator: str
    told: bool = True
    """A relative who only gives information is not told what comes of it."""


PEOPLE = (
    Person(
        "citizen",
        "nb-NO",
        "citizen",
        "nb",
        "Jeg vil søke om hverdagsrehabilitering",
        {
            "for_whom": "meg selv", "name": "Åse Ødegård", "phone": "70 16 20 00", "birth_year": "1948",
            "need": "Jeg har hatt slag og klarer ikke trappa hjemme.", "important": "Å komme ut i hagen", "consent": "ja",
        },
        "hopp over",
        "ja, send",
        "Hvordan går det med saken",
        "Per Hansen",
    ),
    Person(
        "relative",
        "nn-NO",
        "relative",
        "nn",
        "Eg vil melde frå om at mor treng hjelp heime",
        {
            "for_whom": "ein annan i familien", "person_name": "Borghild Li", "person_birth_year": "1941", "informed": "ja",
            "need": "Ho har falle tre gonger og gløymer medisinane.", "name": "Guro Li", "phone": "91 23 45 67", "consent": "ja",
        },
        "hopp over",
        "ja, send",
        "Korleis går det med saka",
        "Kari Moe",
        told=False,
    ),
    Person(
        "nurse",
        "nb-NO",
        "staff",
        "nb",
        "Jeg vil henvise en pasient som skrives ut fredag",
        {
            "for_whom": "en pasient", "person_name": "Nils Vik", "person_birth_year": "1956", "informed": "ja", "name": "Nora Dahl",
            "profession": "sykepleier", "organisation": "Slagposten", "phone": "70 10 50 00", "discharge_on": "fredag",
            "need": "Lett hjerneslag, trenger rehabilitering hjemme.", "consent": "ja",
        },
        "hopp over",
        "ja, send",
        "Hvordan går det med saken",
        "Siri Berg",
    ),
)  # fmt: skip


class Chat:
    """The chat page; knows what the assistant waits for, from the answers that the page got."""

    def __init__(self, page: Page, person: Person) -> None:
        self.page, self.person = page, person
        self.waits_for: str | None = None
        page.on("response", self._note)

    def _note(self, response: Response) -> None:
        if response.url.endswith("/messages") and response.ok:
            asks = response.json()["messages"][-1]["asks"]
            self.waits_for = asks["slot"] if asks else None

    def open(self, url: str) -> None:
        """The page in the person's language, for Ålesund and their role."""
        self.page.goto(url)
        self.page.locator("#vv-language").select_option(self.person.language)
        self.page.locator("#vv-role").select_option(self.person.role)
        self.page.locator("#vv-municipality").select_option("alesund")
        expect(self.page.locator(".vv-assistant").last).to_be_visible()
        self.page.wait_for_timeout(800)

    def say(self, text: str) -> str:
        """Sends and gives back the answer's text."""
        field = self.page.locator("#vv-input")
        field.fill(text)
        with self.page.expect_response(lambda response: response.url.endswith("/messages")):
            field.press("Enter")
        expect(self.page.locator(".vv-state")).to_have_text("")
        return self.page.locator(".vv-assistant").last.inner_text()

    def fill_in(self) -> None:
        """Answers until the summary waits for a yes."""
        self.say(self.person.first)
        for _ in range(_MOST_QUESTIONS):
            if self.waits_for == "confirm":
                return
            self.say(self.person.answers.get(self.waits_for or "", self.person.skip))
        raise AssertionError(f"still asked for {self.waits_for}")


def record(browser: Browser, url: str, folder: Path, person: Person) -> None:
    """One person's case, four pictures."""
    page = browser.new_context(base_url=url, locale=person.locale, viewport=_VIEW).new_page()
    chat = Chat(page, person)
    chat.open("/")
    chat.fill_in()
    page.screenshot(path=folder / f"{person.name}-1-summary.png")
    receipt = chat.say(person.confirm)
    reference, code = _REFERENCE.search(receipt), _CODE.search(receipt)
    assert reference is not None and code is not None, receipt
    page.screenshot(path=folder / f"{person.name}-2-receipt.png")
    _handle(browser, url, folder, person, reference[0])
    status = chat.say(f"{person.how} {reference[0]} {code[0]}?")
    assert (person.coordinator in status) is person.told, status
    page.screenshot(path=folder / f"{person.name}-4-status.png")
    page.context.close()


def _handle(browser: Browser, url: str, folder: Path, person: Person, reference: str) -> None:
    page = browser.new_context(base_url=url, locale="nb-NO", viewport=_VIEW).new_page()
    page.goto("/ansatt")
    page.get_by_role("button", name="Kari Saksbehandler").click()
    page.get_by_role("link", name=reference).click()
    page.get_by_role("button", name="Bekreft mottatt").click()
    page.get_by_text("Oppnevn koordinator", exact=True).first.click()
    page.get_by_label("Navnet på koordinatoren").fill(person.coordinator)
    page.get_by_role("button", name="Oppnevn", exact=True).click()
    expect(page.get_by_text(person.coordinator).first).to_be_visible()
    page.screenshot(path=folder / f"{person.name}-3-inbox.png", full_page=True)
    page.context.close()


def main(url: str, folder: Path) -> None:
    """All three."""
    folder.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for person in PEOPLE:
            record(browser, url, folder, person)
            sys.stdout.write(f"{person.name}: from the chat to the coordinator\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], Path(sys.argv[2]))
