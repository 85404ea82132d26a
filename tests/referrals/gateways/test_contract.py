"""What every channel keeps, whatever it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referrals.gateways.base import Delivered, Refused, TryAgain
from referrals.gateways.email_notice import EmailNotice
from referrals.gateways.notice import notice_words
from referrals.gateways.registry import CHANNELS, Gateways
from referrals.gateways.webhook import Webhook
from referrals.submission import Party
from tests.referrals.gateways.made import PERSONAL, delivery, settings, submission

FOLDERS = ("fhir_bundle", "dialogmelding", "pdf", "demo")


def test_the_registry_knows_every_module_of_the_room() -> None:
    room = Path(__file__).parents[3] / "referrals" / "gateways"
    helpers = {"__init__", "base", "registry", "settings", "notice", "addresses", "files", "lines", "fhir_parts"}
    assert {path.stem for path in room.glob("*.py")} - helpers == set(CHANNELS)


@pytest.mark.parametrize("name", sorted(CHANNELS))
def test_a_channel_bears_its_name_and_tells_what_it_needs(name: str, tmp_path: Path) -> None:
    gateway = Gateways(settings(tmp_path))[name]
    assert gateway.name == name
    assert gateway.check_config() == []


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("email_notice", {"smtp_host": ""}),
        ("email_notice", {"smtp_sender": "nobody"}),
        ("email_notice", {"environment": "production"}),
        ("email_notice", {"smtp_host": "mail.eksempel.no"}),
        ("email_notice", {"smtp_user": "veiviser"}),
        ("dialogmelding", {"sender_her_id": ""}),
        ("dialogmelding", {"dialogmelding_theme": ""}),
        ("fhir_bundle", {"fhir_url": "http://eksempel.no/fhir"}),
        ("demo", {"environment": "production"}),
        ("failing_demo", {"demo_script": "explode"}),
        ("pdf", {"pdf_folder": Path(__file__) / "none"}),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_sent(name: str, changes: dict[str, object], tmp_path: Path) -> None:
    gateway = Gateways(settings(tmp_path, **changes))[name]
    assert gateway.check_config() != []
    assert not isinstance(gateway.deliver(delivery(submission())), Delivered)


@pytest.mark.parametrize("name", FOLDERS)
def test_the_same_delivery_is_the_same_file(name: str, tmp_path: Path) -> None:
    gateway = Gateways(settings(tmp_path))[name]
    assert isinstance(gateway.deliver(delivery(submission())), Delivered)
    again = gateway.deliver(delivery(submission(), attempt=2))
    assert isinstance(again, Delivered)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path.name for path in files] == [again.receipt]
    assert files[0].stat().st_mode & 0o077 == 0
    assert not any(word in files[0].name for word in PERSONAL)


@pytest.mark.parametrize("name", sorted(CHANNELS))
def test_a_dry_run_leaves_nothing(name: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    unit = delivery().unit
    target = {"webhook_url": "https://192.0.2.1/hook", "webhook_secret_file": str(secret)}
    made = delivery(submission(), unit=type(unit)(**{**unit.__dict__, **target}))
    gateway = Gateways(settings(tmp_path / "out", webhook_networks="192.0.2.0/24"))[name]
    assert isinstance(gateway.deliver(made, dry_run=True), Delivered)
    assert not (tmp_path / "out").exists()


@given(
    name=st.text("abcdefghijklmnopqrstuvwxyzæøå", min_size=5, max_size=30),
    notice=st.sampled_from(["submitted", "overdue"]),
)
def test_nothing_personal_leaves_by_a_channel_without_content(name: str, notice: str) -> None:
    content = submission(sender=Party(name=f"{name} Qzxw", phone="+4790123456"), need=f"{name} qzxw lammelse")
    made = delivery(content, notice=notice)  # type: ignore[arg-type]
    folder = Path("unused")
    sent = EmailNotice(settings(folder)).message(made).as_string() + str(Webhook(settings(folder)).event(made))
    words = notice_words(made, "https://eksempel.no/ansatt")
    for text in (sent, words.subject, words.body):
        assert not any(word in text for word in (*PERSONAL, "Qzxw", "qzxw"))


def test_the_failing_demo_does_what_its_script_says(tmp_path: Path) -> None:
    gateway = Gateways(settings(tmp_path, demo_script="again,refuse,ok"))["failing_demo"]
    outcomes = [gateway.deliver(delivery(attempt=attempt)) for attempt in (1, 2, 3, 4)]
    assert [type(outcome) for outcome in outcomes] == [TryAgain, Refused, Delivered, Delivered]
