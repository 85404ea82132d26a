"""The Message of the public contract as JSON Schema."""

from __future__ import annotations

from typing import Any

from jsonschema import Draft202012Validator

_TEXT = {"type": "string", "minLength": 1}
_DATE = {"type": ["string", "null"], "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
_KINDS = "welcome offer coordinator route next_of_kin definition contact rights referral status clarify fallback safety"
_KINDS += " out_of_scope smalltalk handover"


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name != "spoken"],
        "additionalProperties": False,
    }


MESSAGE = _object(
    text=_TEXT,
    spoken=_TEXT,
    language={"enum": ["nb", "nn", "en", "se"]},
    kind={"enum": _KINDS.split()},
    entries={
        "type": "array",
        "items": _object(
            id={"type": "string", "pattern": r"^[a-z0-9-]+$"},
            name=_TEXT,
            owner=_TEXT,
            area=_TEXT,
            status={"enum": ["existing", "project", "proposed", "ended"]},
            as_of=_DATE,
        ),
    },
    sources={
        "type": "array",
        "items": _object(
            document=_TEXT,
            lines={"type": "array", "items": {"type": "integer", "minimum": 1}, "minItems": 2, "maxItems": 2},
            as_of=_DATE,
        ),
    },
    buttons={"type": "array", "items": _object(id=_TEXT, title=_TEXT)},
    asks={
        "oneOf": [
            {"type": "null"},
            _object(slot=_TEXT, optional={"type": "boolean"}, input={"enum": ["text", "tel", "email", "choice"]}),
        ]
    },
)

VALIDATOR = Draft202012Validator(MESSAGE)
