"""Checks each JSON schema once, not at every call.

Rasa validates every answer of the action server with `jsonschema.validate`, which checks the (constant) schema against its
meta-schema anew each time: 73 % of Rasa's time in a turn (docs/decisions/0005-schema-checked-once.md). The verdict for the same
schema is the same, so it is remembered; the answer itself is still validated every time. Nothing of Rasa is changed.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from jsonschema import Draft202012Validator

_CHECKED: set[str] = set()


def remember_checks() -> None:
    """From now on a schema that passed its check is not checked again in this process. Raises SchemaError as before."""
    check: Callable[..., None] = Draft202012Validator.check_schema

    def check_once(schema: Any, *arguments: Any, **options: Any) -> None:
        key = json.dumps(schema, sort_keys=True, default=repr)
        if key not in _CHECKED:
            check(schema, *arguments, **options)
            _CHECKED.add(key)

    Draft202012Validator.check_schema = check_once
