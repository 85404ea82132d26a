"""Against a real SMTP server: STARTTLS, what passes and what does not, silence."""

from __future__ import annotations

import socket
import socketserver
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread

import pytest
from aiosmtpd.smtp import AuthResult

from referrals.gateways.base import Delivered, Outcome, Refused, TryAgain
from referrals.gateways.email_notice import EmailNotice
from tests.postgres import free_port
from tests.referrals.gateways.made import delivery, settings
from tests.referrals.gateways.smtp_for_tests import Mailbox, certificate, mail_server


def send(folder: Path, port: int, **changes: object) -> Outcome:
    return EmailNotice(settings(folder, smtp_port=port, **changes)).deliver(delivery())


def test_a_notice_goes_encrypted_and_says_only_that_something_waits(tmp_path: Path) -> None:
    mailbox, files = Mailbox(), certificate(tmp_path)
    with mail_server(mailbox, files) as port:
        outcome = send(tmp_path, port, smtp_starttls="required", smtp_ca_file=files[0])
    assert isinstance(outcome, Delivered)
    assert mailbox.encrypted == [True]
    message = mailbox.taken[0]
    assert message["Message-ID"] == "<0123456789abcdef0123456789abcdef@eksempel.no>"
    assert message["Auto-Submitted"] == "auto-generated"
    body = message.get_payload(decode=True)
    assert isinstance(body, bytes)
    text = body.decode()
    assert "V-7KQ3-M9TD" in text
    assert "Frist: 2. desember 2026." in text
    assert "/ansatt/saker/fedcba9876543210fedcba9876543210" in text


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(tmp_path: Path) -> None:
    mailbox = Mailbox()
    with mail_server(mailbox, certificate(tmp_path)) as port:
        outcome = send(tmp_path, port, smtp_starttls="required")
    assert isinstance(outcome, TryAgain)
    assert mailbox.taken == []


def test_a_server_without_starttls_gets_nothing(tmp_path: Path) -> None:
    mailbox = Mailbox()
    with mail_server(mailbox) as port:
        assert isinstance(send(tmp_path, port, smtp_starttls="required"), TryAgain)
    assert mailbox.taken == []


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("451 later", TryAgain("SMTP 451")),
        ("550 no such mailbox", Refused("SMTP 550")),
        ("552 full", Refused("SMTP 552")),
    ],
)
def test_what_passes_is_tried_again_and_what_does_not_is_refused(
    answer: str, expected: Outcome, tmp_path: Path
) -> None:
    with mail_server(Mailbox(answer)) as port:
        assert send(tmp_path, port) == expected


def test_after_451_the_same_message_arrives(tmp_path: Path) -> None:
    mailbox = Mailbox("451 busy")
    with mail_server(mailbox) as port:
        outcomes = [send(tmp_path, port), send(tmp_path, port)]
    assert [type(outcome) for outcome in outcomes] == [TryAgain, Delivered]
    assert len(mailbox.taken) == 1


def test_a_server_that_hangs_or_is_away_is_tried_again(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert isinstance(send(tmp_path, silent.getsockname()[1], smtp_timeout=0.3), TryAgain)
    assert isinstance(send(tmp_path, free_port()), TryAgain)


class _Talker(socketserver.StreamRequestHandler):
    """Takes a mail as it should and then says goodbye badly, or greets one byte at a time."""

    trickles = False

    def handle(self) -> None:
        with suppress(OSError):
            if self.trickles:
                for _ in range(100):
                    self.wfile.write(b"2")
                    time.sleep(0.1)
            self.wfile.write(b"220 here\r\n")
            for line in self.rfile:
                word = line[:4].upper()
                self.wfile.write({b"DATA": b"354 go\r\n", b"QUIT": b"554 no\r\n"}.get(word, b"250 ok\r\n"))
                if word == b"DATA":
                    while self.rfile.readline() != b".\r\n":
                        pass
                    self.wfile.write(b"250 taken\r\n")


@contextmanager
def talking(trickles: bool) -> Iterator[int]:
    handler = type("Handler", (_Talker,), {"trickles": trickles})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def test_a_bad_goodbye_does_not_send_a_taken_message_again(tmp_path: Path) -> None:
    with talking(trickles=False) as port:
        assert isinstance(send(tmp_path, port), Delivered)


def test_a_server_that_trickles_is_cut_off(tmp_path: Path) -> None:
    with talking(trickles=True) as port:
        began = time.monotonic()
        assert isinstance(send(tmp_path, port, smtp_timeout=0.3), TryAgain)
    assert time.monotonic() - began < 5


def test_a_login_that_is_not_taken_is_tried_again_and_the_password_is_not_told(tmp_path: Path) -> None:
    password, files = tmp_path / "password", certificate(tmp_path)
    password.write_text("hemmelig")
    with mail_server(Mailbox(), files, authenticator=lambda *_: AuthResult(success=False, handled=False)) as port:
        told = {"smtp_user": "veiviser", "smtp_password_file": password, "smtp_ca_file": files[0]}
        outcome = send(tmp_path, port, smtp_starttls="required", **told)
    assert outcome == TryAgain("the mail server does not take the login (SMTP 535)")


def test_a_unit_without_an_address_is_refused(tmp_path: Path) -> None:
    nowhere = delivery(unit=type(delivery().unit)("x", "X", "alesund"))
    assert isinstance(EmailNotice(settings(tmp_path)).deliver(nowhere), Refused)
