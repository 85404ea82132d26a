"""A case as PDF: what was sent, by the same document that the channel `pdf` makes."""

from __future__ import annotations

from referrals.gateways.base import Delivery, Unit
from referrals.gateways.settings import GatewaySettings
from referrals.submission import Language
from referrals.units import Units
from referrals.views import Case


def case_as_pdf(case: Case, units: Units, language: str) -> bytes:
    """The document, A4, with its headings in a language."""
    row = case.row
    words: Language = "nn" if language == "nn" else "en" if language == "en" else "nb"
    delivery = Delivery(
        id=row.id,
        referral_id=row.id,
        reference=row.reference,
        kind=row.kind.value,
        notice="submitted",
        unit=units.get(row.unit) or Unit(row.unit, case.unit_name, row.area),
        created_at=row.submitted_at,
        language=words,
        attempt=1,
        due_at=row.due_at,
        content=case.submission,
    )
    # Loaded with the first document: fpdf and its fonts take a second and 20 MB, and few gates print.
    from referrals.gateways.pdf import PdfDocument  # noqa: PLC0415

    return PdfDocument(GatewaySettings().pdf_font).render(delivery, words)
