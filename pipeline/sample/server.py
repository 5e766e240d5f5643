"""A small real HTTP server for the sample: loopback only, with validators, two editions and nothing to configure."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pipeline.errors import ServerError
from pipeline.model import sha256_hex

FOLDER = Path(__file__).parent
SITE = FOLDER / "site"
FAULTS = FOLDER / "faults"
EDITIONS = FOLDER / "editions"

HOST = "127.0.0.1"
DEFAULT_PORT = 8127
"""Taken where it is free, so that the same sample has the same keys on most machines."""
LAST_EDITION = 2

# Last-Modified of each edition: the day the outlets published it, not the day the files were checked out.
EDITION_AT = {1: datetime(2026, 1, 10, 6, tzinfo=UTC), 2: datetime(2026, 1, 11, 6, tzinfo=UTC)}

CONTENT_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".xml": "application/rss+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
}
"""By the ending of the file; anything else (the watch list) is not served."""

OWN_CHARSET = ".legacy.html"
"""Pages in an old encoding: the header names none, the page itself does."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one path is answered with."""

    body: bytes
    content_type: str
    modified_at: datetime

    @property
    def etag(self) -> str:
        """A strong validator of exactly these bytes."""
        return f'"{sha256_hex(self.body)[:32]}"'


@dataclass(slots=True)
class SampleServer:
    """A sample that is being served at `base_url`; setting `edition` is what the passing of a day is to an outlet."""

    site: Path
    base_url: str
    edition: int = 1
    requests: list[str] = field(default_factory=list)
    """What was asked for, in order, as `GET /path 200`."""

    def answer(self, path: str) -> Answer | None:
        """What stands at `path` in the current edition, or None."""
        for edition in range(self.edition, 0, -1):
            root = self.site if edition == 1 else EDITIONS / str(edition)
            found = _find(root, path) if edition == 1 or self.site == SITE else None
            if found:
                return Answer(_render(found, self.base_url), _content_type(found), EDITION_AT[edition])
        return None


@contextmanager
def serve(site: Path = SITE, port: int = 0, edition: int = 1) -> Iterator[SampleServer]:
    """A running server of `site` on loopback; port 0 takes a free one. Raises ServerError when the port is taken."""
    try:
        httpd = _Httpd((HOST, port), _Handler)
    except OSError as error:
        raise ServerError(
            f"the sample cannot be served at {HOST}:{port} ({error}); stop what listens there or remove the stored port"
        ) from error
    httpd.sample = SampleServer(site, f"http://{HOST}:{httpd.server_address[1]}", edition)
    # A short poll only shortens the stop; requests are answered at once either way.
    thread = threading.Thread(target=httpd.serve_forever, args=(0.05,), name="sample", daemon=True)
    thread.start()
    try:
        yield httpd.sample
    finally:
        httpd.shutdown()
        httpd.server_close()
        thread.join()


def stable_port(file: Path) -> int:
    """The port kept in `file`; the first time one that is free now (DEFAULT_PORT if possible), written there.

    A new port would make every page of the sample a new article, so it is chosen once for an installation.
    """
    with suppress(FileNotFoundError, ValueError):
        return int(file.read_text("ascii"))
    port = _free_port(DEFAULT_PORT) or _free_port(0)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{port}\n", "ascii")
    return port


def sample_sources_toml(base_url: str) -> str:
    """The watch list of the sample when it is served at `base_url`, as feeds.toml."""
    return _sources(SITE, base_url)


def fault_sources_toml(base_url: str) -> str:
    """The watch list of the broken feeds when `serve(FAULTS)` serves them at `base_url`, as feeds.toml."""
    return _sources(FAULTS, base_url)


def _sources(site: Path, base_url: str) -> str:
    return (site / "feeds.toml").read_text("utf-8").replace("{{base}}", base_url)


def _free_port(wanted: int) -> int:
    """`wanted` if nobody listens there (0: any free one), else 0."""
    try:
        with ThreadingHTTPServer((HOST, wanted), BaseHTTPRequestHandler) as probe:
            return int(probe.server_address[1])
    except OSError:
        return 0


def _find(root: Path, path: str) -> Path | None:
    """The file a path means, as static sites do it: itself, with .html, or the index of a folder."""
    asked = root / unquote(path).lstrip("/")
    candidates = (
        [asked / "index.html", asked / "index.xml"]
        if path.endswith("/")
        else [asked, asked.with_name(f"{asked.name}.html")]
    )
    for file in candidates:
        if file.suffix in CONTENT_TYPES and file.resolve().is_relative_to(root) and file.is_file():
            return file
    return None


def _render(file: Path, base_url: str) -> bytes:
    """The bytes of a file with its address filled in; `{{nul}}` is a NUL, which no editor would keep."""
    return file.read_bytes().replace(b"{{base}}", base_url.encode()).replace(b"{{nul}}", b"\x00")


def _content_type(file: Path) -> str:
    if file.name.endswith(OWN_CHARSET):
        return "text/html"
    if "atom" in file.parts:
        return "application/atom+xml; charset=utf-8"
    return CONTENT_TYPES[file.suffix]


class _Httpd(ThreadingHTTPServer):
    daemon_threads = True
    sample: SampleServer


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "sample"
    sys_version = ""
    # Idle keep-alive connections end by themselves, so that a stop never waits for a client.
    timeout = 5
    server: _Httpd

    def do_GET(self) -> None:
        self._reply(with_body=True)

    def do_HEAD(self) -> None:
        self._reply(with_body=False)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: they are kept in `requests`."""

    def _reply(self, *, with_body: bool) -> None:
        path = urlsplit(self.path).path
        answer = self.server.sample.answer(path)
        if answer is None:
            missing = b"<!doctype html><title>Not found</title>\n"
            self._send(HTTPStatus.NOT_FOUND, missing, {"Content-Type": CONTENT_TYPES[".html"]}, with_body)
            return
        validators = {
            "ETag": answer.etag,
            "Last-Modified": format_datetime(answer.modified_at, usegmt=True),
            "Cache-Control": "max-age=60",
        }
        if self._is_known(answer):
            self._send(HTTPStatus.NOT_MODIFIED, b"", validators, with_body=False)
        else:
            self._send(HTTPStatus.OK, answer.body, {"Content-Type": answer.content_type, **validators}, with_body)

    def _is_known(self, answer: Answer) -> bool:
        """Whether the client has these bytes; If-Modified-Since counts only without If-None-Match (RFC 9110)."""
        tags = self.headers.get("If-None-Match")
        if tags is not None:
            return tags.strip() == "*" or answer.etag in [tag.strip().removeprefix("W/") for tag in tags.split(",")]
        since = self.headers.get("If-Modified-Since")
        if since is None:
            return False
        with suppress(ValueError, TypeError):
            return parsedate_to_datetime(since) >= answer.modified_at
        return False

    def _send(self, status: HTTPStatus, body: bytes, headers: Mapping[str, str], with_body: bool) -> None:
        self.server.sample.requests.append(f"{self.command} {urlsplit(self.path).path} {status.value}")
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body:
            self.wfile.write(body)
