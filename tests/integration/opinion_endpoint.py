"""A loopback endpoint that speaks the protocol of chat completions, and misbehaves as it is told."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behaviour = Callable[["Handler"], None]


class EndpointServer(ThreadingHTTPServer):
    """Answers the requests in turn with `behaviours`, the last one for ever; keeps what it was asked."""

    def __init__(self, *behaviours: Behaviour) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behaviours = list(behaviours)
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.released = threading.Event()
        """Ends what hangs, when the test is over."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class Handler(BaseHTTPRequestHandler):
    server: EndpointServer

    def do_POST(self) -> None:
        asked = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        server = self.server
        server.requests.append(json.loads(asked))
        server.headers.append(dict(self.headers.items()))
        server.paths.append(self.path)
        behaviour = server.behaviours.pop(0) if len(server.behaviours) > 1 else server.behaviours[0]
        try:
            behaviour(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def do_GET(self) -> None:
        self.server.paths.append(self.path)
        self.reply(200, b"{}")

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""

    def reply(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in ({"Content_Type": "application/json", "Content_Length": str(len(body))} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


def completion(content: object, **message: object) -> bytes:
    """A whole completion around what the model wrote."""
    choice = {"index": 0, "message": {"role": "assistant", "content": content} | message, "finish_reason": "stop"}
    return json.dumps({"id": "c1", "object": "chat.completion", "model": "m-0613", "choices": [choice]}).encode()


def says(content: object, **message: object) -> Behaviour:
    """A model that answers this."""
    return lambda handler: handler.reply(200, completion(content, **message))


def status(code: int, body: bytes = b'{"error": {"message": "sk-canary"}}', **headers: str) -> Behaviour:
    """An endpoint that refuses; its message repeats the key, as some do."""
    return lambda handler: handler.reply(code, body, **headers)


def raw(body: bytes, **headers: str) -> Behaviour:
    """An answer of these very bytes."""
    return lambda handler: handler.reply(200, body, **headers)


def hangs(handler: Handler) -> None:
    """Answer nothing until the test ends."""
    handler.server.released.wait(30)
    handler.close_connection = True


def trickles(handler: Handler) -> None:
    """A byte at a time, for ever."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    while not handler.server.released.wait(0.05):
        handler.wfile.write(b" ")
        handler.wfile.flush()


@contextmanager
def endpoint_server(*behaviours: Behaviour) -> Iterator[EndpointServer]:
    """A running endpoint on a free port of 127.0.0.1."""
    with EndpointServer(*behaviours) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield server
        finally:
            server.released.set()
            server.shutdown()
            thread.join()
