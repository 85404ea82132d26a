"""What no rule knows is weighed: sums of weights, the same for the same words."""

import time
from pathlib import Path

import pytest
import yaml

from api.safety import SafetyRules
from api.safety.weighing import NOTHING, SIZE, Scales, features
from tests.api.safety.standing import standing

RULES = SafetyRules()
ALONE = SafetyRules(weighing=False)
GROUPS = yaml.safe_load((Path(__file__).parent / "positives.yaml").read_text(encoding="utf-8")).keys()
WORDS = {"not": "ikke", "smell": "lukter luktet", "gas": "gass", "all": "@smell @gas", "swell": "hovn+"}


def stands(source: str, text: str) -> list[tuple[int, int]]:
    return standing(WORDS, source, text)


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        ("&4 @smell @gas", "det lukter gass her", [(1, 2)]),
        ("&4 @smell @gas", "gass er det vi lukter", []),
        ("&5 @smell @gas", "gass er det vi lukter", [(0, 4)]),
        ("&5 @smell @gas !@not", "her lukter ikke gass", []),
        ("&5 @smell @gas !@not", "her lukter gass men det er ikke sterkt", [(1, 2)]),
        ("&3 @all @all", "lukter gass", [(0, 1)]),
        ("&3 @all @all", "bare gass", []),
        ("@swell", "hovner hovnar hovna", [(0, 0), (1, 1), (2, 2)]),
    ],
)
def test_ideas_together_in_any_order(source: str, text: str, found: list[tuple[int, int]]) -> None:
    assert stands(source, text) == found


def test_the_scales_know_the_groups_that_are_answered() -> None:
    assert set(Scales().groups) == {*GROUPS, NOTHING}


def test_features_have_a_place_each_once() -> None:
    found = features(["jeg", "orker", "ikke", "ikke"], [{"@i"}, set(), {"@not"}, {"@not"}])
    assert found == sorted(set(found))
    assert 0 <= found[0] <= found[-1] < SIZE


def test_the_same_words_weigh_the_same() -> None:
    words = RULES.words("Han gisper og er blek, hva gjør vi")
    assert Scales().weigh(*words) == Scales().weigh(*words)


def test_a_long_text_weighs_as_its_worst_stretch() -> None:
    calm = "vi har bedt om en time til mor og far i juni og det er fint vær og kaffen er god " * 2
    short, long = (
        Scales().weigh(*RULES.words(text))
        for text in ("han puster ikke og er blå", f"{calm} han puster ikke og er blå")
    )
    assert short[0] == long[0] == "life_threat"
    assert long[1] >= Scales().limit


@pytest.mark.parametrize("text", ["", "?", "hei", "mamma har falt"])
def test_few_words_are_left_to_the_rules(text: str) -> None:
    assert RULES.check(text) == ALONE.check(text)


@pytest.mark.parametrize("part", ["har tatt alle pillene ", "lukter gass røyk ", "ikke ", "ligger på gulvet blod "])
def test_hostile_texts_take_bounded_time(part: str) -> None:
    start = time.process_time()
    RULES.check((part * 500)[:1000])
    assert time.process_time() - start < 1.0
