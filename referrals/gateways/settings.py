"""Settings of the channels, from environment variables with the prefix VEIVISER_ (docs/gateways.md)."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class GatewaySettings(BaseSettings):
    """What an installation sends with. Units say which channels they want (local/units.yaml). Secrets lie in files, not here."""

    model_config = SettingsConfigDict(env_prefix="VEIVISER_", extra="ignore", frozen=True)

    environment: Literal["development", "production"] = "development"
    staff_url: str = "http://127.0.0.1:8000/ansatt"
    """Where a notice leads: the staff pages behind the login."""

    smtp_host: str = ""
    smtp_port: int = Field(default=587, ge=1, le=65535)
    smtp_starttls: Literal["required", "off"] = "required"
    """`off` is taken on loopback in development only."""
    smtp_ca_file: Path | None = None
    smtp_user: str = ""
    smtp_password_file: Path | None = None
    smtp_sender: str = ""
    smtp_timeout: float = Field(default=15.0, gt=0, le=45)

    webhook_timeout: float = Field(default=15.0, gt=0, le=60)
    webhook_networks: str = ""
    """Private networks (CIDR, comma separated) that a webhook may go to. Empty: public addresses only."""
    webhook_content: bool = False
    """Whether a webhook may carry the referral itself, to units that want it (`webhook_content`). Else: reference and kind."""
    webhook_ca_file: Path | None = None
    """Who vouches for the certificates of webhooks and of the FHIR server, beside the authorities that the system knows."""

    fhir_folder: Path = Path("var/fhir")
    fhir_url: str = ""
    """A FHIR server's base; then bundles are posted there, else they are written to the folder."""
    fhir_token_file: Path | None = None
    dialogmelding_folder: Path = Path("var/dialogmelding")
    dialogmelding_theme: str = ""
    """`code|name` out of NHN's code list 7322 (Tema for helsefaglig dialog)."""
    pdf_folder: Path = Path("var/pdf")
    pdf_font: Path | None = None
    sender_name: str = "Veiviser"
    sender_organisation_number: str = ""
    sender_her_id: str = ""

    demo_folder: Path = Path("var/demo-outbox")
    demo_script: str = "again,again,ok"
    """What the failing demo does, one word a try: ok, again, refuse, hang; the last one repeats."""


def secret_of(path: Path | None) -> str | None:
    """The content of a secret's file, None when there is none or it is empty."""
    if path is None or not path.is_file():
        return None
    return path.read_text(encoding="utf-8").strip() or None
