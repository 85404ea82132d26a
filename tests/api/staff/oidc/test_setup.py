"""local/staff.yaml and the presets."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.settings import Settings
from api.staff.login import build_login
from api.staff.oidc.people import person_of, values_at
from api.staff.oidc.setup import ProviderSettings, StaffFileWrong, presets, provider_of, read_staff_file
from referrals.people import Role

GOOD = "provider: {preset: idporten, client_id: c, client_secret_file: SECRET}\naccess: [{claim: sub, equals: a, roles: [reader]}]\n"


def units_of(place: str) -> list[str]:
    return [f"office:{place}"]


@pytest.mark.parametrize("name", ["idporten", "ansattporten", "helseid"])
def test_a_preset_has_both_environments_a_level_and_openid(name: str) -> None:
    preset = presets()[name]
    assert set(preset.issuers) == {"test", "production"}
    assert all(issuer.startswith("https://") for issuer in preset.issuers.values())
    assert preset.level is not None
    assert "openid" in preset.scopes


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "StaffFile"),
        ("{", "not YAML"),
        (GOOD.replace("reader", "boss"), "roles"),
        (GOOD.replace("[reader]", "[]"), "roles"),
        (GOOD.replace("idporten", "bankid"), "preset"),
        (GOOD.replace("idporten", "generic"), "issuer"),
        (GOOD.replace("client_id: c, ", ""), "client_id"),
        (GOOD.replace(", client_secret_file: SECRET", ""), "private_key_file"),
        (GOOD + "more: 1\n", "more"),
    ],
)
def test_a_file_that_cannot_work_says_where(tmp_path: Path, text: str, part: str) -> None:
    file = tmp_path / "staff.yaml"
    file.write_text(text)
    with pytest.raises(StaffFileWrong, match=part if text else "staff.yaml"):
        read_staff_file(file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(StaffFileWrong, match=r"staff\.yaml"):
        read_staff_file(tmp_path / "staff.yaml")


def test_an_issuer_without_https_is_for_development_only(tmp_path: Path) -> None:
    (tmp_path / "s").write_text("x")
    settings = ProviderSettings(preset="generic", issuer="http://a", client_id="c", client_secret_file=tmp_path / "s")
    assert provider_of(settings, development=True).issuer == "http://a"
    with pytest.raises(StaffFileWrong, match="https"):
        provider_of(settings, development=False)


def test_a_key_that_is_none_ends_the_start(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "key").write_text("nothing")
    file = tmp_path / "staff.yaml"
    file.write_text(GOOD.replace("client_secret_file: SECRET", f"private_key_file: {tmp_path / 'key'}"))
    changes = {"staff_login": "oidc", "staff_file": file, "public_url": "https://a"}
    with pytest.raises(StaffFileWrong, match="no key"):
        build_login(settings.model_copy(update=changes), units_of)


def test_login_by_oidc_needs_the_public_address(settings: Settings) -> None:
    with pytest.raises(StaffFileWrong, match="VEIVISER_PUBLIC_URL"):
        build_login(settings.model_copy(update={"staff_login": "oidc"}), units_of)


def test_the_rules_give_together_what_each_gives(tmp_path: Path) -> None:
    (tmp_path / "s").write_text("x")
    file = tmp_path / "staff.yaml"
    file.write_text(
        f"""
provider: {{preset: ansattporten, client_id: c, client_secret_file: {tmp_path / "s"}}}
access:
  - claim: [authorization_details, authorized_parties, orgno, ID]
    equals: "0192:942953119"
    roles: [reader]
    municipalities: [alesund]
  - {{claim: sub, equals: [a, b], roles: [leader], units: [own], name: Kari}}
  - {{claim: sub, equals: z, roles: [auditor]}}
"""
    )
    read = read_staff_file(file)
    provider = provider_of(read.provider, development=False)
    parties = [{"orgno": {"authority": "iso6523-actorid-upis", "ID": "0192:942953119"}, "name": "X"}]
    claims = {"sub": "a", "authorization_details": [{"type": "t", "authorized_parties": parties}]}
    person = person_of(claims, read.access, provider, units_of)
    assert person is not None
    assert (person.subject, person.name) == ("a", "Kari")
    assert person.roles == {Role.READER, Role.LEADER}
    assert person.units == {"office:alesund", "own"}
    assert person_of({"sub": "q"}, read.access, provider, units_of) is None


def test_a_path_walks_through_lists_and_ends_where_nothing_is() -> None:
    tree = {"a": [{"b": 1}, {"b": [2, 3]}, {"c": 4}], "x.y": 5}
    assert list(values_at(tree, ["a", "b"])) == [1, 2, 3]
    assert list(values_at(tree, ["x.y"])) == [5]
    assert list(values_at(tree, ["q", "b"])) == []
    assert list(values_at("text", ["a"])) == []
