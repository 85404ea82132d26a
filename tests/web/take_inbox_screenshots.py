"""`python -m tests.web.take_inbox_screenshots docs/inbox`: pictures of the staff pages with made-up cases."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.web.browser import chromium
from tests.web.inbox_server import Inbox, running_inbox

_WIDE, _NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 700}


def take_all(folder: Path) -> None:
    """One picture a page."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made, running_inbox(Path(made)) as inbox, chromium() as browser:
        _handling(browser, inbox, folder)
        _leading(browser, inbox, folder)
        _auditing(browser, inbox, folder)


def _handling(browser: Browser, inbox: Inbox, folder: Path) -> None:
    page = browser.new_context(base_url=inbox.url, locale="nb-NO", viewport=_WIDE).new_page()
    page.goto("/ansatt")
    _picture(page, folder / "login.png")
    page.get_by_role("button", name="Kari Saksbehandler").click()
    _picture(page, folder / "list.png")
    page.get_by_role("link", name=inbox.cases["new"]).click()
    _picture(page, folder / "case.png")
    page.set_viewport_size(_NARROW)
    _picture(page, folder / "case-narrow.png")
    page.set_viewport_size(_WIDE)
    page.goto("/ansatt/leveringer")
    _picture(page, folder / "deliveries.png")
    page.get_by_role("link", name="Nynorsk").click()
    page.goto("/ansatt/saker")
    page.get_by_role("link", name=inbox.cases["assessed"]).click()
    page.get_by_text("Avslå", exact=True).first.click()
    page.get_by_role("button", name="Avslå").click()
    _picture(page, folder / "case-fault.png")
    page.context.close()


def _leading(browser: Browser, inbox: Inbox, folder: Path) -> None:
    page = browser.new_context(base_url=inbox.url, locale="nb-NO", viewport=_WIDE).new_page()
    page.goto("/ansatt/tall")
    page.get_by_role("button", name="Liv Leder").click()
    _picture(page, folder / "numbers.png")
    page.context.close()


def _auditing(browser: Browser, inbox: Inbox, folder: Path) -> None:
    page = browser.new_context(base_url=inbox.url, locale="nb-NO", viewport=_WIDE).new_page()
    page.goto("/ansatt/logg")
    page.get_by_role("button", name="Rolf Revisor").click()
    page.get_by_role("button", name="Kontroller at loggen er hel").click()
    page.screenshot(path=folder / "log.png")
    page.context.close()


def _picture(page: Page, target: Path) -> None:
    page.screenshot(path=target, full_page=True)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    take_all(Path(sys.argv[1]))
