"""The validator of what actions answer is made once; every answer is validated."""

import components  # noqa: F401 - importing it is what keeps the validator
import pytest
from jsonschema import Draft202012Validator, ValidationError, validate
from rasa.core.actions.action import RemoteAction

GOOD = [
    {},
    {"events": [], "responses": []},
    {"events": [{"event": "slot", "name": "a", "value": 1, "timestamp": None}], "responses": [{"custom": {"a": 1}}]},
]
BAD = [
    {"events": "none"},
    {"events": [{"event": "nonsense"}]},
    {"responses": [1]},
    {"responses": {}},
    [],
    None,
    {"events": [{"event": 3}], "responses": [1]},
]
ACTION = RemoteAction("action_x", None)


@pytest.mark.parametrize("answer", GOOD)
def test_a_right_answer_passes(answer: object) -> None:
    assert ACTION._validate_action_result(answer) is True


@pytest.mark.parametrize("answer", BAD)
def test_a_wrong_answer_is_refused_every_time_with_rasas_own_words(answer: object) -> None:
    with pytest.raises(ValidationError) as rasas:
        validate(answer, RemoteAction.action_response_format_spec())
    for _ in range(2):
        with pytest.raises(ValidationError, match="Failed to validate Action server response") as ours:
            ACTION._validate_action_result(answer)
        assert ours.value.message.startswith(rasas.value.message)


def test_the_schema_is_not_checked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    ACTION._validate_action_result({})

    def refuse(*_: object) -> None:
        raise AssertionError("checked again")

    monkeypatch.setattr(Draft202012Validator, "check_schema", refuse)
    ACTION._validate_action_result({})
