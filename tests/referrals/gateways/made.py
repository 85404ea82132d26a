"""Deliveries and settings for the channels' tests. The person in them stands nowhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from referrals.gateways.base import Delivery, Notice, Unit
from referrals.gateways.settings import GatewaySettings
from referrals.kinds import Kind, Relation
from referrals.submission import Party, Submission

PERSONAL = ("Gudrun", "Fossheimsvoll", "+4790123456", "gudrun@eksempel.no", "Tuftabakken", "lammelse", "1951")
UNIT = Unit("alesund-tildelingskontoret", "Tildelingskontoret", "alesund", email="post@eksempel.no", her_id="8143060")


def submission(**changes: object) -> Submission:
    given: dict[str, object] = {
        "kind": Kind.MELDING,
        "area": "alesund",
        "relation": Relation.NEXT_OF_KIN,
        "sender": Party(name="Gudrun Fossheimsvoll", phone="+4790123456", email="gudrun@eksempel.no"),
        "person": Party(name="Åsmund Fossheimsvoll", birth_year=1951, address="Tuftabakken 3"),
        "informed": "yes",
        "consent": True,
        "need": "Venstresidig lammelse etter slag.\nKommer hjem fredag.",
        "important": "Å komme seg ut på tunet",
        "discharge_on": date(2026, 12, 4),
        "children_in_family": False,
    }
    return Submission.model_validate({**given, **changes})


def delivery(content: Submission | None = None, notice: Notice = "submitted", **changes: object) -> Delivery:
    made = Delivery(
        id="0123456789abcdef0123456789abcdef",
        referral_id="fedcba9876543210fedcba9876543210",
        reference="V-7KQ3-M9TD",
        kind="melding",
        notice=notice,
        unit=UNIT,
        created_at=datetime(2026, 11, 27, 9, 0, tzinfo=UTC),
        language="nb",
        attempt=1,
        due_at=datetime(2026, 12, 2, 22, 59, tzinfo=UTC),
        content=content,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def settings(folder: Path, **changes: object) -> GatewaySettings:
    given: dict[str, object] = {
        "smtp_host": "127.0.0.1",
        "smtp_sender": "veiviser@eksempel.no",
        "smtp_starttls": "off",
        "smtp_timeout": 1.0,
        "fhir_folder": folder / "fhir",
        "dialogmelding_folder": folder / "dialogmelding",
        "dialogmelding_theme": "99|Annet",
        "pdf_folder": folder / "pdf",
        "demo_folder": folder / "demo",
        "sender_her_id": "112374",
        "sender_organisation_number": "999999999",
    }
    return GatewaySettings.model_validate({**given, **changes})
