"""A schema is checked once; what is validated against it is validated every time."""

import components  # noqa: F401 - importing it is what remembers the checks
import pytest
from jsonschema import Draft202012Validator, SchemaError, ValidationError, validate

SCHEMA = {"type": "object", "properties": {"events": {"type": "array"}}, "required": ["events"]}


def test_a_wrong_answer_is_refused_every_time() -> None:
    validate({"events": []}, SCHEMA)
    for _ in range(2):
        with pytest.raises(ValidationError):
            validate({"events": "none"}, SCHEMA)


def test_a_wrong_schema_is_refused_every_time() -> None:
    for _ in range(2):
        with pytest.raises(SchemaError):
            validate({}, {"type": "nonsense"})


def test_a_known_schema_costs_no_second_check(monkeypatch: pytest.MonkeyPatch) -> None:
    validate({"events": []}, SCHEMA)

    def refuse(*_: object) -> None:
        raise AssertionError("checked again")

    monkeypatch.setattr(Draft202012Validator, "iter_errors", refuse)
    Draft202012Validator.check_schema(SCHEMA)
