"""Conversations on the page, without a mouse."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.web.chat import WELCOME, Chat

pytestmark = [pytest.mark.browser, pytest.mark.stack]

QUESTION = "kan jeg få hverdagsrehabilitering?"


def test_a_question_is_asked_and_answered_with_the_keyboard_alone(chat: Chat) -> None:
    chat.tab_to(chat.municipality)
    chat.page.keyboard.type("mel")
    chat.tab_to(chat.field)
    chat.page.keyboard.type(QUESTION)
    chat.tab_to(chat.page.get_by_role("button", name="Send"))
    chat.page.keyboard.press("Enter")
    expect(chat.answers).to_have_count(WELCOME + 1)
    expect(chat.said).to_have_text([f"Du{QUESTION}"])
    expect(chat.field).to_be_focused()
    summary = chat.answers.last.get_by_text("Kilder og dato")
    chat.tab_to(summary, "Shift+Tab")
    chat.page.keyboard.press("Enter")
    sources = chat.answers.last.get_by_role("listitem")
    expect(sources.first).to_contain_text("Hverdagsrehabilitering")
    expect(sources.first).to_contain_text("(Melhus kommune; prosjekt; opplysning fra 2018")
    expect(sources.last).to_contain_text("Plan for habilitering og rehabilitering, Melhus kommune, linje ")


def test_a_place_chosen_by_button_answers_the_first_question(chat: Chat) -> None:
    chat.ask("hvordan søker jeg om hverdagsrehabilitering?")
    button = chat.answers.nth(WELCOME).get_by_role("group", name="Velg et svar").get_by_role("button", name="Melhus")
    chat.tab_to(button, "Shift+Tab")
    chat.page.keyboard.press("Enter")
    expect(chat.answers).to_have_count(WELCOME + 2)
    expect(chat.answers.last).to_contain_text("Melhus kommune")
    expect(chat.municipality).to_have_value("melhus")
    expect(button).to_be_focused()


def test_the_choice_of_municipality_follows_the_conversation(chat: Chat) -> None:
    chat.choose("Ålesund")
    chat.ask("hvem hjelper etter hjerneslag?")
    chat.ask("og i Melhus?")
    expect(chat.municipality).to_have_value("melhus")


def test_another_municipality_chosen_later_answers_the_question_again(chat: Chat) -> None:
    chat.choose("Ålesund")
    chat.ask("hvem hjelper etter hjerneslag?")
    chat.municipality.select_option(label="Melhus")
    expect(chat.answers).to_have_count(WELCOME + 2)
    expect(chat.answers.last).to_contain_text("Melhus kommune")


def test_an_answer_can_be_judged(chat: Chat) -> None:
    chat.choose("Melhus")
    chat.ask(QUESTION)
    box = chat.answers.last.get_by_role("group", name="Var dette til hjelp?")
    chat.tab_to(box.get_by_role("button", name="Ja"), "Shift+Tab")
    with chat.page.expect_request("**/feedback") as sent:
        chat.page.keyboard.press("Enter")
    assert sent.value.post_data_json == {"message_index": 2, "helpful": True}
    thanks = chat.answers.last.get_by_text("Takk!")
    expect(thanks).to_be_focused()


def test_shift_and_enter_makes_a_new_line(chat: Chat) -> None:
    chat.tab_to(chat.field)
    chat.page.keyboard.type("en")
    chat.page.keyboard.press("Shift+Enter")
    chat.page.keyboard.type("to")
    expect(chat.field).to_have_value("en\nto")
    expect(chat.said).to_have_count(0)


def test_a_list_that_is_walked_through_with_keys_counts_when_it_is_left(chat: Chat) -> None:
    chat.choose("Melhus")
    chat.ask(QUESTION)
    chat.tab_to(chat.municipality, "Shift+Tab")
    for _ in range(3):
        chat.page.keyboard.press("ArrowDown")
    expect(chat.municipality).to_have_value("alesund")
    chat.page.keyboard.press("Tab")
    expect(chat.answers).to_have_count(WELCOME + 2)
    assert chat.said.locator("p").all_inner_texts() == [QUESTION, "Ålesund"]


def test_the_language_of_the_page_can_be_changed_in_the_middle(chat: Chat) -> None:
    chat.choose("Melhus")
    chat.ask(QUESTION)
    chat.field.fill("et utkast")
    chat.tab_to(chat.page.get_by_label("Språk"), "Shift+Tab")
    chat.page.keyboard.type("eng")
    chat.page.keyboard.press("Enter")
    expect(chat.answers).to_have_count(WELCOME + 2)
    expect(chat.answers.last).to_have_attribute("lang", "en")
    expect(chat.page.get_by_label("Language")).to_be_focused()
    expect(chat.page.get_by_label("Write your question")).to_have_value("et utkast")
    chat.page.reload()
    expect(chat.page.get_by_role("button", name="Delete the conversation")).to_be_visible()
    expect(chat.page.locator("html")).to_have_attribute("lang", "en")
    expect(chat.page).to_have_title("Veiviser: habilitation and rehabilitation")


@pytest.mark.parametrize(("language", "button"), [("nn", "Slett samtalen"), ("en", "Delete the conversation")])
def test_before_the_first_question_the_greeting_changes_its_language(chat: Chat, language: str, button: str) -> None:
    chat.page.get_by_label("Språk").select_option(language)
    expect(chat.answers).to_have_count(WELCOME)
    expect(chat.answers.first).to_have_attribute("lang", language)
    expect(chat.page.get_by_role("button", name=button)).to_be_visible()
    expect(chat.page.locator("html")).to_have_attribute("lang", language)
