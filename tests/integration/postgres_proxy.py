"""A loopback relay to PostgreSQL that goes wrong on purpose when a client commits."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum

from psycopg2.extensions import make_dsn, parse_dsn

COMMIT = b"COMMIT\0"
"""How a commit stands in the simple query protocol."""


class Answer(Enum):
    """What becomes of the server's answer to the first COMMIT; later ones arrive."""

    LOST = "the connection is cut before it arrives"
    SILENT = "the connection stays open and nothing ever arrives"


class Relay:
    """Relays one address; `commits` counts the commits that the server was given."""

    def __init__(self, host: str, port: int, answer: Answer) -> None:
        self.server, self.answer, self.commits = (host, port), answer, 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.open: list[socket.socket] = [self.listener]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                server = socket.create_connection(self.server)
                self.open += [client, server]
                spoiled = threading.Event()
                threading.Thread(target=self._forward, args=(client, server, spoiled), daemon=True).start()
                threading.Thread(target=self._back, args=(server, client, spoiled), daemon=True).start()

    def _forward(self, client: socket.socket, server: socket.socket, spoiled: threading.Event) -> None:
        with suppress(OSError):
            while data := client.recv(65536):
                if COMMIT in data:
                    self.commits += 1
                    if self.commits == 1:
                        spoiled.set()
                server.sendall(data)
            server.shutdown(socket.SHUT_WR)

    def _back(self, server: socket.socket, client: socket.socket, spoiled: threading.Event) -> None:
        with suppress(OSError):
            while data := server.recv(65536):
                if not spoiled.is_set():
                    client.sendall(data)
                elif self.answer is Answer.LOST:
                    client.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        for end in self.open:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


@contextmanager
def relayed(dsn: str, answer: Answer) -> Iterator[tuple[str, Relay]]:
    """The same database behind a relay: its address there, and the relay."""
    parts = parse_dsn(dsn)
    relay = Relay(parts["host"], int(parts["port"]), answer)
    try:
        host, port = relay.listener.getsockname()
        yield make_dsn(dsn, host=host, port=port), relay
    finally:
        relay.close()
