"""Words for the same wish meet; others stay apart."""

import pytest

from language.stems import stem
from language.synonyms import wish


@pytest.mark.parametrize("word", ["kanseller", "kansellere", "kansellerer", "avbryte", "avbestilte", "annuller"])
def test_words_for_the_same_wish_meet(word: str) -> None:
    assert wish(stem(word)) == stem("avlyse")


@pytest.mark.parametrize("word", ["fysioterapi", "søke", "rullator", "avslag", "avlastning"])
def test_other_words_stay_what_they_are(word: str) -> None:
    assert wish(stem(word)) == stem(word)


def test_nobody_is_sent_round_in_circles() -> None:
    for word in ("avlyse", "reservere", "spille"):
        assert wish(wish(stem(word))) == wish(stem(word))
