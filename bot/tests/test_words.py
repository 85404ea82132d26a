"""Tokens, lemmas and normalised words."""

from collections.abc import Callable

from components.normaliser import words_of
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

Read = Callable[[str], Message]


def test_abbreviations_and_times_stay_whole(read: Read) -> None:
    tokens = [token.text for token in read("Ring legen ifm. opphold kl. 12, f.eks. i dag").get(TOKENS_NAMES[TEXT])]
    assert {"ifm.", "kl.", "f.eks."} <= set(tokens)


def test_lemmas_meet_across_written_forms(read: Read) -> None:
    def lemmas(text: str) -> list:
        return [token.lemma for token in read(text).get(TOKENS_NAMES[TEXT])]

    assert lemmas("tilbudene")[0] == lemmas("tilbud")[0]


def test_dialect_and_nynorsk_become_bokmal_words(read: Read) -> None:
    assert [word.text for word in words_of(read("æ treng jælp heime"))] == ["jeg", "trenger", "hjelp", "hjemme"]


def test_words_know_where_they_stand_in_the_persons_own_text(read: Read) -> None:
    text = "Kven driv re-/habilitering?"
    for word in words_of(read(text)):
        assert text[word.start : word.end]


def test_empty_and_odd_texts_do_no_harm(read: Read) -> None:
    for text in (" ", "???", "🙂", "\u200b", "a" * 1000):
        assert isinstance(words_of(read(text)), tuple)
