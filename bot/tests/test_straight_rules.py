"""The rule that fits is the one that Rasa finds by trying all of them."""

import json
from itertools import product
from pathlib import Path
from types import SimpleNamespace

import components  # noqa: F401 - importing it is what replaces the look for rules
import pytest
import yaml
from components import straight_rules
from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

BOT = Path(__file__).parents[1]
STEPS = [
    rule["steps"]
    for file in sorted((BOT / "data" / "rules").glob("*.yml"))
    for rule in yaml.safe_load(file.read_text())["rules"]
]
DOMAIN = Domain.load([str(BOT / "domain")])


def keys() -> dict[str, str]:
    """Rules as the trained policy holds them: the states before an action, as JSON, and the action."""
    listens = {"prev_action": {"action_name": "action_listen"}}
    found = {}
    for intent, action in ((steps[0]["intent"], steps[1]["action"]) for steps in STEPS):
        said = {**listens, "user": {"intent": intent}}
        found[json.dumps([said])] = action
        found[json.dumps([said, {"user": {"intent": intent}, "prev_action": {"action_name": action}}])] = (
            "action_listen"
        )
    return found


def policy_of(rules: dict[str, str]) -> RulePolicy:
    given = SimpleNamespace(is_finetuning=False)
    return RulePolicy(RulePolicy.get_default_config(), None, None, given, lookup={RULES: rules})


@pytest.fixture
def policy() -> RulePolicy:
    return policy_of(keys())


def states(intent: str, entities: tuple[str, ...]) -> list[dict]:
    user = {"intent": intent, **({"entities": entities} if entities else {})}
    return [{"user": user, "prev_action": {"action_name": "action_listen"}}]


def test_every_rule_of_ours_has_one_action_so_that_a_turn_may_end_after_it() -> None:
    assert STEPS
    assert all([next(iter(step)) for step in steps] == ["intent", "action"] for steps in STEPS)


def test_the_same_rules_fit_again_and_again(policy: RulePolicy) -> None:
    lookup = policy.lookup[RULES]
    for intent, entities in product(
        ["find_offer", "thanks", "nothing_known"], [(), ("need",), ("need", "municipality")]
    ):
        wanted = straight_rules._fitting(policy, lookup, states(intent, entities))
        for _ in range(2):
            assert policy._get_possible_keys(lookup, states(intent, entities)) == wanted


def test_other_rules_are_looked_through_anew(policy: RulePolicy) -> None:
    both = states("thanks", ())
    assert policy._get_possible_keys(policy.lookup[RULES], both)
    assert policy._get_possible_keys({}, both) == set()


def test_no_word_of_a_person_is_remembered(policy: RulePolicy) -> None:
    said = [{"user": {"text": "hemmelig"}, "prev_action": {"action_name": "action_listen"}}]
    policy._get_possible_keys(policy.lookup[RULES], said)
    assert "hemmelig" not in repr(policy.__dict__.get("_fitting_rules"))


def test_what_remembers_does_not_grow_without_end(policy: RulePolicy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(straight_rules, "_MOST", 3)
    for number in range(10):
        policy._get_possible_keys(policy.lookup[RULES], states(f"intent{number}", ()))
    assert len(policy._fitting_rules) <= 3


def test_rules_by_text_are_looked_for_where_there_is_one(policy: RulePolicy) -> None:
    assert not straight_rules.reads_text(policy)
    by_text = json.dumps([{"user": {"text": "hei"}, "prev_action": {"action_name": "action_listen"}}])
    assert straight_rules.reads_text(policy_of({by_text: "action_greet"}))


def test_the_policy_predicts_the_action_of_the_rule(policy: RulePolicy) -> None:
    for steps in STEPS:
        intent = {"name": steps[0]["intent"], "confidence": 1.0}
        events = [ActionExecuted("action_listen"), UserUttered("hei", intent=intent)]
        tracker = DialogueStateTracker.from_events("x", events, domain=DOMAIN)
        prediction = policy.predict_action_probabilities(tracker, DOMAIN)
        assert DOMAIN.action_names_or_texts[prediction.max_confidence_index] == steps[1]["action"]
