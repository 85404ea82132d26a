"""One router per resource of the contract. A route only translates between HTTP and the parts of the gate.

Each router holds its whole address (`/api/v1/...`): it is what logs and counts call a route.
"""

from __future__ import annotations

from api.routers import conversations, feedback, health, messages, metrics, places, services, voice

ROUTERS = (
    conversations.router,
    messages.router,
    feedback.router,
    services.router,
    places.router,
    voice.router,
    health.router,
    metrics.router,
)
