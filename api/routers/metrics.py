"""Counts for Prometheus."""

from __future__ import annotations

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from api.dependencies import TheGate
from api.ownership import owned

router = APIRouter(tags=["metrics"])


@router.get("/metrics", openapi_extra=owned("operator"), response_class=Response)
async def metrics(gate: TheGate) -> Response:
    """The gate's counters in Prometheus' text format."""
    return Response(generate_latest(gate.metrics.registry), media_type=CONTENT_TYPE_LATEST)
