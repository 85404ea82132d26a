"""The window that an utterance is heard in."""

import pytest

from voice.stt.window import window_of


@pytest.mark.parametrize(("seconds", "window"), [(0.3, 15), (14.5, 15), (14.6, 20), (19.6, 30), (25.0, 30), (90.0, 30)])
def test_the_shortest_that_holds_the_words_and_a_little_silence(seconds: float, window: int) -> None:
    assert window_of(seconds) == window
