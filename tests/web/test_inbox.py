"""The staff pages in a real browser: with the keyboard alone, without scripts, on a small screen, for everybody."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.web.inbox_server import Inbox, running_inbox

pytestmark = pytest.mark.browser

_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PAGES = {
    "kari": ["/ansatt/saker", "/ansatt/saker?mine=1&kind=callback", "/ansatt/leveringer", "{case}", "{case}/utskrift"],
    "liv": ["/ansatt/saker", "/ansatt/tall"],
    "rolf": ["/ansatt/logg?kontroller=1", "/ansatt/saker"],
    "eva": ["/ansatt"],
}
NAMES = {"kari": "Kari Saksbehandler", "liv": "Liv Leder", "rolf": "Rolf Revisor", "eva": "Eva Redaktør"}


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Inbox]:
    with running_inbox(tmp_path_factory.mktemp("inbox")) as running:
        yield running


@pytest.fixture
def page(browser: Browser, inbox: Inbox) -> Iterator[Page]:
    """A window of a Norwegian browser. No test may end with a message on the console or a request to another host."""
    context = browser.new_context(base_url=inbox.url, locale="nb-NO", viewport={"width": 1100, "height": 900})
    context.set_default_timeout(10_000)
    opened, said, hosts = context.new_page(), [], set()
    opened.on("console", lambda message: said.append(message.text) if "status of 4" not in message.text else None)
    opened.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    yield opened
    context.close()
    assert said == []
    assert hosts <= {urlsplit(inbox.url).netloc}


def log_in(page: Page, person: str, onward: str = "/ansatt") -> None:
    page.goto(onward)
    page.get_by_role("button", name=NAMES[person]).click()
    expect(page.locator(".who form button")).to_be_visible()


def tab_to(page: Page, target: Locator) -> None:
    """Presses Tab until the target has the focus, as somebody without a mouse does."""
    for _ in range(80):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} cannot be reached")


def test_a_case_is_handled_with_the_keyboard_alone(page: Page, inbox: Inbox) -> None:
    page.goto("/ansatt")
    tab_to(page, page.get_by_role("button", name="Kari Saksbehandler"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("link", name=inbox.cases["new"]))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Bekreft mottatt"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Mottaket er bekreftet. Avsender kan se det.")
    tab_to(page, page.locator("summary", has_text="Oppnevn koordinator"))
    page.keyboard.press("Enter")
    name = page.get_by_label("Navnet på koordinatoren")
    tab_to(page, page.get_by_role("button", name="Oppnevn", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Skriv navnet på koordinatoren.")
    tab_to(page, page.get_by_role("alert").get_by_role("link"))
    page.keyboard.press("Enter")
    expect(name).to_be_focused()
    expect(name).to_have_accessible_description("Skriv navnet på koordinatoren.")
    page.keyboard.type("Nina Nes")
    tab_to(page, page.get_by_role("button", name="Oppnevn", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Koordinatoren er oppnevnt.")
    expect(page.get_by_role("definition").filter(has_text="Nina Nes")).to_be_visible()
    tab_to(page, page.get_by_role("button", name="Logg ut"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Du er logget ut")).to_be_visible()


def test_the_skip_link_is_first_and_leads_to_the_content(page: Page) -> None:
    log_in(page, "kari")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Hopp til innholdet")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_it_works_without_scripts(browser: Browser, inbox: Inbox) -> None:
    context = browser.new_context(base_url=inbox.url, locale="nn-NO", java_script_enabled=False)
    page = context.new_page()
    log_in(page, "kari", "/ansatt/saker")
    page.get_by_role("link", name=inbox.cases["unseen"]).click()
    page.get_by_role("button", name="Stadfest motteken").click()
    expect(page.get_by_role("status")).to_contain_text("Mottaket er stadfesta.")
    context.close()


@pytest.mark.parametrize("person", PAGES)
def test_no_page_has_a_fault_that_axe_finds(page: Page, inbox: Inbox, person: str) -> None:
    log_in(page, person)
    for path in _paths(page, inbox, person):
        page.goto(path)
        assert_no_faults(page)


@pytest.mark.parametrize("language", ["Nynorsk", "English"])
def test_the_case_has_no_fault_in_any_language_and_with_all_forms_open(page: Page, inbox: Inbox, language: str) -> None:
    log_in(page, "kari", "/ansatt/saker")
    page.get_by_role("link", name=language).click()
    page.get_by_role("link", name=inbox.cases["assessed"]).click()
    page.evaluate("document.querySelectorAll('details').forEach(it => it.open = true)")
    assert_no_faults(page)
    page.locator("#reject-note").press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    assert_no_faults(page)


def test_the_login_and_its_refusal_have_no_fault(page: Page) -> None:
    for path in ("/ansatt/logg-inn", "/ansatt/logget-ut", "/ansatt/finnes-ikke"):
        page.goto(path)
        assert_no_faults(page)


@pytest.mark.parametrize("person", PAGES)
def test_everything_fits_a_screen_of_320_pixels(page: Page, inbox: Inbox, person: str) -> None:
    log_in(page, person)
    page.set_viewport_size({"width": 320, "height": 640})
    for path in _paths(page, inbox, person):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


@pytest.mark.parametrize("person", ["kari", "liv"])
def test_what_is_pressed_is_large_enough(page: Page, inbox: Inbox, person: str) -> None:
    log_in(page, person)
    for path in _paths(page, inbox, person):
        page.goto(path)
        for control in page.locator("button, input:not([type=hidden]), select, textarea, summary, .languages a").all():
            box = control.bounding_box()
            assert box is None or (box["height"] >= 24 and box["width"] >= 24), (path, control.inner_text())


def test_the_print_shows_the_case_and_neither_menu_nor_buttons(page: Page, inbox: Inbox) -> None:
    log_in(page, "kari", "/ansatt/saker")
    page.get_by_role("link", name=inbox.cases["assessed"]).click()
    page.get_by_role("link", name="Utskrift av saken").click()
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation")).to_have_count(0)
    expect(page.get_by_role("button", name="Logg ut")).to_be_hidden()
    expect(page.get_by_text("Mor falt hjemme")).to_be_visible()


def test_the_policy_lets_no_script_into_a_page(browser: Browser, inbox: Inbox) -> None:
    context = browser.new_context(base_url=inbox.url, locale="nb-NO")
    page = context.new_page()
    log_in(page, "kari")
    said = page.evaluate(
        """() => new Promise(done => {
          document.addEventListener('securitypolicyviolation', event => done(event.effectiveDirective));
          const script = document.createElement('script');
          script.textContent = 'window.wasRun = true';
          document.body.append(script);
          setTimeout(() => done(window.wasRun ? 'ran' : 'silent'), 500);
        })"""
    )
    context.close()
    assert said == "script-src-elem"


def assert_no_faults(page: Page) -> None:
    """Axe comes in over the browser's own protocol: the page's policy stands."""
    results = Axe().run(page, options=_RULES)
    assert results.violations_count == 0, (page.url, results.generate_report())


def _paths(page: Page, inbox: Inbox, person: str) -> list[str]:
    if not any("{case}" in path for path in PAGES[person]):
        return PAGES[person]
    page.goto("/ansatt/saker")
    case = page.get_by_role("link", name=inbox.cases["assessed"]).get_attribute("href") or ""
    return [path.format(case=case) for path in PAGES[person]]
