"""What every channel keeps, whatever it is."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import settings as settings_of_hypothesis
from hypothesis import strategies as st

from referrals.gateways.base import Delivered, Notice, Refused, TryAgain
from referrals.gateways.email_notice import EmailNotice
from referrals.gateways.notice import notice_words
from referrals.gateways.registry import CHANNELS, Gateways
from referrals.gateways.webhook import Webhook
from referrals.submission import Party
from tests.referrals.gateways.made import PERSONAL, UNIT, delivery, settings, submission

FOLDERS = ("fhir_bundle", "dialogmelding", "pdf", "demo")


def test_the_registry_knows_every_module_of_the_room() -> None:
    room = Path(__file__).parents[3] / "referrals" / "gateways"
    helpers = {
        "__init__",
        "base",
        "registry",
        "settings",
        "notice",
        "addresses",
        "calls",
        "files",
        "lines",
        "fhir_parts",
    }
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
        ("fhir_bundle", {"fhir_url": "http://127.0.0.1/fhir", "environment": "production"}),
        ("fhir_bundle", {"fhir_url": "https://eksempel.no/fhir", "fhir_token_file": Path("none")}),
        ("webhook", {"webhook_networks": "10.0.0.0/8,lokalt"}),
        ("webhook", {"webhook_ca_file": Path("none")}),
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
    assert len(files) == (3 if name == "demo" else 1)
    for path in files:
        assert path.stem == delivery().id
        assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["fhir_bundle", "dialogmelding", "pdf"])
@pytest.mark.parametrize("notice", ["information_given", "reminder", "overdue"])
def test_what_belongs_to_the_staff_pages_makes_no_second_referral(name: str, notice: Notice, tmp_path: Path) -> None:
    outcome = Gateways(settings(tmp_path))[name].deliver(delivery(submission(), notice=notice))
    assert isinstance(outcome, Delivered)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_file_that_cannot_be_written_leaves_no_half_of_itself(tmp_path: Path) -> None:
    (tmp_path / "pdf" / f"{delivery().id}.pdf").mkdir(parents=True)
    outcome = Gateways(settings(tmp_path))["pdf"].deliver(delivery(submission()))
    assert isinstance(outcome, TryAgain)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


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


NOTICES = st.sampled_from(get_args(Notice))


@given(
    name=st.text("abcdefghijklmnopqrstuvwxyzæøå", min_size=5, max_size=30),
    notice=NOTICES,
)
def test_nothing_personal_leaves_by_a_channel_without_content(name: str, notice: Notice) -> None:
    content = submission(sender=Party(name=f"{name} Qzxw", phone="+4790123456"), need=f"{name} qzxw lammelse")
    made = delivery(content, notice=notice, service="qzxw avlastning")
    folder = Path("unused")
    sent = EmailNotice(settings(folder)).message(made).as_string() + str(Webhook(settings(folder)).event(made))
    words = notice_words(made, "https://eksempel.no/ansatt")
    for text in (sent, words.subject, words.body):
        assert not any(word in text for word in (*PERSONAL, "Qzxw", "qzxw"))


@settings_of_hypothesis(max_examples=15, deadline=None)
@given(word=st.text("abcdefghijklmnopqrstuvwxyzæøå北محł", min_size=3, max_size=20), notice=NOTICES)
@pytest.mark.parametrize("channel", sorted(CHANNELS))
def test_reasons_receipts_file_names_and_logs_hold_nothing_personal(channel: str, word: str, notice: Notice) -> None:
    planted = f"qzxw{word}"
    person = Party(name=f"Ole {planted}", phone="+4790123456", address=f"{planted} 1")
    made = delivery(submission(sender=person, person=person, need=planted), notice=notice)
    with TemporaryDirectory() as folder, logs() as said:
        told = {"fhir_url": "http://127.0.0.1:9/fhir"} if len(word) % 2 else {}
        outcome = Gateways(settings(Path(folder), smtp_port=9, demo_script="again", **told))[channel].deliver(made)
        names = [path.name for path in Path(folder).rglob("*")]
    for text in (repr(outcome), *names, said.getvalue()):
        assert not any(part in text for part in (*PERSONAL, "qzxw", *(sign for sign in word if sign in "北محł")))


@contextmanager
def logs() -> Iterator[io.StringIO]:
    """All that any library logs, in the most talkative setting."""
    said, root = io.StringIO(), logging.getLogger()
    handler, before = logging.StreamHandler(said), root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield said
    finally:
        root.removeHandler(handler)
        root.setLevel(before)


def test_the_unit_is_written_to_in_its_own_language_form() -> None:
    made = delivery(unit=replace(UNIT, language="nn"), language="nb")
    assert notice_words(made, "https://eksempel.no/ansatt").subject == "Ny sak ventar: V-7KQ3-M9TD"
    assert "venter" in notice_words(delivery(), "https://eksempel.no/ansatt").subject


def test_the_failing_demo_does_what_its_script_says(tmp_path: Path) -> None:
    gateway = Gateways(settings(tmp_path, demo_script="again,refuse,ok"))["failing_demo"]
    outcomes = [gateway.deliver(delivery(attempt=attempt)) for attempt in (1, 2, 3, 4)]
    assert [type(outcome) for outcome in outcomes] == [TryAgain, Refused, Delivered, Delivered]
