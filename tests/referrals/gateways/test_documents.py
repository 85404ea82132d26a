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

from referrals.gateways.base import Notice
from referrals.gateways.dialogmelding import BASE64, DIALOG, HEAD, Dialogmelding
from referrals.gateways.fhir_bundle import FhirBundle, check_codes
from referrals.gateways.pdf import PdfDocument
from referrals.kinds import Kind, Relation
from referrals.submission import Language, Party
from referrals.wording import name_of
from tests.referrals.gateways.made import delivery, settings, submission

SCHEMAS = os.environ.get("VEIVISER_NHN_XSD_DIR")
PROFESSIONAL = {
    "kind": Kind.HENVISNING,
    "relation": Relation.PROFESSIONAL,
    "sender": Party(name="Nora Vik", phone="+4770162000", profession="Sykepleier", organisation="Slagposten"),
}

SELF = {"relation": Relation.SELF, "person": None}


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


@pytest.mark.parametrize("lines", range(18, 44, 5))
def test_a_label_stands_on_the_sheet_where_its_text_begins(lines: int) -> None:
    made = delivery(submission(need="\n".join(f"linje {number}" for number in range(lines)), important="å gå tur"))
    sheets = [page.extract_text() for page in PdfReader(io.BytesIO(PdfDocument().render(made, "nb"))).pages]
    for head, text in (
        ("Viktig for personen:", "å gå tur"),
        ("Kommer hjem:", "4. desember 2026"),
        ("Behov:", "linje 0"),
    ):
        assert [head in sheet for sheet in sheets] == [text in sheet for sheet in sheets]
    for number, sheet in enumerate(sheets, start=1):
        assert f"V-7KQ3-M9TD, side {number} av {len(sheets)}" in sheet


def test_the_documents_name_the_offer_that_was_asked_for(tmp_path: Path) -> None:
    made = delivery(submission(), service="Avlastning")
    assert "Avlastning" in text_of(PdfDocument().render(made, "nb"))
    assert FhirBundle(settings(tmp_path)).bundle(made)["entry"][0]["resource"]["code"] == {"text": "Avlastning"}


def test_a_withdrawal_says_so_and_repeats_nothing(tmp_path: Path) -> None:
    made = delivery(submission(), notice="withdrawn", language="nn")
    root = Dialogmelding(settings(tmp_path)).message(made)
    for text in (text_of(PdfDocument().render(made, "nn")), root.findtext(f".//{{{DIALOG}}}TekstNotatInnhold") or ""):
        assert "Den som sende saka, har trekt ho." in text
        assert "lammelse" not in text
    assert root.findtext(f".//{{{DIALOG}}}Tema") == "Trekt tilbake: Melding om mogleg behov V-7KQ3-M9TD"


def test_without_a_font_dashes_and_quotes_stay_readable() -> None:
    plain = PdfDocument()
    plain.__dict__["font"] = None
    text = text_of(plain.render(delivery(submission(need="“Hjem” – nå… A\u030asmund")), "nb"))
    assert '"Hjem" - nå... Åsmund' in text


@pytest.mark.parametrize("changes", [{}, PROFESSIONAL, SELF])
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


@pytest.mark.parametrize("relation", [item for item in Relation if item not in (Relation.SELF, Relation.PROFESSIONAL)])
def test_a_relation_has_norwegian_words_and_no_made_up_code(relation: Relation, tmp_path: Path) -> None:
    entries = FhirBundle(settings(tmp_path)).bundle(delivery(submission(relation=relation)))["entry"]
    relative = next(item["resource"] for item in entries if item["resource"]["resourceType"] == "RelatedPerson")
    assert relative["relationship"][0]["text"] == name_of("relations", relation.value, "nb")
    assert ("coding" in relative["relationship"][0]) is (relation is not Relation.OTHER)


@pytest.mark.parametrize(
    ("changes", "claimed"),
    [
        ({}, False),
        ({"informed": "no"}, False),
        (PROFESSIONAL, False),
        (SELF, True),
        ({"kind": Kind.SOKNAD, "relation": Relation.GUARDIAN, "authority": "verge"}, True),
        ({"kind": Kind.MELDING, "relation": Relation.PARENT}, False),
    ],
)
def test_nobody_consents_for_another_by_giving_information(
    changes: dict[str, object], claimed: bool, tmp_path: Path
) -> None:
    bundle = FhirBundle(settings(tmp_path)).bundle(delivery(submission(**changes)))
    assert ("Consent" in [entry["resource"]["resourceType"] for entry in bundle["entry"]]) is claimed


@pytest.mark.parametrize("field", ["status", "intent"])
def test_a_code_that_fhir_does_not_know_is_refused_though_the_library_takes_it(field: str, tmp_path: Path) -> None:
    bundle = FhirBundle(settings(tmp_path)).bundle(delivery(submission()))
    bundle["entry"][0]["resource"][field] = "nonsense"
    Bundle.model_validate(bundle)
    with pytest.raises(ValueError, match=f"^ServiceRequest.{field}$"):
        check_codes(bundle["entry"][0]["resource"])


def test_the_dialogmelding_holds_text_and_pdf(tmp_path: Path) -> None:
    root = Dialogmelding(settings(tmp_path)).message(delivery(submission(need="slag\x00\x0b & <mer>")))
    parsed = etree.fromstring(etree.tostring(root))
    assert parsed.findtext(f".//{{{HEAD}}}MsgId") == "01234567-89ab-cdef-0123-456789abcdef"
    note = parsed.findtext(f".//{{{DIALOG}}}TekstNotatInnhold") or ""
    assert "slag & <mer>" in note
    pdf = base64.b64decode(parsed.findtext(f".//{{{BASE64}}}Base64Container") or "")
    assert "Åsmund Fossheimsvoll" in text_of(pdf)


@pytest.mark.skipif(not SCHEMAS, reason="VEIVISER_NHN_XSD_DIR names no folder with NHN's schemas (docs/gateways.md)")
@pytest.mark.parametrize("changes", [{}, PROFESSIONAL, SELF])
@pytest.mark.parametrize("notice", ["submitted", "redirected", "withdrawn"])
def test_head_and_dialogmelding_follow_the_schemas_of_nhn(
    notice: Notice, changes: dict[str, object], tmp_path: Path
) -> None:
    made = delivery(submission(**changes), notice=notice, service="Avlastning")
    root = Dialogmelding(settings(tmp_path)).message(made)
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
