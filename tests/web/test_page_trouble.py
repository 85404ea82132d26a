"""What people fear: the line breaks, the page reloads, words are taken for markup, something is left behind."""

from __future__ import annotations

import json

import httpx
import pytest
from playwright.sync_api import Request, Route, expect

from tests.web.chat import WELCOME, Chat

pytestmark = [pytest.mark.browser, pytest.mark.stack]

QUESTION = "kan jeg få hverdagsrehabilitering?"
CONVERSATION = "**/api/v1/conversations/*"
MESSAGES = f"{CONVERSATION}/messages"


def _broken_lines(chat: Chat) -> None:
    """Takes the browser's complaints about lines that the test broke off the list: they were to come."""
    assert chat.errors
    assert all("net::ERR_" in error for error in chat.errors), chat.errors
    chat.errors.clear()


def test_a_text_that_did_not_arrive_is_sent_again_once(chat: Chat) -> None:
    chat.choose("Melhus")
    sent: list[str] = []
    chat.page.on("request", lambda request: _note(sent, request))
    chat.page.route(MESSAGES, lambda route: route.abort())
    chat.field.fill(QUESTION)
    chat.field.press("Enter")
    alert = chat.page.get_by_role("alert")
    expect(alert).to_contain_text("Jeg fikk ikke kontakt")
    expect(alert).to_contain_text("113")
    chat.page.unroute(MESSAGES)
    chat.tab_to(alert.get_by_role("button", name="Prøv igjen"))
    chat.page.keyboard.press("Enter")
    expect(chat.answers).to_have_count(WELCOME + 1)
    expect(chat.said).to_have_count(1)
    expect(alert).to_be_empty()
    expect(chat.field).to_be_focused()
    assert len(sent) == 2
    assert len(set(sent)) == 1
    _broken_lines(chat)


def _note(sent: list[str], request: Request) -> None:
    if request.url.endswith("/messages"):
        sent.append(request.post_data or "")


def test_an_answer_lost_on_its_way_back_is_shown_once(chat: Chat) -> None:
    chat.choose("Melhus")

    def answered_but_lost(route: Route) -> None:
        route.fetch()
        route.abort()

    chat.page.route(MESSAGES, answered_but_lost, times=1)
    chat.field.fill(QUESTION)
    chat.field.press("Enter")
    chat.page.get_by_role("button", name="Prøv igjen").click()
    expect(chat.answers).to_have_count(WELCOME + 1)
    chat.page.reload()
    expect(chat.answers).to_have_count(WELCOME + 1)
    expect(chat.said).to_have_count(1)
    _broken_lines(chat)


def test_a_page_that_opens_without_the_gate_opens_when_it_is_back(chat: Chat) -> None:
    chat.page.evaluate("sessionStorage.clear()")
    chat.page.route("**/api/**", lambda route: route.abort())
    chat.page.reload()
    retry = chat.page.get_by_role("button", name="Prøv igjen")
    expect(retry).to_be_visible()
    chat.page.unroute("**/api/**")
    retry.click()
    expect(chat.answers).to_have_count(WELCOME)
    chat.choose("Melhus")
    _broken_lines(chat)


def test_markup_is_shown_as_it_was_written(chat: Chat) -> None:
    text = "<script>document.title = 'eid'</script><img src=x onerror=alert(1)> <b>hei</b>"
    chat.ask(text)
    expect(chat.said.locator("p")).to_have_text(text)
    chat.page.reload()
    expect(chat.said.locator("p")).to_have_text(text)
    assert chat.log.locator("script, img, b").count() == 0
    expect(chat.page).to_have_title("Veiviser: habilitering og rehabilitering")


def test_the_transcript_survives_a_reload(chat: Chat) -> None:
    chat.choose("Melhus")
    chat.ask(QUESTION)
    before = [chat.said.all_inner_texts(), chat.answers.locator("p").all_inner_texts()]
    chat.page.reload()
    expect(chat.answers).to_have_count(WELCOME + 1)
    assert [chat.said.all_inner_texts(), chat.answers.locator("p").all_inner_texts()] == before
    expect(chat.municipality).to_have_value("melhus")
    expect(chat.ask("hvordan søker jeg?")).to_contain_text("Kilde:")


def _kept(chat: Chat) -> dict[str, str]:
    kept: dict[str, str] = json.loads(chat.page.evaluate("sessionStorage.getItem('veiviser-conversation')"))
    return kept


def _status_of(service: str, kept: dict[str, str]) -> int:
    url = f"{service}/api/v1/conversations/{kept['id']}"
    return httpx.get(url, headers={"Authorization": f"Bearer {kept['token']}"}).status_code


def test_erasing_leaves_nothing_on_the_page_or_behind_it(chat: Chat, service: str) -> None:
    chat.choose("Melhus")
    chat.ask(QUESTION)
    kept = _kept(chat)
    assert _status_of(service, kept) == 200
    chat.tab_to(chat.page.get_by_role("button", name="Slett samtalen"), "Shift+Tab")
    chat.page.keyboard.press("Enter")
    expect(chat.page.get_by_role("status").filter(has_text="Samtalen er slettet.")).to_be_visible()
    expect(chat.said).to_have_count(0)
    expect(chat.answers).to_have_count(WELCOME)
    assert _status_of(service, kept) == 404


def test_who_could_not_erase_can_try_again(chat: Chat, service: str) -> None:
    chat.ask("hei")
    kept = _kept(chat)
    chat.page.route(CONVERSATION, lambda route: route.abort())
    chat.page.get_by_role("button", name="Slett samtalen").click()
    expect(chat.page.get_by_role("alert")).to_contain_text("Jeg fikk ikke kontakt")
    assert _kept(chat) == kept
    chat.page.unroute(CONVERSATION)
    chat.page.get_by_role("button", name="Prøv igjen").click()
    expect(chat.page.get_by_role("status").filter(has_text="Samtalen er slettet.")).to_be_visible()
    assert _status_of(service, kept) == 404
    _broken_lines(chat)


def test_another_role_starts_anew_and_leaves_nothing_behind(chat: Chat, service: str) -> None:
    chat.ask("hei")
    kept = _kept(chat)
    chat.page.get_by_label("Jeg spør som").select_option("relative")
    expect(chat.page.get_by_role("status").filter(has_text="Ny samtale")).to_be_visible()
    expect(chat.said).to_have_count(0)
    assert _status_of(service, kept) == 404


def test_a_conversation_erased_elsewhere_is_started_anew(chat: Chat, service: str) -> None:
    kept = _kept(chat)
    url, token = f"{service}/api/v1/conversations/{kept['id']}", {"Authorization": f"Bearer {kept['token']}"}
    assert httpx.delete(url, headers=token).status_code == 204
    chat.field.fill("hei")
    chat.field.press("Enter")
    chat.page.get_by_role("button", name="Prøv igjen").click()
    expect(chat.answers).to_have_count(WELCOME + 1)
    expect(chat.said).to_have_count(1)
    assert chat.errors
    assert all("404" in error for error in chat.errors)
    chat.errors.clear()


def test_a_text_that_is_too_long_stays_to_be_shortened(chat: Chat) -> None:
    chat.field.fill("å" * 1001)
    chat.field.press("Enter")
    expect(chat.page.get_by_role("alert")).to_contain_text("høyst 1000 tegn")
    expect(chat.field).to_have_value("å" * 1001)
    expect(chat.said).to_have_count(0)
    chat.ask("å" * 1000)
    expect(chat.page.get_by_role("alert")).to_be_empty()
