"""Against a real HTTP server: what is signed verifies with the standard's own library, and it goes nowhere that it must not."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
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

OLD, NEW = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"


class Receiver(ThreadingHTTPServer):
    """Keeps what comes; answers with the codes in turn."""

    def __init__(self, *answers: tuple[int, dict[str, str]]) -> None:
        self.answers, self.seen = list(answers), list[tuple[dict[str, str], bytes]]()
        super().__init__(("127.0.0.1", 0), _Handler)


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

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def receiving(*answers: tuple[int, dict[str, str]]) -> Iterator[Receiver]:
    with Receiver(*answers) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()


def to(server: Receiver, folder: Path, made: Delivery | None = None, **changes: object) -> Outcome:
    secret = folder / "secret"
    secret.write_text(f"{NEW}\n{OLD}\n")
    url = f"http://127.0.0.1:{server.server_address[1]}/hook"
    unit = Unit("u", "U", "alesund", webhook_url=url, webhook_secret_file=str(secret))
    given = {"webhook_networks": "127.0.0.0/8", **changes}
    gateway = Webhook(settings(folder, **given))
    return gateway.deliver((made or delivery()).__class__(**{**(made or delivery()).__dict__, "unit": unit}))


@pytest.mark.parametrize("secret", [OLD, NEW])
def test_old_and_new_secret_both_verify_and_the_event_is_a_cloudevent(secret: str, tmp_path: Path) -> None:
    with receiving() as server:
        assert isinstance(to(server, tmp_path), Delivered)
    headers, body = server.seen[0]
    Verifier(secret).verify(body.decode(), headers)
    event = from_structured(HTTPMessage(headers, body), JSONFormat())
    assert event.get_id() == delivery().id
    assert event.get_type() == "no.veiviser.referral.submitted.v1"


@pytest.mark.parametrize("with_content", [False, True])
def test_content_goes_only_where_the_installation_says_so(with_content: bool, tmp_path: Path) -> None:
    with receiving() as server:
        to(server, tmp_path, delivery(submission()), webhook_content=with_content)
    sent = server.seen[0][1].decode()
    assert ("Fossheimsvoll" in sent) is with_content
    assert with_content or not any(word in sent for word in PERSONAL)


@pytest.mark.parametrize(
    ("code", "headers", "expected"),
    [
        (503, {"Retry-After": "120"}, TryAgain("HTTP 503", 120.0)),
        (429, {}, TryAgain("HTTP 429", None)),
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
    ],
)
def test_it_goes_nowhere_inside_unless_listed(url: str) -> None:
    with pytest.raises(Forbidden):
        checked_target(url, "")


def test_the_checked_address_is_the_one_called() -> None:
    target = checked_target("http://localhost:8080/hook?a=1", "127.0.0.0/8,::1/128")
    assert target.host == "localhost"
    assert target.url in ("http://127.0.0.1:8080/hook?a=1", "http://[::1]:8080/hook?a=1")
