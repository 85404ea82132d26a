"""Settings of the gate, from environment variables with the prefix VEIVISER_ (docs/gate.md lists them all)."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from limits import parse_many
from pydantic import AfterValidator, Field
from pydantic_settings import BaseSettings, SettingsConfigDict


def _known_scheme(*schemes: str) -> AfterValidator:
    def check(url: str) -> str:
        if url.partition("://")[0].partition("+")[0] not in schemes or "://" not in url:
            raise ValueError(f"must start with one of {schemes}")
        return url

    return AfterValidator(check)


def _rate(text: str) -> str:
    parse_many(text)
    return text


DatabaseUrl = Annotated[str, _known_scheme("sqlite", "postgresql")]
LimitsUrl = Annotated[str, _known_scheme("async")]
HttpUrl = Annotated[str, _known_scheme("http", "https")]
Extension = Annotated[str, Field(pattern=r"^[0-9A-Za-z+*_.-]{1,32}$")]
"""What the exchange dials: never anything that its dialplan could read otherwise."""
Rate = Annotated[str, AfterValidator(_rate)]


class Settings(BaseSettings):
    """Everything an operator may set. Times are in seconds, sizes in bytes, rates in the notation of `limits`."""

    model_config = SettingsConfigDict(env_prefix="VEIVISER_", extra="ignore", frozen=True)

    environment: Literal["development", "production"] = "development"
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    trusted_proxies: str = ""
    """Addresses (comma separated) whose X-Forwarded-For is believed. Empty: nobody's."""

    database_url: DatabaseUrl = "sqlite:///var/veiviser.db"
    var_dir: Path = Path("var")
    data_key_file: Path = Path("var/secrets/data.key")
    actions_secret_file: Path = Path("var/secrets/actions")
    web_dir: Path = Path("web")

    rasa_url: HttpUrl = "http://127.0.0.1:5005"
    actions_url: HttpUrl = "http://127.0.0.1:5055"
    bot_timeout: float = Field(default=5.0, gt=0)
    bot_connections: int = Field(default=32, ge=1)

    max_text: int = 1_000
    """Characters of a message after cleaning. The contract fixes it."""
    max_message_body: int = 16_384
    """A message of `max_text` characters takes up to 12 bytes a character in JSON (an escaped surrogate pair)."""
    max_body: int = 65_536
    body_timeout: float = 10.0
    request_timeout: float = 20.0

    max_turns_in_flight: int = Field(default=40, ge=0)
    turn_wait: float = 5.0
    """How long a message waits for the one before it in the same conversation."""
    max_waiting_turns: int = 4

    limits_storage: LimitsUrl = "async+memory://"
    """Several gates share their counts through `async+redis://...`."""
    limit_create: Rate = "300/5 seconds;3000/minute"
    limit_message: Rate = "30/second;600/minute"
    limit_address: Rate = "100/second;6000/minute"
    limit_referral: Rate = "10/minute;60/hour"
    """Referrals per address through the form page and the API; a conversation sends at most three a day."""
    limit_guess: Rate = "5/minute;30/hour"
    """Wrong references or secrets per address."""
    max_form_body: int = 262_144
    """A form of the pages holds several long texts, and a letter takes up to twelve bytes in it."""

    voice: Literal["auto", "off"] = "auto"
    """`auto`: people can speak where a recogniser and a voice are installed (`veiviser voice check`)."""
    voice_checkpoint: Path = Path("var/voice/whisper-base")
    voice_digest: str = ""
    """SHA-256 of the checkpoint's model.bin; the default checkpoint has its own."""
    voice_piper: Path | None = None
    voice_recordings: Path | None = None
    voice_threads: int = Field(default=2, ge=1)
    voice_sessions: int = Field(default=4, ge=0)
    """Spoken conversations at once in this process."""
    voice_idle: float = 300.0
    voice_longest: float = 1800.0

    phone: Literal["off", "on"] = "off"
    """Whether calls are taken from an Asterisk (docs/telephone.md)."""
    phone_host: str = "127.0.0.1"
    phone_port: int = Field(default=9092, ge=1, le=65535)
    phone_agi_port: int = Field(default=9093, ge=1, le=65535)
    phone_municipality: str = ""
    """The municipality whose number is called. Empty: it is asked for when it matters."""
    phone_transfer: dict[str, Extension] = {}
    """Extensions by municipality; `default` for all others. Empty: nobody is put through, a number is said."""
    phone_longest: float = Field(default=900.0, gt=0)

    readiness_question: str = "Hva gjør koordinerende enhet?"
    readiness_cache: float = 5.0
    catalogue_refresh: float = 60.0

    public_url: HttpUrl | None = None
    """The address that browsers see, without a path: what the login provider sends people back to."""
    staff_login: Literal["auto", "development", "oidc", "off"] = "auto"
    staff_file: Path = Path("local/staff.yaml")
    staff_idle: float = Field(default=1_800.0, gt=0)
    staff_absolute: float = Field(default=36_000.0, gt=0)

    worker: Literal["inside", "off"] = "inside"
    """Whether this gate also delivers referrals. `off`: `veiviser referrals work` does, somewhere."""
    worker_pause: float = Field(default=2.0, gt=0)
    audit_anchors: Path = Path("var/audit-anchors")

    @cached_property
    def development(self) -> bool:
        """Whether the OpenAPI pages are shown and a missing data key is made."""
        return self.environment == "development"
