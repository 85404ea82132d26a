"""Against a real HTTP server: what is signed verifies with the standard's own library, and it goes nowhere that it must not."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cloudevents.core.bindings.http import HTTPMessage, from_structured
from cloudevents.core.formats.json import JSONFormat
from standardwebhooks.webhooks import Webhook as Verifier

from referrals.gateways.addresses import Forbidden, checked_target
from referrals.gateways.base import Delivered, Delivery, Outcome, Refused, TryAgain, Unit
from referrals.gateways.webhook import Webhook
from tests.referrals.gateways.made import PERSONAL, delivery, settings, submission
from tests.referrals.gateways.smtp_for_tests import certificate

TRICKLES = 207
OLD, NEW = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"


class Receiver(ThreadingHTTPServer):
    """Keeps what comes; answers with the codes in turn."""

    def __init__(self, *answers: tuple[int, dict[str, str]], files: tuple[Path, Path] | None = None) -> None:
        self.answers, self.seen = list(answers), list[tuple[dict[str, str], bytes]]()
        super().__init__(("127.0.0.1", 0), _Handler)
        self.scheme = "http"
        if files is not None:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(*files)
            self.socket, self.scheme = context.wrap_socket(self.socket, server_side=True), "https"

    def handle_error(self, request: object, client_address: object) -> None:
        """A caller that hangs up is what some tests are about."""


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        server = self.server
        assert isinstance(server, Receiver)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        server.seen.append(({key.lower(): value for key, value in self.headers.items()}, body))
        code, headers = server.answers.pop(0) if server.answers else (204, {})
        self.send_response(code)
        for key, value in headers.items():
            self.send_header(key, value)
        self.end_headers()
        if code == TRICKLES:
            for _ in range(100):
                self.wfile.write(b"x")
                time.sleep(0.1)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def receiving(*answers: tuple[int, dict[str, str]], files: tuple[Path, Path] | None = None) -> Iterator[Receiver]:
    with Receiver(*answers, files=files) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()


def to(server: Receiver, folder: Path, made: Delivery | None = None, **changes: object) -> Outcome:
    secret = folder / "secret"
    secret.write_text(f"{NEW}\n{OLD}\n")
    host = changes.pop("host", "127.0.0.1")
    url = f"{server.scheme}://{host}:{server.server_address[1]}/hook"
    unit = Unit("u", "U", "alesund", webhook_url=url, webhook_secret_file=str(secret))
    unit = replace(unit, webhook_content=bool(changes.pop("unit_wants_content", False)))
    given = {"webhook_networks": "127.0.0.0/8", **changes}
    return Webhook(settings(folder, **given)).deliver(replace(made or delivery(), unit=unit))


@pytest.mark.parametrize("secret", [OLD, NEW])
def test_old_and_new_secret_both_verify_and_the_event_is_a_cloudevent(secret: str, tmp_path: Path) -> None:
    with receiving() as server:
        assert isinstance(to(server, tmp_path), Delivered)
    headers, body = server.seen[0]
    Verifier(secret).verify(body.decode(), headers)
    event = from_structured(HTTPMessage(headers, body), JSONFormat())
    assert event.get_id() == delivery().id
    assert event.get_type() == "no.veiviser.referral.submitted.v1"


@pytest.mark.parametrize("installation", [False, True])
@pytest.mark.parametrize("unit", [False, True])
def test_content_goes_only_where_installation_and_unit_say_so(installation: bool, unit: bool, tmp_path: Path) -> None:
    with receiving() as server:
        to(server, tmp_path, delivery(submission()), webhook_content=installation, unit_wants_content=unit)
    sent = server.seen[0][1].decode()
    assert ("Fossheimsvoll" in sent) is (installation and unit)
    assert (installation and unit) or not any(word in sent for word in PERSONAL)


@pytest.mark.parametrize(("host", "trusted"), [("127.0.0.1", True), ("localhost", False), ("127.0.0.1", False)])
def test_the_certificate_must_bear_the_name_and_be_vouched_for(host: str, trusted: bool, tmp_path: Path) -> None:
    files = certificate(tmp_path / "tls")  # for the address, not for `localhost`
    known = {"webhook_ca_file": files[0]} if trusted or host == "localhost" else {}
    with receiving(files=files) as server:
        outcome = to(server, tmp_path, host=host, webhook_networks="127.0.0.0/8,::1/128", **known)
    assert isinstance(outcome, Delivered if trusted else TryAgain)
    assert len(server.seen) == int(trusted)


def test_an_endless_answer_is_not_read(tmp_path: Path) -> None:
    with receiving((TRICKLES, {})) as server:
        began = time.monotonic()
        assert isinstance(to(server, tmp_path), Delivered)
    assert time.monotonic() - began < 5


def test_a_server_that_trickles_its_headers_or_is_away_is_tried_again(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, receiving() as server:
        stop = threading.Event()
        threading.Thread(target=_trickle, args=(silent, stop), daemon=True).start()
        server.server_address = silent.getsockname()
        began = time.monotonic()
        assert isinstance(to(server, tmp_path, webhook_timeout=0.4), TryAgain)
        stop.set()
    assert time.monotonic() - began < 5


def _trickle(silent: socket.socket, stop: threading.Event) -> None:
    connection, _ = silent.accept()
    with connection, suppress(OSError):
        connection.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
        while not stop.wait(0.1):
            connection.sendall(b"x")


def test_a_secret_that_is_none_is_refused_without_being_told(tmp_path: Path) -> None:
    (tmp_path / "bad").write_text("whsec_a")
    unit = Unit("u", "U", "alesund", webhook_url="https://192.0.2.1/", webhook_secret_file=str(tmp_path / "bad"))
    outcome = Webhook(settings(tmp_path, webhook_networks="192.0.2.0/24")).deliver(delivery(unit=unit), dry_run=True)
    assert outcome == Refused("a webhook secret of the unit is not base64")


@pytest.mark.parametrize(
    ("code", "headers", "expected"),
    [
        (503, {"Retry-After": "120"}, TryAgain("HTTP 503", 120.0)),
        (429, {}, TryAgain("HTTP 429", None)),
        (503, {"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}, TryAgain("HTTP 503", None)),
        (503, {"Retry-After": "soon"}, TryAgain("HTTP 503", None)),
        (400, {}, Refused("HTTP 400")),
        (410, {}, Refused("HTTP 410")),
        (302, {"Location": "http://169.254.169.254/"}, Refused("HTTP 302")),
    ],
)
def test_answers(code: int, headers: dict[str, str], expected: Outcome, tmp_path: Path) -> None:
    with receiving((code, headers)) as server:
        assert to(server, tmp_path) == expected
    assert len(server.seen) == 1


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/x",
        "https://10.0.0.8/x",
        "https://169.254.169.254/latest",
        "https://[::1]/x",
        "https://user@192.0.2.1/x",
        "ftp://192.0.2.1/x",
        "http://192.0.2.1/x",
        "https://localhost/x",
        "https://[::ffff:127.0.0.1]/x",
        "https://[64:ff9b::7f00:1]/x",
        "https://[2002:7f00:1::]/x",
        "https://[fec0::1]/x",
        "https://[fe80::1]/x",
        "https://192.0.0.8/x",
        "https://2130706433/x",
        "https://0x7f.1/x",
        "https://1.1.1.1:99999/x",
        "https://[1.1/x",
        f"https://{'a' * 70}.no/x",
    ],
)
def test_it_goes_nowhere_inside_unless_listed(url: str) -> None:
    with pytest.raises(Forbidden):
        checked_target(url, "")


def test_the_checked_address_is_the_one_called() -> None:
    target = checked_target("http://localhost:8080/hook?a=1", "127.0.0.0/8,::1/128")
    assert target.host == "localhost"
    assert target.url in ("http://127.0.0.1:8080/hook?a=1", "http://[::1]:8080/hook?a=1")


def test_a_date_to_wait_for_is_understood(tmp_path: Path) -> None:
    until = format_datetime(datetime.now(UTC) + timedelta(minutes=10), usegmt=True)
    with receiving((503, {"Retry-After": until})) as server:
        outcome = to(server, tmp_path)
    assert isinstance(outcome, TryAgain)
    assert outcome.after_seconds is not None
    assert 590 < outcome.after_seconds <= 600
