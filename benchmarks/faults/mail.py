"""A real SMTP server on loopback that answers by a script and keeps the ids of what it took."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_LIMIT = 1_000_000


class Mailbox:
    """`script`: answers to DATA in turn, `hang` for silence; then 250. `taken`: a Message-ID for each accepted message."""

    def __init__(self, *script: str) -> None:
        self.script = list(script)
        self.taken: list[str] = []
        self.port = 0
        self._lock = threading.Lock()

    def converse(self, connection: socket.socket) -> None:
        """One client, from greeting to QUIT."""
        with connection, suppress(OSError, ValueError), connection.makefile("rwb") as line:
            line.write(b"220 ready\r\n")
            line.flush()
            while command := line.readline(_LIMIT).decode(errors="replace").strip().upper():
                if command == "DATA":
                    self._data(line)
                    continue
                line.write(b"221 bye\r\n" if command == "QUIT" else b"250 OK\r\n")
                line.flush()
                if command == "QUIT":
                    return

    def _data(self, line: object) -> None:
        stream: socket.SocketIO = line  # type: ignore[assignment]
        stream.write(b"354 go on\r\n")
        stream.flush()
        message = b""
        while (part := stream.readline(_LIMIT)) not in (b".\r\n", b""):
            message += part
        with self._lock:
            answer = self.script.pop(0) if self.script else "250 OK"
            if answer.startswith("250"):
                self.taken.append(_message_id(message))
        if answer == "hang":
            threading.Event().wait(3)
            return
        stream.write(f"{answer}\r\n".encode())
        stream.flush()


def _message_id(message: bytes) -> str:
    for line in message.splitlines():
        if line.lower().startswith(b"message-id:"):
            return line.split(b":", 1)[1].strip().decode()
    return ""


@contextmanager
def serving(mailbox: Mailbox) -> Iterator[Mailbox]:
    """The mailbox behind a port of loopback."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        mailbox.port = server.getsockname()[1]

        def accept() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = server.accept()
                    threading.Thread(target=mailbox.converse, args=(connection,), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        yield mailbox
