"""local/staff.yaml: which provider, and what its claims give. Read once at the start; a fault in it ends the start with its reason."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from referrals.people import Role

_PRESETS = Path(__file__).with_name("presets.yaml")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Level(_Strict):
    """The claim that tells the level of a login, and which values suffice."""

    claim: str
    accepted: list[str] = Field(min_length=1)


class Preset(_Strict):
    """What is the same for all who use a provider."""

    issuers: dict[Literal["test", "production"], str]
    scopes: list[str]
    acr_values: list[str]
    level: Level | None
    name: list[str]


class ProviderSettings(_Strict):
    """The `provider` of local/staff.yaml. What is given here goes before the preset."""

    preset: Literal["idporten", "ansattporten", "helseid", "generic"]
    environment: Literal["test", "production"] = "production"
    issuer: str | None = None
    client_id: str = Field(min_length=1)
    client_secret_file: Path | None = None
    private_key_file: Path | None = None
    """A private key as JWK or PEM: the client shows who it is by `private_key_jwt`."""
    key_id: str | None = None
    algorithm: Literal["RS256", "PS256", "ES256"] = "RS256"
    scopes: list[str] | None = None
    acr_values: list[str] | None = None
    level: Level | None = None
    authorization_details: list[dict[str, Any]] | None = None
    """Rich authorization requests (RFC 9396): with Ansattporten, which right for which organisation is asked for."""

    @model_validator(mode="after")
    def _one_way_to_show_who_we_are(self) -> ProviderSettings:
        if (self.client_secret_file is None) == (self.private_key_file is None):
            raise ValueError("provider needs either client_secret_file or private_key_file")
        if self.preset == "generic" and self.issuer is None:
            raise ValueError("the preset generic needs an issuer")
        return self


class AccessRule(_Strict):
    """Who has this value in this claim gets these roles, at these units. A list as `claim` is a path into objects and lists."""

    claim: str | list[str]
    equals: str | list[str]
    roles: Annotated[list[Role], Field(min_length=1)]
    units: list[str] = Field(default_factory=list)
    municipalities: list[str] = Field(default_factory=list)
    """All units of these places."""
    name: str | None = None


class StaffFile(_Strict):
    """The whole file."""

    provider: ProviderSettings
    access: list[AccessRule]


class Provider(_Strict):
    """A provider as the login uses it: preset and own settings together."""

    issuer: str
    client_id: str
    secret: str
    by_key: bool
    key_id: str | None
    algorithm: str
    scopes: list[str]
    acr_values: list[str]
    level: Level | None
    name: list[str]
    authorization_details: list[dict[str, Any]] | None


class StaffFileWrong(ValueError):
    """local/staff.yaml cannot be used; the text says where."""


@lru_cache(maxsize=1)
def presets() -> dict[str, Preset]:
    """The presets by name."""
    raw = yaml.safe_load(_PRESETS.read_text(encoding="utf-8"))
    return {name: Preset.model_validate(item) for name, item in raw.items()}


def read_staff_file(path: Path) -> StaffFile:
    """The file. Raises StaffFileWrong."""
    try:
        return StaffFile.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise StaffFileWrong(f"login by OIDC needs {path}: see docs/inbox.md") from None
    except (ValidationError, yaml.YAMLError) as error:
        raise StaffFileWrong(f"{path}: {_reason(error)}") from None


def provider_of(settings: ProviderSettings, development: bool) -> Provider:
    """Preset and settings together. Raises StaffFileWrong for what cannot work, such as an issuer without HTTPS."""
    preset = presets()[settings.preset]
    issuer = settings.issuer or preset.issuers.get(settings.environment, "")
    if not issuer.startswith("https://") and not development:
        raise StaffFileWrong(f"the issuer {issuer} must be an https address")
    secret_file = settings.private_key_file or settings.client_secret_file
    assert secret_file is not None
    try:
        secret = secret_file.read_text(encoding="utf-8").strip()
    except OSError:
        raise StaffFileWrong(f"{secret_file} cannot be read") from None
    return Provider(
        issuer=issuer,
        client_id=settings.client_id,
        secret=secret,
        by_key=settings.private_key_file is not None,
        key_id=settings.key_id,
        algorithm=settings.algorithm,
        scopes=settings.scopes or preset.scopes,
        acr_values=preset.acr_values if settings.acr_values is None else settings.acr_values,
        level=settings.level or preset.level,
        name=preset.name,
        authorization_details=settings.authorization_details,
    )


def _reason(error: ValidationError | yaml.YAMLError) -> str:
    if isinstance(error, yaml.YAMLError):
        return "not YAML"
    first = error.errors(include_input=False)[0]
    return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
