"""How our client shows the provider who it is: a signed assertion (private_key_jwt, RFC 7523) or its secret (Basic, RFC 6749 2.3.1)."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from urllib.parse import quote_plus

from authlib.oauth2.rfc7523 import private_key_jwt_sign
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey

from api.staff.oidc.setup import Provider, StaffFileWrong

_ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_LASTS = 60
"""Seconds. ID-porten takes at most 120."""


@dataclass(frozen=True)
class Proof:
    """What goes along with a request."""

    fields: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)


def proof_of_client(provider: Provider, audience: str) -> Proof:
    """The proof for one request. `audience` is the issuer, which Norwegian providers ask for."""
    if not provider.by_key:
        both = f"{quote_plus(provider.client_id)}:{quote_plus(provider.secret)}"
        return Proof(headers={"Authorization": f"Basic {base64.b64encode(both.encode()).decode()}"})
    header = {"kid": provider.key_id} if provider.key_id else None
    assertion = private_key_jwt_sign(
        read_key(provider), provider.client_id, audience, alg=provider.algorithm, header=header, expires_in=_LASTS
    )
    return Proof({"client_id": provider.client_id, "client_assertion_type": _ASSERTION, "client_assertion": assertion})


def read_key(provider: Provider) -> RSAKey | ECKey:
    """The private key, from PEM or JWK. Raises StaffFileWrong."""
    try:
        if provider.algorithm.startswith("ES"):
            return ECKey.import_key(provider.secret)
        return RSAKey.import_key(provider.secret)
    except (JoseError, ValueError, TypeError):
        raise StaffFileWrong(f"the private key is no key for {provider.algorithm}") from None
