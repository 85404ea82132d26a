"""What is held out stays held out: none of its sentences is in the training data."""

import re
from pathlib import Path

from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.loading import load_data

BOT = Path(__file__).parents[1]


def _same(text: str) -> str:
    """A sentence without case, punctuation and extra space."""
    return " ".join(re.findall(r"\w+", text.lower()))


def _sentences(path: Path) -> set[str]:
    return {_same(example.get(TEXT)) for example in load_data(str(path)).intent_examples}


def test_no_held_out_sentence_is_trained_on() -> None:
    trained, held_out = _sentences(BOT / "data" / "nlu"), _sentences(BOT / "tests" / "nlu_held_out.yml")
    assert len(trained) > 5_000
    assert len(held_out) > 300
    assert sorted(trained & held_out) == []


def test_case_and_punctuation_do_not_hide_a_copy() -> None:
    assert _same("Hva koster  det?") == _same("hva koster det")
