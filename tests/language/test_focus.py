"""Of a long message the part that asks counts most; a short one is left alone."""

from hypothesis import given
from hypothesis import strategies as st

from language.focus import weighed

STORY = (
    "Hei! Mannen min ble operert i mars og har vært hjemme siden. Vi har to barn og begge jobber fullt. "
    "Han klarer ikke trappa lenger. Hvem kan hjelpe oss med trening hjemme? Tusen takk for hjelpen, hilsen Kari."
)


def test_the_question_counts_most_and_courtesy_least() -> None:
    weights = dict(weighed(STORY))
    assert weights["Hvem kan hjelpe oss med trening hjemme?"] == 1.0
    assert weights["Han klarer ikke trappa lenger."] > weights["Vi har to barn og begge jobber fullt."]
    assert min(weights, key=lambda part: weights[part]).startswith(("Hei", "Tusen takk"))


def test_a_short_message_is_left_as_it_is() -> None:
    assert weighed("Hei. Hva koster det?") == [("Hei. Hva koster det?", 1.0)]


def test_a_story_without_a_question_keeps_its_words() -> None:
    story = "Mor falt i går. Hun brakk hoften. " * 5
    assert {weight for _, weight in weighed(story)} == {1.0}


@given(st.text(max_size=600))
def test_any_text_gives_weights_between_nothing_and_one(text: str) -> None:
    assert all(0 < weight <= 1 for _, weight in weighed(text))
