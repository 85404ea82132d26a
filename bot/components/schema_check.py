"""Checks what the action server answers with a validator that is made once.

Rasa validates every answer with `jsonschema.validate`, which each time checks the (constant) schema against its meta-schema and builds
a validator: 73 % of Rasa's time in a turn (docs/decisions/0005-schema-checked-once.md). The schema is Rasa's own, the verdict and its
message are the same; only the validator is kept.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.exceptions import best_match
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.shared.constants import DOCS_BASE_URL


@lru_cache(maxsize=1)
def _validator() -> Draft202012Validator:
    schema = RemoteAction.action_response_format_spec()
    kind = validator_for(schema, default=Draft202012Validator)
    kind.check_schema(schema)
    return kind(schema)


def _validate(_action: RemoteAction, result: dict[str, Any]) -> bool:
    """As `RemoteAction._validate_action_result`. Raises ValidationError."""
    error: ValidationError | None = best_match(_validator().iter_errors(result))
    if error is None:
        return True
    error.message += (
        ". Failed to validate Action server response from API, make sure your response from the Action endpoint is valid. "
        f"For more information about the format visit {DOCS_BASE_URL}/custom-actions"
    )
    raise error


def keep_the_validator() -> None:
    """From now on this process validates the answers of actions so."""
    RemoteAction._validate_action_result = _validate
