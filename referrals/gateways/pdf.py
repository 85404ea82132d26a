"""A referral on paper: for the sender's own copy, for the print button, and for units that still file on paper."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from fpdf import FPDF

from referrals.gateways.base import Delivered, Delivery, Outcome, Refused
from referrals.gateways.files import drop, writable
from referrals.gateways.lines import head_lines, label, sections
from referrals.gateways.settings import GatewaySettings
from referrals.submission import Language
from referrals.wording import name_of

_FONTS = (
    Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"),
    Path("/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf"),
)
_FAMILY, _CORE = "Document", "Helvetica"
_LEFT = 52


class PdfFolder:
    """Drops one PDF a delivery into a folder."""

    name = "pdf"
    carries_content = True

    def __init__(self, settings: GatewaySettings) -> None:
        self._settings = settings

    def check_config(self) -> list[str]:
        """See Gateway."""
        return writable(self._settings.pdf_folder)

    def deliver(self, delivery: Delivery, dry_run: bool = False) -> Outcome:
        """See Gateway."""
        if delivery.content is None:
            return Refused("nothing to print")
        document = PdfDocument(self._settings.pdf_font).render(delivery, delivery.language)
        if dry_run:
            return Delivered(receipt=f"dry run, {len(document)} bytes")
        return drop(self._settings.pdf_folder, f"{delivery.id}.pdf", document)


class PdfDocument:
    """Renders with the font of the settings, else one of Debian's that knows most scripts, else PDF's own (Western European only)."""

    def __init__(self, font: Path | None = None) -> None:
        self._wanted = font

    @cached_property
    def font(self) -> Path | None:
        """The font file, None for PDF's own."""
        return next((path for path in (self._wanted, *_FONTS) if path is not None and path.exists()), None)

    def render(self, delivery: Delivery, language: Language) -> bytes:
        """The PDF, A4."""
        page = self._page(delivery, language)
        self._title(page, name_of("kinds", delivery.kind, language))
        self._lines(page, list(head_lines(delivery, language)))
        if delivery.content is not None:
            for heading, lines in sections(delivery.content, language):
                self._heading(page, heading)
                self._lines(page, lines)
        page.ln(6)
        page.set_font(self._family, size=9)
        page.multi_cell(0, 5, self._sayable(label("footer", language)), new_x="LMARGIN", new_y="NEXT")
        return bytes(page.output())

    @property
    def _family(self) -> str:
        return _FAMILY if self.font else _CORE

    def _page(self, delivery: Delivery, language: Language) -> FPDF:
        page = FPDF(format="A4")
        page.set_lang({"nb": "nb-NO", "nn": "nn-NO"}.get(language, "en"))
        page.set_title(self._sayable(f"{name_of('kinds', delivery.kind, language)} {delivery.reference}"))
        page.set_creation_date(delivery.created_at)
        page.set_margins(20, 18, 20)
        if self.font:
            page.add_font(_FAMILY, fname=str(self.font))
        page.add_page()
        return page

    def _title(self, page: FPDF, text: str) -> None:
        page.set_font(self._family, size=18)
        page.multi_cell(0, 10, self._sayable(text), new_x="LMARGIN", new_y="NEXT")
        page.ln(2)

    def _heading(self, page: FPDF, text: str) -> None:
        page.ln(4)
        page.set_font(self._family, size=13)
        page.cell(0, 8, self._sayable(text), new_x="LMARGIN", new_y="NEXT")

    def _lines(self, page: FPDF, lines: list[tuple[str, str]]) -> None:
        page.set_font(self._family, size=11)
        for head, text in lines:
            top = page.get_y()
            page.multi_cell(_LEFT - 4, 6, self._sayable(f"{head}:"), new_x="RIGHT", new_y="TOP")
            page.set_xy(page.l_margin + _LEFT, top)
            page.multi_cell(0, 6, self._sayable(text), new_x="LMARGIN", new_y="NEXT")

    def _sayable(self, text: str) -> str:
        """PDF's own fonts stop at Latin-1: other signs become question marks rather than an error."""
        return text if self.font else text.encode("latin-1", "replace").decode("latin-1")
