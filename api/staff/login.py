"""How staff come in: at the provider, by the demo people of development, or not at all."""

from __future__ import annotations

from dataclasses import dataclass

from api.settings import Settings
from api.staff.development import DevelopmentLogin
from api.staff.oidc.client import OidcClient
from api.staff.oidc.people import UnitsOf
from api.staff.oidc.proof import read_key
from api.staff.oidc.setup import AccessRule, StaffFileWrong, provider_of, read_staff_file

CALLBACK = "/ansatt/logg-inn/tilbake"


@dataclass(frozen=True)
class Login:
    """At most one way is there; with none the pages say that no login is set up."""

    development: DevelopmentLogin | None = None
    oidc: OidcClient | None = None
    rules: tuple[AccessRule, ...] = ()


def build_login(settings: Settings, units_of: UnitsOf) -> Login:
    """By VEIVISER_STAFF_LOGIN; `auto` is the demo people in development and nothing elsewhere.

    Raises DevelopmentLoginRefused, StaffFileWrong.
    """
    wanted = settings.staff_login
    if wanted == "auto":
        wanted = "development" if settings.development else "off"
    if wanted == "development":
        return Login(development=DevelopmentLogin(settings, units_of))
    if wanted == "oidc":
        return _oidc(settings)
    return Login()


def _oidc(settings: Settings) -> Login:
    if settings.public_url is None:
        raise StaffFileWrong("login by OIDC needs VEIVISER_PUBLIC_URL, the address that browsers see")
    if not settings.development and not settings.public_url.startswith("https://"):
        raise StaffFileWrong("VEIVISER_PUBLIC_URL must be an https address")
    file = read_staff_file(settings.staff_file)
    provider = provider_of(file.provider, settings.development)
    if provider.by_key:
        read_key(provider)  # a wrong key ends the start, not the first login
    return Login(oidc=OidcClient(provider, settings.public_url.rstrip("/") + CALLBACK), rules=tuple(file.access))
