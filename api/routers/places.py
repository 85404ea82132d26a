"""The places that a conversation may be about, for a client's choice of municipality."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel

from api.dependencies import Address, TheGate
from api.ownership import owned

router = APIRouter(prefix="/api/v1/places", tags=["places"])


class PlaceOut(BaseModel):
    """`slug` is what POST /conversations takes."""

    slug: str
    name: str
    kind: Literal["country", "region", "county", "municipality"]


@router.get("", openapi_extra=owned("anyone"))
async def places(gate: TheGate, address: Address) -> list[PlaceOut]:
    """All of them, by name."""
    await gate.limits.looking(address)
    return [PlaceOut(slug=place.slug, name=place.name, kind=place.kind) for place in gate.catalogue.places.choosable()]
