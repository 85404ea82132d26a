"""The file for spreadsheets: what opens rightly, and what must not become a formula."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.staff.csv_file import COLUMNS, safe_cell
from tests.api.staff.desk import Desk


@pytest.mark.parametrize("cell", ["=1+1", "+47", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", '=HYPERLINK("x")'])
def test_a_formula_becomes_text(cell: str) -> None:
    assert safe_cell(cell) == f"'{cell}"


@given(st.text())
def test_no_cell_begins_as_a_formula(cell: str) -> None:
    made = safe_cell(cell)
    assert not made.lstrip(" \n").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert made in (cell, f"'{cell}")


@pytest.mark.anyio
async def test_the_file_holds_the_list_and_nothing_of_what_it_is_about(desk: Desk) -> None:
    for _ in range(3):
        desk.referral()
    await desk.log_in("liv")
    answer = await desk.http.get("/ansatt/saker.csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert "attachment" in answer.headers["content-disposition"]
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 4
    assert {len(row) for row in rows} == {len(COLUMNS)}
    assert rows[0][0] == "Referanse" and rows[1][1] == "Søknad om tjeneste"
    for told in ("Åse", "slag", "+47"):
        assert told not in answer.text
    assert ("leader", "demo:liv", "export", "list") in desk.audit()
