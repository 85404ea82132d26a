"""PDF, FHIR and Dialogmelding: read back by other programs than the ones that wrote them."""

from __future__ import annotations

import base64
import io
import os
from pathlib import Path

import pytest
from fhir.resources.R4B.bundle import Bundle
from lxml import etree
from pypdf import PdfReader

from referrals.gateways.dialogmelding import BASE64, DIALOG, HEAD, Dialogmelding
from referrals.gateways.fhir_bundle import FhirBundle
from referrals.gateways.pdf import PdfDocument
from referrals.kinds import Kind, Relation
from referrals.submission import Language, Party
from tests.referrals.gateways.made import delivery, settings, submission

SCHEMAS = os.environ.get("VEIVISER_NHN_XSD_DIR")
PROFESSIONAL = {
    "kind": Kind.HENVISNING,
    "relation": Relation.PROFESSIONAL,
    "sender": Party(name="Nora Vik", phone="+4770162000", profession="Sykepleier", organisation="Slagposten"),
}


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.parametrize(("language", "word"), [("nb", "Gjelder"), ("nn", "Gjeld"), ("en", "Concerns")])
def test_the_pdf_can_be_read(language: Language, word: str) -> None:
    text = text_of(PdfDocument().render(delivery(submission()), language))
    for expected in (word, "Åsmund Fossheimsvoll", "V-7KQ3-M9TD", "Venstresidig lammelse etter slag."):
        assert expected in text


@pytest.mark.parametrize("name", ["Łukasz Żółć", "محمد علي", "Áilu 北野", "Ole " + "lang" * 28])
def test_no_name_breaks_the_pdf(name: str) -> None:
    made = submission(sender=Party(name=name, phone="+4770162000"), need="ord " * 900)
    assert len(PdfReader(io.BytesIO(PdfDocument().render(delivery(made), "nb"))).pages) >= 2
    without_font = PdfDocument()
    without_font.__dict__["font"] = None
    assert without_font.render(delivery(made), "nb").startswith(b"%PDF")


@pytest.mark.parametrize("changes", [{}, PROFESSIONAL, {"relation": Relation.SELF, "person": None}])
def test_the_bundle_is_fhir_and_its_references_lead_somewhere(changes: dict[str, object], tmp_path: Path) -> None:
    bundle = FhirBundle(settings(tmp_path)).bundle(delivery(submission(**changes)))
    Bundle.model_validate(bundle)
    known = {entry["fullUrl"] for entry in bundle["entry"]}
    kinds = [entry["resource"]["resourceType"] for entry in bundle["entry"]]
    assert kinds[:3] == ["ServiceRequest", "Task", "Patient"]
    assert ("RelatedPerson" in kinds) == (not changes)
    for entry in bundle["entry"]:
        for value in entry["resource"].values():
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, dict) and "reference" in item:
                    assert item["reference"] in known


def test_a_repetition_has_the_same_ids_and_a_server_makes_nothing_twice(tmp_path: Path) -> None:
    gateway = FhirBundle(settings(tmp_path, fhir_url="https://eksempel.no/fhir"))
    first, again = (gateway.bundle(delivery(submission(), attempt=attempt)) for attempt in (1, 2))
    assert first == again
    assert all(entry["request"]["ifNoneExist"].startswith("identifier=") for entry in first["entry"])


def test_a_withdrawal_cancels_the_task(tmp_path: Path) -> None:
    bundle = FhirBundle(settings(tmp_path)).bundle(delivery(submission(), notice="withdrawn"))
    assert bundle["entry"][1]["resource"]["status"] == "cancelled"


def test_the_dialogmelding_holds_text_and_pdf(tmp_path: Path) -> None:
    root = Dialogmelding(settings(tmp_path)).message(delivery(submission(need="slag\x00\x0b & <mer>")))
    parsed = etree.fromstring(etree.tostring(root))
    assert parsed.findtext(f".//{{{HEAD}}}MsgId") == "01234567-89ab-cdef-0123-456789abcdef"
    note = parsed.findtext(f".//{{{DIALOG}}}TekstNotatInnhold") or ""
    assert "slag & <mer>" in note
    pdf = base64.b64decode(parsed.findtext(f".//{{{BASE64}}}Base64Container") or "")
    assert "Åsmund Fossheimsvoll" in text_of(pdf)


@pytest.mark.skipif(not SCHEMAS, reason="VEIVISER_NHN_XSD_DIR names no folder with NHN's schemas (docs/gateways.md)")
def test_head_and_dialogmelding_follow_the_schemas_of_nhn(tmp_path: Path) -> None:
    root = Dialogmelding(settings(tmp_path)).message(delivery(submission()))
    folder = Path(SCHEMAS or "")
    dialog = root.find(f".//{{{DIALOG}}}Dialogmelding")
    assert dialog is not None
    etree.XMLSchema(etree.parse(folder / "dialogmelding-v1.1.xsd")).assertValid(
        etree.fromstring(etree.tostring(dialog))
    )
    for content in root.iter(f"{{{HEAD}}}Content"):  # what is inside has schemas of its own
        for child in list(content):
            content.remove(child)
    etree.XMLSchema(etree.parse(folder / "MsgHead-v1_2.xsd")).assertValid(etree.fromstring(etree.tostring(root)))
