"""A case from arrival to its end, over the pages alone."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from referrals.kinds import Relation
from referrals.submission import Party
from tests.api.staff.desk import Desk
from tests.referrals.conftest import application

pytestmark = pytest.mark.anyio

NEED = "Jeg har hatt slag og klarer ikke trappa hjemme."


async def test_a_case_is_handled_from_arrival_to_coordinator(desk: Desk) -> None:
    case = desk.referral()
    await desk.log_in()
    listed = await desk.get("/ansatt/saker")
    assert f'href="/ansatt/saker/{case}"' in listed
    page = await desk.get(f"/ansatt/saker/{case}")
    assert NEED in page and "Åse Ødegård" in page and "+4770162000" in page
    for event, fields in (
        ("receive", {}),
        ("assess", {}),
        ("ask", {"note": "Når kommer du hjem?"}),
        ("appoint", {"coordinator": "Nina Koordinator", "coordinator_phone": "70 16 20 01"}),
        ("accept", {"note": "Du får hverdagsrehabilitering."}),
        ("close", {}),
    ):
        answer = await desk.act(case, event, **fields)
        assert answer.status_code == 303, answer.text
        assert answer.headers["location"] == f"/ansatt/saker/{case}?gjort={event}"
    page = await desk.get(f"/ansatt/saker/{case}?gjort=close")
    assert "Saken er avsluttet." in page and "Nina Koordinator, 70 16 20 01" in page
    assert "Kari Saksbehandler" in page


async def test_every_reading_is_logged_and_the_list_is_not_a_reading(desk: Desk) -> None:
    case = desk.referral()
    await desk.log_in()
    await desk.get("/ansatt/saker")
    before = [entry for entry in desk.audit() if entry[2] == "read"]
    await desk.get(f"/ansatt/saker/{case}")
    await desk.get(f"/ansatt/saker/{case}/utskrift")
    reads = [entry for entry in desk.audit() if entry[2] == "read"]
    assert before == []
    assert reads == [("caseworker", "demo:kari", "read", case)] * 2


async def test_the_list_holds_nothing_of_anybodys_health_or_name(desk: Desk) -> None:
    desk.referral()
    await desk.log_in()
    listed = await desk.get("/ansatt/saker")
    for told in (NEED, "Åse", "Ødegård", "4770162000", "hagen"):
        assert told not in listed


async def test_a_case_can_be_taken_out_as_pdf_and_that_is_logged(desk: Desk) -> None:
    case = desk.referral()
    await desk.log_in()
    answer = await desk.http.get(f"/ansatt/saker/{case}/pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    told = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert NEED in " ".join(told.split()) and "Åse Ødegård" in told
    [entry] = [row for row in desk.gate.referrals.audit.page() if row.action == "read"]
    assert (entry.actor, entry.subject, entry.purpose) == ("demo:kari", case, "pdf")


async def test_another_units_case_is_not_there(desk: Desk) -> None:
    case = desk.referral()
    await desk.log_in("mona")
    for path in (f"/ansatt/saker/{case}", f"/ansatt/saker/{case}/utskrift", f"/ansatt/saker/{case}/pdf"):
        page = await desk.get(path, 404)
        assert NEED not in page and "Finnes ikke" in page
    assert case not in await desk.get("/ansatt/saker?ended=1")
    proof = await desk.send(f"/ansatt/saker/{case}/handling/receive", "/ansatt/saker")
    assert proof.status_code == 404


@pytest.mark.parametrize("address", ["x", "0" * 32, "%00", "..%2f..", "A" * 5000])
async def test_a_case_that_was_never_there_is_not_found(desk: Desk, address: str) -> None:
    await desk.log_in()
    await desk.get(f"/ansatt/saker/{address}", 404)


@pytest.mark.parametrize(
    ("event", "fields", "said"),
    [
        ("reject", {"note": " "}, "Skriv hvorfor."),
        ("ask", {}, "Skriv hva dere trenger å vite."),
        ("appoint", {"coordinator": "", "note": "Hei"}, "Skriv navnet på koordinatoren."),
        ("appoint", {"coordinator": "Nina", "coordinator_phone": "abc"}, "Et telefonnummer kan ikke ha bokstaver."),
        ("redirect", {"unit": "ingen", "note": "Dere tar dette"}, "Velg enheten som skal overta."),
    ],
)
async def test_a_fault_is_told_and_nothing_typed_is_lost(
    desk: Desk, event: str, fields: dict[str, str], said: str
) -> None:
    case = desk.referral()
    await desk.log_in()
    await desk.act(case, "receive")
    answer = await desk.act(case, event, **fields)
    assert answer.status_code == 422
    assert said in answer.text and 'aria-invalid="true"' in answer.text
    assert f'href="#{event}-' in answer.text
    for value in filter(str.strip, fields.values()):
        if value != "ingen":
            assert value in answer.text


async def test_a_note_too_long_comes_back_whole(desk: Desk) -> None:
    case = desk.referral()
    await desk.log_in()
    note = "æ" * 4_001
    answer = await desk.send(f"/ansatt/saker/{case}/notat", f"/ansatt/saker/{case}", note=note)
    assert answer.status_code == 422
    assert note in answer.text and "Teksten er for lang" in answer.text


async def test_what_somebody_else_did_meanwhile_is_told_and_the_text_kept(desk: Desk) -> None:
    case = desk.referral()
    await desk.log_in()
    await desk.act(case, "receive")
    await desk.act(case, "close")
    answer = await desk.act(case, "ask", note="Når kommer du hjem?")
    assert answer.status_code == 409
    assert "Saken har endret seg" in answer.text and "Når kommer du hjem?" in answer.text


async def test_a_rejection_needs_a_reason_and_brings_the_appeal_along(desk: Desk) -> None:
    case = desk.referral(language="nn")
    await desk.log_in()
    await desk.act(case, "receive")
    page = await desk.get(f"/ansatt/saker/{case}")
    assert '<p lang="nn">Du kan klage til kommunen seinast' in page
    assert "pasient- og brukerrettighetsloven § 7-5" in page
    assert (await desk.act(case, "reject", note="Fysioterapi dekker behovet.")).status_code == 303
    page = await desk.get(f"/ansatt/saker/{case}")
    assert "Begrunnelse for avslaget" in page and "Fysioterapi dekker behovet." in page
    assert "Vurder på nytt" in page


async def test_a_case_passed_on_leaves_for_a_unit_that_is_not_ours(desk: Desk) -> None:
    case = desk.referral()
    await desk.log_in()
    await desk.act(case, "receive")
    melhus = next(unit.id for unit in desk.gate.referrals.units.of_area("melhus"))
    answer = await desk.act(case, "redirect", unit=melhus)
    assert answer.headers["location"] == "/ansatt/saker?gjort=redirect"
    assert "Saken er sendt til en annen enhet." in await desk.get(answer.headers["location"])
    await desk.get(f"/ansatt/saker/{case}", 404)
    await desk.log_in("mona")
    await desk.get(f"/ansatt/saker/{case}")


async def test_an_internal_note_is_for_the_unit_alone(desk: Desk) -> None:
    receipt = desk.gate.referrals.submit(application(), "k")
    case = desk.id_of(receipt.reference)
    await desk.log_in()
    await desk.send(f"/ansatt/saker/{case}/notat", f"/ansatt/saker/{case}", note="Ring fastlegen først")
    page = await desk.get(f"/ansatt/saker/{case}")
    assert "Ring fastlegen først" in page and "Bare for enheten" in page
    public = desk.gate.referrals.view(receipt.reference, receipt.secret)
    assert all(line.note is None for line in public.history)


async def test_whoever_sent_it_for_another_is_kept_apart(desk: Desk) -> None:
    case = desk.referral(
        kind="melding",
        relation=Relation.NEXT_OF_KIN,
        person=Party(name="Ola Ødegård"),
        informed="no",
    )
    await desk.log_in()
    page = await desk.get(f"/ansatt/saker/{case}")
    assert "Ola Ødegård" in page and "Åse Ødegård" in page
    assert "Ikke bekreft om personen er kjent hos dere." in page


async def test_markup_in_what_people_wrote_stays_text(desk: Desk) -> None:
    case = desk.referral(need="<script>alert(1)</script> og <b>mer</b>")
    await desk.log_in()
    page = await desk.get(f"/ansatt/saker/{case}")
    assert "<script" not in page and "&lt;script&gt;alert(1)&lt;/script&gt;" in page
