"""One router per resource of the contract. A route only translates between HTTP and the parts of the gate.

Each router holds its whole address (`/api/v1/...`): it is what logs and counts call a route.
"""

from __future__ import annotations

from api.routers import (
    conversations,
    feedback,
    health,
    melding,
    melding_case,
    messages,
    metrics,
    places,
    referrals,
    services,
    voice,
)

ROUTERS = (
    messages.router,  # first: it is looked for most often
    conversations.router,
    feedback.router,
    services.router,
    places.router,
    voice.router,
    referrals.router,
    melding_case.router,  # before the forms, whose addresses would take it in
    melding.router,
    health.router,
    metrics.router,
)
