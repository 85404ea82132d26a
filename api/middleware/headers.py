"""Security headers on every response, errors and static files included."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.settings import Settings

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "media-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_DOCS_POLICY = (
    "default-src 'none'; script-src https://cdn.jsdelivr.net 'unsafe-inline'; style-src https://cdn.jsdelivr.net 'unsafe-inline'; "
    "img-src 'self' data: https://fastapi.tiangolo.com; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(self), payment=(), usb=()",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_PRIVATE_PATHS = ("/api/", "/ansatt", "/readyz", "/healthz", "/metrics")
_PUBLIC_PATHS = ("/ansatt/static/",)


class SecurityHeaders:
    """Adds the headers. The OpenAPI page of development loads its scripts from a CDN and gets a policy of its own."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._development = settings.development

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on and completes the head of the response."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._complete(MutableHeaders(scope=message), scope["path"])
            await send(message)

        await self._app(scope, receive, send_with_headers)

    def _complete(self, headers: MutableHeaders, path: str) -> None:
        docs = self._development and path == "/docs"
        headers["Content-Security-Policy"] = _DOCS_POLICY if docs else _POLICY
        headers.update(_ALWAYS)
        if not self._development:
            headers["Strict-Transport-Security"] = "max-age=31536000"
        if path.startswith(_PRIVATE_PATHS) and not path.startswith(_PUBLIC_PATHS):
            headers.setdefault("Cache-Control", "no-store")
