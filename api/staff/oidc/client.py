"""The way to the provider and back: authorization code with PKCE, and every check of what comes back."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import httpx
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet, RSAKey

from api.staff.oidc.attempts import Attempt
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
        """The address at the provider to send the browser to. Raises ProviderAway."""
        metadata = await self._discover()
        wanted: dict[str, str] = {"nonce": attempt.nonce}
        if self.provider.acr_values:
            wanted["acr_values"] = " ".join(self.provider.acr_values)
        if self.provider.authorization_details:
            wanted["authorization_details"] = json.dumps(self.provider.authorization_details)
        async with self._client(metadata) as client:
            url, _ = client.create_authorization_url(
                metadata["authorization_endpoint"], state=attempt.state, code_verifier=attempt.verifier, **wanted
            )
            pushed = metadata.get("pushed_authorization_request_endpoint")
            return await self._push(client, pushed, url) if pushed else str(url)

    async def _push(self, client: AsyncOAuth2Client, endpoint: str, url: str) -> str:
        """Hands the request over beforehand (PAR, RFC 9126): the browser carries only a number for it."""
        address, _, query = url.partition("?")
        try:
            answer = await client.post(
                endpoint,
                content=query,
                headers={"Content-Type": "application/x-www-form-urlencoded"},
                auth=client.client_auth(client.token_endpoint_auth_method),
                withhold_token=True,
            )
            answer.raise_for_status()
            number = answer.json()["request_uri"]
        except (httpx.HTTPError, KeyError, ValueError) as error:
            raise ProviderAway(type(error).__name__) from error
        return f"{address}?{urlencode({'client_id': self.provider.client_id, 'request_uri': number})}"

    async def finish(self, attempt: Attempt, code: str, issuer: str | None) -> LoggedIn:
        """Exchanges the code and checks the ID token. `issuer` is the parameter `iss` of the answer (RFC 9207), where there is one.

        Raises LoginRefused, ProviderAway.
        """
        if issuer is not None and issuer != self.provider.issuer:
            raise LoginRefused("issuer")
        metadata = await self._discover()
        token = await self._exchange(metadata, attempt, code)
        id_token = token.get("id_token")
        if not isinstance(id_token, str):
            raise LoginRefused("no id token")
        claims = await self._checked(metadata, id_token, attempt.nonce, token.get("access_token"))
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

    async def _exchange(self, metadata: dict[str, Any], attempt: Attempt, code: str) -> dict[str, Any]:
        try:
            async with self._client(metadata) as client:
                token: dict[str, Any] = await client.fetch_token(
                    metadata["token_endpoint"],
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=attempt.verifier,
                    redirect_uri=self._redirect_uri,
                )
                return token
        except OAuthError as error:
            raise LoginRefused("code") from error
        except (httpx.HTTPError, ValueError) as error:
            raise ProviderAway(type(error).__name__) from error

    async def _checked(
        self, metadata: dict[str, Any], id_token: str, nonce: str, access_token: str | None
    ) -> dict[str, Any]:
        keys = await self._keys(metadata)
        try:
            token = jwt.decode(id_token, keys, algorithms=_ALGORITHMS)
            claims = CodeIDToken(
                token.claims,
                token.header,
                options={
                    "iss": {"essential": True, "value": self.provider.issuer},
                    "aud": {"essential": True, "value": self.provider.client_id},
                    "sub": {"essential": True},
                },
                params={"nonce": nonce, "client_id": self.provider.client_id, "access_token": access_token},
            )
            claims.validate(leeway=_CLOCK_SKEW)
        except (JoseError, ValueError, TypeError) as error:
            raise LoginRefused(getattr(error, "claim", None) or "id token") from error
        return claims

    def _check_level(self, claims: dict[str, Any]) -> None:
        level = self.provider.level
        if level is not None and str(claims.get(level.claim)) not in level.accepted:
            raise LoginRefused("level")

    def _client(self, metadata: dict[str, Any]) -> AsyncOAuth2Client:
        provider = self.provider
        client = AsyncOAuth2Client(
            client_id=provider.client_id,
            client_secret=_key(provider) if provider.by_key else provider.secret,
            token_endpoint_auth_method="private_key_jwt" if provider.by_key else "client_secret_basic",
            scope=" ".join(provider.scopes),
            redirect_uri=self._redirect_uri,
            code_challenge_method="S256",
            transport=self._transport,
            timeout=_TIMEOUT,
            trust_env=False,
        )
        if provider.by_key:
            header = {"kid": provider.key_id} if provider.key_id else None
            client.register_client_auth_method(
                PrivateKeyJWT(metadata["issuer"], headers=header, alg=provider.algorithm)
            )
        return client

    async def _discover(self) -> dict[str, Any]:
        """The provider's metadata, kept for an hour. Metadata of another issuer counts as none."""
        if self._metadata is not None and time.monotonic() - self._metadata[0] < _KEEP_METADATA:
            return self._metadata[1]
        found = await self._get(self.provider.issuer.rstrip("/") + "/.well-known/openid-configuration")
        if found.get("issuer") != self.provider.issuer or not all(
            isinstance(found.get(name), str) for name in _ENDPOINTS
        ):
            raise ProviderAway("metadata")
        self._metadata = (time.monotonic(), found)
        return found

    async def _keys(self, metadata: dict[str, Any]) -> KeySet:
        """Fetched at each login: providers change keys, and logins are rare."""
        try:
            return KeySet.import_key_set(await self._get(metadata["jwks_uri"]))  # type: ignore[arg-type]
        except (JoseError, KeyError, ValueError, TypeError) as error:
            raise ProviderAway("keys") from error

    async def _get(self, url: str) -> dict[str, Any]:
        try:
            async with httpx.AsyncClient(transport=self._transport, timeout=_TIMEOUT, trust_env=False) as http:
                answer = await http.get(url)
                answer.raise_for_status()
                found = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            raise ProviderAway(type(error).__name__) from error
        if not isinstance(found, dict):
            raise ProviderAway("metadata")
        return found


def _key(provider: Provider) -> RSAKey | ECKey:
    return (
        ECKey.import_key(provider.secret) if provider.algorithm.startswith("ES") else RSAKey.import_key(provider.secret)
    )
