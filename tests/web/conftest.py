"""A real browser over the running service. No test may end with an error on the console or a request to another host."""

import os
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from tests.web.browser import BrowserMissing, chromium
from tests.web.chat import Chat


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for one module: Playwright's loop would stand in the way of other modules' asynchronous tests.

    Skips where none is installed, unless VEIVISER_TEST_REQUIRE_BROWSER is set.
    """
    try:
        with chromium() as started:
            yield started
    except BrowserMissing as missing:
        if os.environ.get("VEIVISER_TEST_REQUIRE_BROWSER"):
            raise
        pytest.skip(str(missing))


@pytest.fixture
def chat(browser: Browser, service: str) -> Iterator[Chat]:
    """The page, opened by a Norwegian browser, with nothing remembered from before."""
    context = browser.new_context(base_url=service, locale="nb-NO", viewport={"width": 900, "height": 1000})
    context.set_default_timeout(10_000)
    opened = Chat(context.new_page())
    opened.open()
    yield opened
    context.close()
    assert opened.errors == []
    assert opened.hosts == {urlsplit(service).netloc}
