"""The curated content is whole and sound."""

from pathlib import Path

import pytest

from knowledge_base.content import Content, load_content
from knowledge_base.content_files import CONTENT
from knowledge_base.offices import load_offices
from knowledge_base.validation import validate


def test_all_entries_are_there_with_their_ids(content: Content) -> None:
    assert len(content.services) == 439
    assert all(identifier == service.id for identifier, service in content.services.items())


def test_what_stands_beside_the_entries_is_there(content: Content) -> None:
    kinds: dict[str, int] = {}
    for record in content.records.values():
        kinds[record.kind] = kinds.get(record.kind, 0) + 1
    assert kinds["coordination"] == 81
    assert kinds["route"] == 112
    assert kinds["next_of_kin"] == 80
    assert kinds["system"] == 135
    assert kinds["term"] == 319


def test_the_content_has_no_faults() -> None:
    assert [str(finding) for finding in validate().errors] == []


def test_offices_point_at_entries(content: Content) -> None:
    for office in load_offices().all.values():
        for target in (office.coordinating_unit, office.allocation_office, office.regional, office.call):
            assert target is None or target in content.services
        call = content.services[office.call].contact
        assert call is not None
        assert call.phone


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("id: [", "not YAML"),
        ("id: x\nname: {nb: X}\nprice: 3\n", "price"),
        ("id: Bad Id\n", "id"),
    ],
)
def test_a_fault_is_reported_with_file_and_line(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "documents.yaml").write_text((CONTENT / "shared" / "documents.yaml").read_text())
    folder = tmp_path / "somewhere" / "services"
    folder.mkdir(parents=True)
    (folder / "x.yaml").write_text(text)
    found = [str(finding) for finding in validate(tmp_path, tmp_path).errors]
    assert any(says in line and "x.yaml:" in line for line in found), found


def test_lines_outside_the_document_and_dead_links_are_faults(tmp_path: Path, content: Content) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "documents.yaml").write_text((CONTENT / "shared" / "documents.yaml").read_text())
    folder = tmp_path / "kristiansund" / "services"
    folder.mkdir(parents=True)
    name = "kristiansund-bpa.yaml"
    text = (CONTENT / "kristiansund" / "services" / name).read_text()
    (folder / name).write_text(
        text.replace(
            "document: kristiansund-delutredning\n  lines: [[",
            "document: kristiansund-delutredning\n  lines: [[9000, 9001], [",
        )
    )
    found = "\n".join(str(finding) for finding in validate(tmp_path, tmp_path).errors)
    assert "9000-9001" in found
    assert "does not exist" in found


def test_a_municipality_lays_its_own_facts_over_the_shared_ones(tmp_path: Path, content: Content) -> None:
    (tmp_path / "kristiansund.yaml").write_text(
        'municipality: kristiansund\nverified: "2026-01-02"\nverified_by: Servicetorget\n'
        "services:\n  kristiansund-bpa: {phone: '00 00 00 00', name: Assistanse}\n"
    )
    changed = load_content(local=tmp_path)
    service = changed.services["kristiansund-bpa"]
    assert service.contact is not None
    assert service.contact.phone == "00 00 00 00"
    assert service.name.nb == "Assistanse"
    assert content.services["kristiansund-bpa"].name.nb in service.alternate_names
    assert service.last_verified == "2026-01-02"
    assert changed.digest != content.digest
    assert content.services["kristiansund-bpa"].contact is None


def test_units_and_logins_in_the_same_folder_are_no_municipality(tmp_path: Path) -> None:
    for name in ("units", "staff"):
        (tmp_path / f"{name}.yaml").write_text("alesund-tildelingskontoret: {email: post@example.org}\n")
    assert load_content(local=tmp_path).services
    assert not [finding for finding in validate(local=tmp_path).errors if finding.path.parent == tmp_path]
