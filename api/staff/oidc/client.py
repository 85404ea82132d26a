"""The way to the provider and back: authorization code with PKCE, and every check of what comes back."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import httpx
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from api.staff.oidc.attempts import Attempt
from api.staff.oidc.proof import proof_of_client
from api.staff.oidc.setup import Provider

_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
"""Signatures that only the provider can make: neither `none` nor a shared secret."""
_TIMEOUT = 5.0
_KEEP_METADATA = 3_600
_CLOCK_SKEW = 60
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class LoginRefused(RuntimeError):
    """The login cannot be accepted. `reason` is a short code for the log: nothing of the person in it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ProviderAway(RuntimeError):
    """The provider does not answer, or not as the standard says."""


@dataclass(frozen=True)
class LoggedIn:
    """What a checked ID token says, and the token itself (needed to log out at the provider)."""

    claims: dict[str, Any]
    id_token: str


class OidcClient:
    """One provider. `transport` takes the place of the network in tests."""

    def __init__(
        self, provider: Provider, redirect_uri: str, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self.provider = provider
        self._redirect_uri = redirect_uri
        self._transport = transport
        self._metadata: tuple[float, dict[str, Any]] | None = None

    async def begin(self, attempt: Attempt) -> str:
        """The address at the provider to send the browser to. Raises ProviderAway.

        Where the provider takes the request beforehand (PAR, RFC 9126), the browser carries only a number for it.
        """
        metadata = await self._discover()
        endpoint, pushed = metadata["authorization_endpoint"], metadata.get("pushed_authorization_request_endpoint")
        wanted = self._request(attempt)
        if not pushed:
            return str(prepare_grant_uri(endpoint, self.provider.client_id, "code", **wanted))
        body = {"response_type": "code", "client_id": self.provider.client_id, **wanted}
        number = (await self._post(pushed, body, metadata["issuer"])).get("request_uri")
        if not isinstance(number, str):
            raise ProviderAway("request_uri")
        return f"{endpoint}?{urlencode({'client_id': self.provider.client_id, 'request_uri': number})}"

    def _request(self, attempt: Attempt) -> dict[str, str]:
        wanted = {
            "redirect_uri": self._redirect_uri,
            "scope": " ".join(self.provider.scopes),
            "state": attempt.state,
            "nonce": attempt.nonce,
            "code_challenge": create_s256_code_challenge(attempt.verifier),
            "code_challenge_method": "S256",
        }
        if self.provider.acr_values:
            wanted["acr_values"] = " ".join(self.provider.acr_values)
        if self.provider.authorization_details:
            wanted["authorization_details"] = json.dumps(self.provider.authorization_details)
        return wanted

    async def finish(self, attempt: Attempt, code: str, issuer: str | None) -> LoggedIn:
        """Exchanges the code and checks the ID token. `issuer` is the parameter `iss` of the answer (RFC 9207), where there is one.

        Raises LoginRefused, ProviderAway.
        """
        if issuer is not None and issuer != self.provider.issuer:
            raise LoginRefused("issuer")
        metadata = await self._discover()
        body = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._redirect_uri,
            "code_verifier": attempt.verifier,
        }
        token = await self._post(metadata["token_endpoint"], body, metadata["issuer"])
        id_token = token.get("id_token")
        if not isinstance(id_token, str):
            raise LoginRefused("code" if "error" in token else "id token")
        claims = self._checked(await self._keys(metadata), id_token, attempt.nonce, token.get("access_token"))
        self._check_level(claims)
        return LoggedIn(dict(claims), id_token)

    async def logout_address(self, id_token: str, back: str) -> str | None:
        """Where the browser ends the session at the provider; None when the provider has no such place or is away."""
        try:
            endpoint = (await self._discover()).get("end_session_endpoint")
        except ProviderAway:
            return None
        query = urlencode({"id_token_hint": id_token, "post_logout_redirect_uri": back})
        return f"{endpoint}?{query}" if endpoint else None

    def _checked(self, keys: KeySet, id_token: str, nonce: str, access_token: str | None) -> dict[str, Any]:
        try:
            token = jwt.decode(id_token, keys, algorithms=_ALGORITHMS)
            claims: dict[str, Any] = CodeIDToken(
                token.claims,
                token.header,
                options={
                    "iss": {"essential": True, "value": self.provider.issuer},
                    "aud": {"essential": True, "value": self.provider.client_id},
                    "sub": {"essential": True},
                },
                params={"nonce": nonce, "client_id": self.provider.client_id, "access_token": access_token},
            )
            claims.validate(leeway=_CLOCK_SKEW)  # type: ignore[attr-defined]
        except (JoseError, ValueError, TypeError) as error:
            raise LoginRefused(getattr(error, "claim", None) or "id token") from error
        return claims

    def _check_level(self, claims: dict[str, Any]) -> None:
        level = self.provider.level
        if level is not None and str(claims.get(level.claim)) not in level.accepted:
            raise LoginRefused("level")

    async def _discover(self) -> dict[str, Any]:
        """The provider's metadata, kept for an hour. Metadata of another issuer counts as none."""
        if self._metadata is not None and time.monotonic() - self._metadata[0] < _KEEP_METADATA:
            return self._metadata[1]
        found = await self._ask("GET", self.provider.issuer.rstrip("/") + "/.well-known/openid-configuration")
        whole = all(isinstance(found.get(name), str) for name in _ENDPOINTS)
        if found.get("issuer") != self.provider.issuer or not whole:
            raise ProviderAway("metadata")
        self._metadata = (time.monotonic(), found)
        return found

    async def _keys(self, metadata: dict[str, Any]) -> KeySet:
        """Fetched at each login: providers change keys, and logins are rare."""
        found = await self._ask("GET", metadata["jwks_uri"])
        try:
            return KeySet.import_key_set(found)  # type: ignore[arg-type]
        except (JoseError, KeyError, ValueError, TypeError) as error:
            raise ProviderAway("keys") from error

    async def _post(self, url: str, body: dict[str, str], audience: str) -> dict[str, Any]:
        """Sends a form with proof of who we are. What the provider refuses comes back as its `error`."""
        proof = proof_of_client(self.provider, audience)
        return await self._ask("POST", url, data={**body, **proof.fields}, headers=proof.headers)

    async def _ask(self, method: str, url: str, **more: Any) -> dict[str, Any]:
        try:
            async with httpx.AsyncClient(transport=self._transport, timeout=_TIMEOUT, trust_env=False) as http:
                answer = await http.request(method, url, **more)
                found = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            raise ProviderAway(type(error).__name__) from error
        if not isinstance(found, dict) or (answer.is_error and "error" not in found):
            raise ProviderAway("answer")
        return found
