"""A real HTTP server on the loopback address that answers what a test tells it to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from answers.message import Turn
from tests.api.fakes import reply_to


@dataclass
class Answers:
    """What the server says. `body` None: a valid reply of Rasa to the turn that came."""

    status: int = 200
    body: bytes | None = None
    delay: float = 0.0
    trickle: float = 0.0
    """Seconds between single bytes of the body."""
    asked: list[dict[str, Any]] = field(default_factory=list)
    url: str = ""


def _handler(answers: Answers) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._send(answers.status, b"{}")

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            answers.asked.append({"path": self.path, **asked})
            time.sleep(answers.delay)
            self._send(answers.status, answers.body if answers.body is not None else as_rasa(asked))

        def _send(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            step = 1 if answers.trickle else max(1, len(body))
            for start in range(0, len(body), step):
                self.wfile.write(body[start : start + step])
                self.wfile.flush()
                time.sleep(answers.trickle)

        def log_message(self, *_: object) -> None:
            """Says nothing on standard error."""

    return Handler


def as_rasa(asked: dict[str, Any]) -> bytes:
    """Rasa's answer on its REST channel to a turn."""
    turn = Turn.model_validate(asked["metadata"]["turn"])
    custom = reply_to(turn, f"Svar på {turn.text}").model_dump(mode="json")
    return json.dumps([{"recipient_id": asked["sender"], "custom": custom}]).encode()


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that went away is what these tests are about."""


@contextmanager
def serving(**says: Any) -> Iterator[Answers]:
    """Serves until the block ends."""
    answers = Answers(**says)
    server = _Quiet(("127.0.0.1", 0), _handler(answers))
    answers.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield answers
    finally:
        server.shutdown()
        server.server_close()
