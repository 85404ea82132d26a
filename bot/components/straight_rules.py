"""Finds the rule for a message without trying all rules anew.

Rasa's rule policy looks for a rule three times a turn, each time through all rules: by the text (we have no rule by text), by the
intent, and after the action. That was a fifth of Rasa's processor time in a turn (docs/decisions/0017). Which rules fit depends on
intent, kinds of entities and the last action alone, and there are few of these.
"""

from __future__ import annotations

from typing import Any

from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.shared.nlu.constants import TEXT

Found = tuple[Any, Any, bool]
_MOST = 2_000
"""Different states that are remembered: intents times kinds of entities. They hold no word that a person wrote."""
_find = RulePolicy._find_action_from_rules
_fitting = RulePolicy._get_possible_keys


def reads_text(policy: RulePolicy) -> bool:
    """Whether any rule of a policy goes by what was said word for word."""
    known: dict[str, bool] = policy.__dict__.setdefault("_reads_text", {})
    if "any" not in known:
        states = [state for key in policy.lookup.get(RULES, {}) for state in policy._rule_key_to_state(key)]
        known["any"] = any(TEXT in sub_state for state in states for sub_state in state.values())
    return known["any"]


def _find_action(policy: RulePolicy, tracker: Any, domain: Any, use_text_for_last_user_input: bool) -> Found:
    if use_text_for_last_user_input and not tracker.active_loop_name and not reads_text(policy):
        return None, None, False
    found: Found = _find(policy, tracker, domain, use_text_for_last_user_input)
    return found


def _fitting_rules(policy: RulePolicy, lookup: dict[str, str], states: list[dict[str, Any]]) -> set[str]:
    """The rules of a lookup that fit, remembered for each course of states."""
    if any(TEXT in sub_state for state in states for sub_state in state.values()):
        return set(_fitting(policy, lookup, states))
    if policy.__dict__.get("_fitting_in") is not lookup:
        policy._fitting_in, policy._fitting_rules = lookup, {}
    known: dict[str, set[str]] = policy._fitting_rules
    key = repr(states)
    if key not in known:
        if len(known) >= _MOST:
            known.clear()
        known[key] = _fitting(policy, lookup, states)
    return set(known[key])


def look_for_rules_once() -> None:
    """From now on the rule policy of this process looks by text only where a rule does, and remembers which rules fit."""
    RulePolicy._find_action_from_rules = _find_action
    RulePolicy._get_possible_keys = _fitting_rules
