"""Against a server of our own over real HTTP that keeps FHIR's rules of transactions: conditional creates and updates."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from referrals.gateways.base import Delivered, Delivery, Refused, TryAgain
from referrals.gateways.fhir_bundle import FhirBundle
from tests.referrals.gateways.made import UNIT, delivery, settings, submission


class Store(ThreadingHTTPServer):
    """Resources by type and first identifier; `answers` are given before anything is taken."""

    def __init__(self, *answers: int) -> None:
        self.answers, self.kept, self.tokens = list(answers), dict[str, dict[str, Any]](), list[str | None]()
        super().__init__(("127.0.0.1", 0), _Handler)

    def take(self, bundle: dict[str, Any]) -> None:
        assert bundle["type"] == "transaction"
        for entry in bundle["entry"]:
            request, resource = entry["request"], entry["resource"]
            if request["method"] == "PUT":
                assert "id" not in resource
                self.kept[request["url"]] = resource
            else:
                self.kept.setdefault(f"{request['url']}?{request['ifNoneExist']}", resource)

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [resource for resource in self.kept.values() if resource["resourceType"] == kind]


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        store = self.server
        assert isinstance(store, Store)
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert self.headers["Content-Type"] == "application/fhir+json"
        store.tokens.append(self.headers["Authorization"])
        code = store.answers.pop(0) if store.answers else 200
        if code == 200:
            store.take(body)
        self.send_response(code)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def store(*answers: int) -> Iterator[Store]:
    with Store(*answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def gateway(server: Store, folder: Path, **changes: object) -> FhirBundle:
    return FhirBundle(settings(folder, fhir_url=f"http://127.0.0.1:{server.server_address[1]}/fhir", **changes))


def sent(server: Store, folder: Path, made: Delivery) -> None:
    assert isinstance(gateway(server, folder).deliver(made), Delivered)


def test_the_same_delivery_twice_is_there_once(tmp_path: Path) -> None:
    with store() as server:
        sent(server, tmp_path, delivery(submission()))
        once = dict(server.kept)
        sent(server, tmp_path, delivery(submission(), attempt=2))
    assert server.kept == once
    assert len(server.of("Task")) == 1


def test_a_withdrawal_reaches_what_is_on_the_server(tmp_path: Path) -> None:
    with store() as server:
        sent(server, tmp_path, delivery(submission()))
        sent(server, tmp_path, delivery(submission(), notice="withdrawn", id="f" * 32))
    assert [item["status"] for item in server.of("ServiceRequest")] == ["revoked"]
    assert [item["status"] for item in server.of("Task")] == ["cancelled"]


def test_a_case_passed_on_has_a_task_for_the_new_unit(tmp_path: Path) -> None:
    other = replace(UNIT, id="alesund-koordinerende-enhet", name="Koordinerende enhet")
    with store() as server:
        sent(server, tmp_path, delivery(submission()))
        sent(server, tmp_path, delivery(submission(), notice="redirected", unit=other, id="e" * 32))
    names = {f"urn:uuid:{item['id']}": item["name"] for item in server.of("Organization")}
    assert {names[item["owner"]["reference"]] for item in server.of("Task")} == {UNIT.name, other.name}
    (request,) = server.of("ServiceRequest")
    assert names[request["performer"][0]["reference"]] == other.name


def test_answers_and_token(tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text("secret-token\n")
    with store(503, 422) as server:
        channel = gateway(server, tmp_path, fhir_token_file=token)
        assert channel.deliver(delivery(submission())) == TryAgain("HTTP 503")
        assert channel.deliver(delivery(submission())) == Refused("HTTP 422")
    assert server.tokens == ["Bearer secret-token"] * 2
    assert server.kept == {}
