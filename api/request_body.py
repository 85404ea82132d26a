"""The body of a request as FastAPI reads and checks it, for routes that do so themselves. The guard has checked its type and size."""

from __future__ import annotations

import json
from typing import Any, TypeVar

from fastapi import HTTPException, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError

_Model = TypeVar("_Model", bound=BaseModel)
MISSING = object()
"""Stands for a body that is not there."""


async def read_json(request: Request) -> Any:
    """What the body says, MISSING when there is none. Raises RequestValidationError for what is no JSON, HTTPException 400 for what is
    no text."""
    body = await request.body()
    if not body:
        return MISSING
    try:
        return json.loads(body)
    except json.JSONDecodeError as error:
        raise RequestValidationError(
            [{"type": "json_invalid", "loc": ("body", error.pos), "msg": "JSON decode error", "input": {}}]
        ) from None
    except (ValueError, RecursionError):
        raise HTTPException(400) from None


def validated(model: type[_Model], body: Any) -> _Model:
    """The body as a model. Raises RequestValidationError."""
    if body is MISSING:
        raise RequestValidationError([{"type": "missing", "loc": ("body",), "msg": "Field required", "input": None}])
    try:
        return model.model_validate(body)
    except ValidationError as error:
        raise RequestValidationError([{**item, "loc": ("body", *item["loc"])} for item in error.errors()]) from None
