"""A provider that does what a test wants: right answers by default, and forged ones where `forge` changes them."""

from __future__ import annotations

import base64
import hmac
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

ISSUER = "https://login.example.org"
CLIENT = "veiviser"
KEY = RSAKey.generate_key(2048, parameters={"kid": "one"})
OTHER_KEY = RSAKey.generate_key(2048, parameters={"kid": "one"})


@dataclass
class Issuer:
    """Answers over httpx's mock transport. `asked` are the bodies that came to the token endpoint."""

    claims: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)
    sign: Callable[[dict[str, Any]], str] | None = None
    nonce: str = ""
    challenge: str = ""
    used: set[str] = field(default_factory=set)
    asked: list[dict[str, list[str]]] = field(default_factory=list)
    pushed: list[dict[str, list[str]]] = field(default_factory=list)
    away: bool = False

    def saw(self, url: str) -> str:
        """A browser came to the authorization endpoint: remembers what it brought, returns its state."""
        query = parse_qs(urlsplit(url).query) or {}
        if "request_uri" in query:
            query = self.pushed[-1]
        self.nonce, self.challenge = query["nonce"][0], query["code_challenge"][0]
        assert query["code_challenge_method"] == ["S256"]
        assert query["response_type"] == ["code"]
        return query["state"][0]

    def handle(self, request: httpx.Request) -> httpx.Response:
        """The endpoints."""
        if self.away:
            raise httpx.ConnectError("away", request=request)
        match request.url.path:
            case "/.well-known/openid-configuration":
                return httpx.Response(200, json={**self._metadata(), **self.metadata})
            case "/jwks":
                return httpx.Response(200, json=KeySet([KEY]).as_dict(private=False))
            case "/par":
                self.pushed.append(parse_qs(request.content.decode()))
                return httpx.Response(201, json={"request_uri": "urn:example:1", "expires_in": 60})
            case "/token":
                return self._token(request)
        return httpx.Response(404)

    def _metadata(self) -> dict[str, str]:
        return {
            "issuer": ISSUER,
            "authorization_endpoint": f"{ISSUER}/authorize",
            "token_endpoint": f"{ISSUER}/token",
            "jwks_uri": f"{ISSUER}/jwks",
            "end_session_endpoint": f"{ISSUER}/logout",
        }

    def _token(self, request: httpx.Request) -> httpx.Response:
        body = parse_qs(request.content.decode())
        self.asked.append({**body, "authorization": [request.headers.get("authorization", "")]})
        code = body["code"][0]
        if code in self.used:
            return httpx.Response(400, json={"error": "invalid_grant"})
        self.used.add(code)
        return httpx.Response(
            200, json={"access_token": "a", "token_type": "Bearer", "expires_in": 60, "id_token": self.id_token()}
        )

    def id_token(self) -> str:
        """A token of the claims, signed as the test wants."""
        at = int(time.time())
        right = {"iss": ISSUER, "aud": CLIENT, "sub": "s-1", "iat": at, "exp": at + 120, "nonce": self.nonce}
        claims = {**right, "acr": "high", "name": "Kari Nordmann", "groups": ["ke"], **self.claims}
        return (self.sign or rightly)({name: value for name, value in claims.items() if value is not None})


def rightly(claims: dict[str, Any]) -> str:
    """As the provider signs."""
    return jwt.encode({"alg": "RS256", "kid": "one"}, claims, KEY)


def by_another(claims: dict[str, Any]) -> str:
    """With a key that is not the provider's, under its name."""
    return jwt.encode({"alg": "RS256", "kid": "one"}, claims, OTHER_KEY)


def unsigned(claims: dict[str, Any]) -> str:
    """`alg: none`."""
    _, body, _ = rightly(claims).split(".")
    return f"eyJhbGciOiJub25lIn0.{body}."


def with_the_public_key(claims: dict[str, Any]) -> str:
    """HS256 with what everybody knows as the secret."""
    head = base64.urlsafe_b64encode(b'{"alg":"HS256","kid":"one"}').rstrip(b"=").decode()
    _, body, _ = rightly(claims).split(".")
    mac = hmac.digest(KEY.as_pem(private=False), f"{head}.{body}".encode(), "sha256")
    return f"{head}.{body}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"


def changed_afterwards(claims: dict[str, Any]) -> str:
    """Another's claims under a right signature."""
    head, _, signature = rightly(claims).split(".")
    _, body, _ = rightly({**claims, "sub": "somebody-else"}).split(".")
    return f"{head}.{body}.{signature}"
