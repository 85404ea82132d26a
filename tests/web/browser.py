"""Chromium as the machine has it installed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome")


class BrowserMissing(RuntimeError):
    """None is installed."""


@contextmanager
def chromium(*arguments: str) -> Iterator[Browser]:
    """A running browser, with more of Chromium's own arguments. Raises BrowserMissing."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        raise BrowserMissing(f"None of {', '.join(_NAMES)} is installed. Install Debian's package chromium.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", *arguments])
        try:
            yield browser
        finally:
            browser.close()
