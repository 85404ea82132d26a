"""The form pages in a browser without JavaScript, by keyboard, checked with axe; and the same form in the chat."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.web.chat import Chat

pytestmark = [pytest.mark.browser, pytest.mark.stack]

NEED = "Mor har falt tre ganger og bor alene"
_LEAST_TARGET = 44


@pytest.fixture
def page(browser: Browser, service: str) -> Iterator[Page]:
    """A page of a browser that runs no script."""
    context = browser.new_context(base_url=service, locale="nb-NO", java_script_enabled=False)
    context.set_default_timeout(10_000)
    hosts: set[str] = set()
    opened = context.new_page()
    opened.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    yield opened
    context.close()
    assert hosts <= {urlsplit(service).netloc}


@pytest.fixture
def scripted(browser: Browser, service: str) -> Iterator[Page]:
    """The same pages for axe, which is a script."""
    context = browser.new_context(base_url=service, locale="nb-NO", bypass_csp=True)
    yield context.new_page()
    context.close()


def begin(page: Page) -> None:
    """From the first page to the sheet of a report about a relative in Ålesund."""
    page.goto("/melding")
    page.get_by_label("Melding om mulig behov").check()
    page.get_by_label("En annen i familien eller en venn").check()
    page.get_by_label("Ålesund").check()
    page.get_by_role("button", name="Neste").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Melding om mulig behov")


def fill(page: Page) -> None:
    page.get_by_label("Hva heter personen det gjelder?").fill("Olga Testesen")
    page.get_by_label("Vet ikke").check()
    page.get_by_label("Hva trenger personen hjelp med?").fill(NEED)
    page.get_by_label("Hva heter du?").fill("Kari Testesen")
    page.get_by_label("Hvilket telefonnummer kan kontoret nå deg på?").fill("41 23 45 67")


def test_a_report_is_sent_followed_and_withdrawn_without_javascript(page: Page) -> None:
    begin(page)
    fill(page)
    page.get_by_role("button", name="Neste").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Se over")
    page.get_by_role("button", name="Endre svarene").click()
    expect(page.get_by_label("Hva trenger personen hjelp med?")).to_have_value(NEED)
    page.get_by_role("button", name="Neste").click()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sendt")
    reference, secret = page.locator(".vf-codes dd").all_inner_texts()
    page.get_by_role("main").get_by_role("link", name="Følg saken").click()
    page.get_by_label("Referanse").fill(reference)
    page.get_by_label("Hemmelig kode").fill(secret)
    page.get_by_role("button", name="Vis saken").click()
    expect(page.get_by_role("main")).to_contain_text("Sendt inn")
    assert reference not in page.url
    assert secret not in page.url
    page.get_by_label("Ja, jeg vil trekke saken.").check()
    page.get_by_role("button", name="Trekk saken").click()
    expect(page.get_by_role("status")).to_have_text("Saken er trukket. Kontoret har fått beskjed.")


def test_faults_stand_on_top_and_lead_to_their_fields(page: Page) -> None:
    begin(page)
    fill(page)
    page.get_by_label("Hvilket telefonnummer kan kontoret nå deg på?").fill("9234567a")
    page.get_by_label("Hva heter personen det gjelder?").fill("")
    page.get_by_role("button", name="Neste").click()
    expect(page).to_have_title(re.compile("^Feil: "))
    alert = page.get_by_role("alert")
    expect(alert.get_by_role("link")).to_have_count(2)
    alert.get_by_role("link").nth(1).click()
    phone = page.get_by_label("Hvilket telefonnummer kan kontoret nå deg på?")
    expect(phone).to_be_focused()
    expect(phone).to_have_attribute("aria-invalid", "true")
    expect(phone).to_have_accessible_description(re.compile("Feil: Et telefonnummer har bare sifre"))
    expect(phone).to_have_value("9234567a")
    expect(page.get_by_label("Hva trenger personen hjelp med?")).to_have_value(NEED)


def test_the_first_page_is_filled_in_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/melding")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hopp til innholdet")).to_be_focused()
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.get_by_label("Søknad om tjeneste").evaluate("element => element.matches(':focus')"):
            break
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Søknad om tjeneste")


@pytest.mark.parametrize("language", ["nn", "en"])
def test_the_language_is_chosen_on_the_page(page: Page, language: str) -> None:
    page.goto("/melding")
    page.get_by_role("link", name={"nn": "Nynorsk", "en": "English"}[language]).click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        {"nn": "Søk eller meld frå", "en": "Apply or report"}[language]
    )


@pytest.mark.parametrize("width", [320, 900])
def test_no_page_has_a_fault_that_axe_can_see(scripted: Page, width: int) -> None:
    scripted.set_viewport_size({"width": width, "height": 800})
    for step in (
        lambda: scripted.goto("/melding"),
        lambda: begin(scripted),
        lambda: _with_faults(scripted),
        lambda: _review(scripted),
        lambda: _receipt(scripted),
        lambda: scripted.goto("/melding/sak"),
    ):
        step()
        found = Axe().run(scripted, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
        assert found.violations_count == 0, found.generate_report()
        assert scripted.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        for target in scripted.locator("main button, header a").all():
            box = target.bounding_box()
            assert box is not None
            assert box["height"] >= _LEAST_TARGET


def _with_faults(page: Page) -> None:
    page.get_by_role("button", name="Neste").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _review(page: Page) -> None:
    fill(page)
    page.get_by_role("button", name="Neste").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Se over")


def _receipt(page: Page) -> None:
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sendt")


def test_in_the_chat_the_field_says_what_is_asked_and_the_receipt_can_be_copied(chat: Chat) -> None:
    chat.choose("Ålesund")
    chat.ask("jeg vil søke nå")
    answers = chat.answers
    field = chat.page.locator("#vv-input")
    expect(chat.page.get_by_label("Skriv svaret ditt")).to_be_visible()
    expect(field).to_have_accessible_description("Ikke skriv fødselsnummer.")
    for text in ("meg selv", NEED, "hopp over", "1953", "nei"):
        _answer(chat, text)
    expect(field).to_have_attribute("autocomplete", "name")
    _answer(chat, "Kari Testesen")
    expect(field).to_have_attribute("autocomplete", "tel")
    assert field.evaluate("element => element.inputMode") == "tel"
    _answer(chat, "41234567")
    expect(answers.last).to_contain_text("Kari Testesen")
    chat.page.reload()
    expect(answers.last).to_contain_text("Kari Testesen")
    expect(chat.said.last).to_contain_text("[telefon]")
    send = answers.last.get_by_role("button", name="Ja, send")
    chat.tab_to(send, "Shift+Tab")
    chat.page.keyboard.press("Enter")
    expect(answers.last.locator("code")).to_have_count(2)
    expect(answers.last.locator("code").first).to_have_text(re.compile(r"^V-[0-9A-Z]{4}-[0-9A-Z]{4}$"))
    chat.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    answers.last.get_by_role("button", name="Kopier").first.click()
    expect(answers.last.get_by_text("Kopiert.")).to_be_visible()
    copied = chat.page.evaluate("navigator.clipboard.readText()")
    assert copied == answers.last.locator("code").first.inner_text()
    expect(chat.page.get_by_label("Skriv spørsmålet ditt")).to_be_visible()


def test_pressing_send_twice_sends_once(chat: Chat) -> None:
    chat.choose("Ålesund")
    chat.ask("jeg vil søke nå")
    for text in ("meg selv", NEED, "hopp over", "1953", "nei", "Kari Testesen", "41234567"):
        _answer(chat, text)
    chat.answers.last.get_by_role("button", name="Ja, send").dblclick()
    expect(chat.answers.last.locator("code")).to_have_count(2)
    expect(chat.page.get_by_role("status").first).not_to_contain_text("finner svar")
    references = {text for text in chat.log.locator("code").all_inner_texts() if text.startswith("V-")}
    assert len(references) == 1


def _answer(chat: Chat, text: str) -> None:
    before = chat.answers.count()
    field = chat.page.locator("#vv-input")
    field.fill(text)
    field.press("Enter")
    expect(chat.answers).to_have_count(before + 1)
