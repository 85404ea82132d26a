"""A referral on paper: for the sender's own copy, for the print button, and for units that still file on paper."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import cast

from fpdf import FPDF
from fpdf.enums import MethodReturnValue

from referrals.gateways.base import Delivered, Delivery, Outcome
from referrals.gateways.files import drop, passed_over, writable
from referrals.gateways.lines import head_lines, label, sections
from referrals.gateways.settings import GatewaySettings
from referrals.submission import Language
from referrals.wording import in_language, name_of, texts

_FONTS = (
    Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"),
    Path("/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf"),
)
_FAMILY, _CORE = "Document", "Helvetica"
_LEFT, _LINE, _KEEP = 52, 6, 24
_PAGES = "{veiviser-pages}"
_PLAIN = str.maketrans({"–": "-", "—": "-", "−": "-", "•": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "..."})

for _name in ("fpdf", "fontTools"):  # they log the signs that a font lacks, which are signs of somebody's name
    logging.getLogger(_name).setLevel(logging.ERROR)


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
        if (outcome := passed_over(delivery)) is not None:
            return outcome
        document = PdfDocument(self._settings.pdf_font).render(delivery, delivery.unit_language)
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
        for heading, lines in sections(delivery, language):
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
        foot = in_language(texts("document")["page"], language)
        page = _Sheets(lambda number: foot.format(reference=delivery.reference, number=number, of=_PAGES))
        page.alias_nb_pages(_PAGES)
        page.set_lang({"nb": "nb-NO", "nn": "nn-NO"}.get(language, "en"))
        page.set_title(self._sayable(f"{name_of('kinds', delivery.kind, language)} {delivery.reference}"))
        page.set_creation_date(delivery.created_at)
        page.set_margins(20, 18, 20)
        if self.font:
            page.add_font(_FAMILY, fname=str(self.font))
        page.set_font(self._family, size=11)
        page.add_page()
        return page

    def _title(self, page: FPDF, text: str) -> None:
        page.set_font(self._family, size=18)
        page.multi_cell(0, 10, self._sayable(text), new_x="LMARGIN", new_y="NEXT")
        page.ln(2)

    def _heading(self, page: FPDF, text: str) -> None:
        if page.will_page_break(_KEEP):
            page.add_page()
        page.ln(4)
        page.set_font(self._family, size=13)
        page.cell(0, 8, self._sayable(text), new_x="LMARGIN", new_y="NEXT")

    def _lines(self, page: FPDF, lines: list[tuple[str, str]]) -> None:
        page.set_font(self._family, size=11)
        for head, text in lines:
            heading = self._sayable(f"{head}:")
            width = _LEFT - 4
            high = page.multi_cell(width, _LINE, heading, dry_run=True, output=MethodReturnValue.HEIGHT)
            if page.will_page_break(cast(float, high)):
                page.add_page()
            top = page.get_y()
            page.multi_cell(width, _LINE, heading, new_x="LMARGIN", new_y="NEXT")
            below, sheet = page.get_y(), page.page_no()
            page.set_xy(page.l_margin + _LEFT, top)
            page.multi_cell(0, _LINE, self._sayable(text), new_x="LMARGIN", new_y="NEXT")
            if page.page_no() == sheet:
                page.set_y(max(below, page.get_y()))

    def _sayable(self, text: str) -> str:
        """PDF's own fonts stop at Latin-1: other signs become plain ones or question marks rather than an error."""
        composed = unicodedata.normalize("NFC", text)
        return composed if self.font else composed.translate(_PLAIN).encode("latin-1", "replace").decode("latin-1")


class _Sheets(FPDF):
    """A4 with a foot on each sheet, so that sheets which come apart can be put together."""

    def __init__(self, foot: Callable[[int], str]) -> None:
        super().__init__(format="A4")
        self._foot = foot

    def footer(self) -> None:
        """See FPDF."""
        self.set_y(-14)
        self.set_font_size(9)
        self.cell(0, 5, self._foot(self.page_no()), align="R")
