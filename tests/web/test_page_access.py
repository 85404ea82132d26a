"""The page for everybody: names for all controls, a focus that can be seen, room on a small screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.web.chat import Chat

pytestmark = [pytest.mark.browser, pytest.mark.stack]

QUESTION = "kan jeg få hverdagsrehabilitering?"
FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex='0']"
_LEAST_TARGET = 44
"""CSS pixels, in height."""

_CONTRAST = """element => {
  const luminance = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (node) => {
    const colour = getComputedStyle(node).backgroundColor;
    return /, 0\\)$/.test(colour) ? ground(node.parentElement) : colour;
  };
  const [a, b] = [getComputedStyle(element).%s, ground(%s)].map(luminance);
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}"""
TEXT_CONTRAST = _CONTRAST % ("color", "element")
FOCUS_CONTRAST = _CONTRAST % ("outlineColor", "element.parentElement")


def controls(chat: Chat) -> list[Locator]:
    """Everything that the Tab key can reach, in an answer with all its parts."""
    chat.choose("Melhus")
    chat.ask(QUESTION)
    return chat.page.locator(FOCUSABLE).all()


def test_every_control_has_a_name(chat: Chat) -> None:
    for control in controls(chat):
        named = control.evaluate(
            "element => element.labels?.length ? element.labels[0].textContent : element.textContent"
        )
        label = control.get_attribute("aria-label") or named
        assert label.strip(), control.evaluate("element => element.outerHTML")


@pytest.mark.parametrize("name", ["Kommune", "Jeg spør som", "Språk"])
def test_the_choices_are_found_by_their_labels(chat: Chat, name: str) -> None:
    expect(chat.page.get_by_role("combobox", name=name, exact=True)).to_be_visible()


def test_the_field_is_described_by_what_not_to_write(chat: Chat) -> None:
    expect(chat.page.get_by_role("textbox", name="Skriv spørsmålet ditt")).to_have_accessible_description(
        "Ikke skriv navn eller fødselsnummer."
    )


def test_the_focus_can_be_seen_everywhere(chat: Chat) -> None:
    for control in controls(chat):
        chat.page.keyboard.press("Tab")  # the browser shows a focus that came by keys
        control.focus()
        style = control.evaluate(
            "element => [getComputedStyle(element).outlineStyle, getComputedStyle(element).outlineWidth]"
        )
        assert style == ["solid", "3px"], control
        assert control.evaluate(FOCUS_CONTRAST) >= 3, control


def test_text_stands_out_from_its_ground(chat: Chat) -> None:
    chat.choose("Melhus")
    chat.ask(QUESTION)
    chat.ask("jeg vil ta livet mitt")
    texts = chat.page.locator("h1, p, a, label, button, summary, select, .vv-hint, .vv-feedback span").all()
    for text in [text for text in texts if text.inner_text().strip()]:
        assert text.evaluate(TEXT_CONTRAST) >= 4.5, text.inner_text()


def test_what_is_pressed_is_large_enough(chat: Chat) -> None:
    controls(chat)
    for target in chat.page.locator("button, select, summary").all():
        box = target.bounding_box()
        assert box is not None
        assert box["height"] >= _LEAST_TARGET, target.inner_text()


@pytest.mark.parametrize("width", [320, 360])
def test_a_narrow_screen_needs_no_sideways_scrolling(chat: Chat, width: int) -> None:
    chat.page.set_viewport_size({"width": width, "height": 640})
    controls(chat)
    widths = "[document.documentElement, ...document.querySelectorAll('veiviser-chat, .vv-log')]"
    assert chat.page.evaluate(f"{widths}.filter((e) => e.scrollWidth > e.clientWidth).map((e) => e.className)") == []
    log, box = chat.log.bounding_box(), chat.field.bounding_box()
    assert log is not None
    assert box is not None
    assert log["height"] >= 200
    assert box["y"] + box["height"] <= 640


def test_numbers_can_be_called(chat: Chat) -> None:
    answer = chat.ask("jeg vil ta livet mitt")
    expect(answer.get_by_role("link", name="116 123")).to_have_attribute("href", "tel:116123")
    expect(answer.get_by_role("link", name="113", exact=True)).to_have_attribute("href", "tel:113")


def test_the_conversation_is_a_log_in_the_page_s_main_part(chat: Chat) -> None:
    expect(chat.page.get_by_role("main").get_by_role("log", name="Samtale")).to_be_visible()
    expect(chat.page.get_by_role("heading", level=1)).to_have_text("Veiviser")
    expect(chat.answers.first).to_have_attribute("lang", "nb")
