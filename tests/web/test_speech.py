"""A question spoken into the browser's microphone is heard, answered on the screen and said aloud; without a microphone one writes."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.postgres import free_port
from tests.service import address, running, wait_for
from tests.web.browser import BrowserMissing
from tests.web.chat import Chat
from tests.web.microphone import listen_to, played, spoken_file, talking_browser, wait_until_heard

pytestmark = [
    pytest.mark.browser,
    pytest.mark.stack,
    pytest.mark.skipif(not shutil.which("espeak-ng"), reason="espeak-ng is not installed"),
]
QUESTION = "Kan jeg få hverdagsrehabilitering?"
HEARD = "kan jeg få hverdags rehabilitering"
MEANT = "kan jeg få hverdagsrehabilitering"


@pytest.fixture(scope="module")
def talking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Browser, float]]:
    """A browser that the question is spoken into, and the seconds until it is said."""
    wav = tmp_path_factory.mktemp("microphone") / "question.wav"
    seconds = spoken_file(wav, QUESTION)
    try:
        with talking_browser(wav) as started:
            yield started, seconds
    except BrowserMissing as missing:
        if os.environ.get("VEIVISER_TEST_REQUIRE_BROWSER"):
            raise
        pytest.skip(str(missing))


@pytest.fixture(scope="module")
def scripted(
    service: str, service_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """A second gate of the service, whose recogniser hears the question as recognisers hear it, again and again."""
    own = service_environment | {"VEIVISER_PORT": str(free_port())}
    log = tmp_path_factory.mktemp("gate") / "log"
    with running(["-m", "tests.web.scripted_gate", *[HEARD] * 4], own, log) as process:
        wait_for(f"{address(own)}/readyz", process, log)
        yield address(own)


@contextmanager
def opened(browser: Browser, base: str) -> Iterator[Chat]:
    context = browser.new_context(base_url=base, locale="nb-NO", viewport={"width": 900, "height": 1000})
    context.set_default_timeout(20_000)
    listen_to(context)
    chat = Chat(context.new_page())
    chat.open()
    chat.choose("Melhus")
    try:
        yield chat
        assert chat.errors == []
        assert chat.hosts == {urlsplit(base).netloc}
    finally:
        context.close()


def speak(chat: Chat, seconds: float) -> None:
    """Presses the button, lets the file speak, and lets go."""
    chat.page.get_by_role("button", name="Snakk").click()
    done = chat.page.get_by_role("button", name="Ferdig")
    expect(done).to_be_visible()
    chat.page.wait_for_timeout(1000 * seconds + 500)
    done.click()


def expect_answered_aloud(chat: Chat) -> None:
    expect(chat.answers.last).to_contain_text("Hverdagsrehabilitering")
    expect(chat.answers.last).to_contain_text("Melhus")
    expect(chat.answers.last.get_by_text("Kilder og dato")).to_be_visible()
    wait_until_heard(chat.page)
    assert {piece["state"] for piece in played(chat.page)} == {"running"}


def test_a_spoken_question_stands_in_the_field_and_is_answered_aloud(
    talking: tuple[Browser, float], scripted: str
) -> None:
    browser, seconds = talking
    with opened(browser, scripted) as chat:
        speak(chat, seconds)
        expect(chat.field).to_have_value(MEANT)
        before = chat.answers.count()
        chat.field.press("Enter")
        expect(chat.answers).to_have_count(before + 1)
        expect(chat.said.last).to_contain_text(MEANT)
        expect_answered_aloud(chat)


def test_with_hands_free_a_pause_is_enough(talking: tuple[Browser, float], scripted: str) -> None:
    browser, _ = talking
    with opened(browser, scripted) as chat:
        chat.page.get_by_role("button", name="Snakk").click()
        chat.page.get_by_label("Hendene fri").check()
        expect(chat.page.get_by_role("button", name="Slutt å lytte")).to_be_visible()
        expect(chat.said.last).to_contain_text(MEANT)
        expect_answered_aloud(chat)


def test_the_real_recogniser_hears_and_what_it_heard_wrong_is_corrected(
    talking: tuple[Browser, float], service: str
) -> None:
    if not httpx.get(f"{service}/api/v1/voice", timeout=60).json()["available"]:
        pytest.skip("no recogniser: veiviser voice install")
    browser, seconds = talking
    with opened(browser, service) as chat:
        speak(chat, seconds)
        expect(chat.field).to_have_value(re.compile("^kan jeg ", re.IGNORECASE), timeout=60_000)
        chat.field.fill(QUESTION)
        before = chat.answers.count()
        chat.field.press("Enter")
        expect(chat.answers).to_have_count(before + 1)
        expect_answered_aloud(chat)


@pytest.mark.parametrize("fault", ["NotAllowedError", "NotFoundError", "NotReadableError"])
def test_without_a_microphone_it_is_said_and_one_writes(
    talking: tuple[Browser, float], scripted: str, fault: str
) -> None:
    browser, _ = talking
    with opened(browser, scripted) as chat:
        chat.page.evaluate(
            "name => { navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', name); }; }",
            fault,
        )
        chat.page.get_by_role("button", name="Snakk").click()
        expect(chat.page.get_by_text("Jeg får ikke brukt mikrofonen")).to_be_visible()
        expect(chat.page.get_by_role("button", name="Snakk")).to_be_visible()
        assert "Hverdagsrehabilitering" in chat.ask(QUESTION).inner_text()
        assert played(chat.page) == []
