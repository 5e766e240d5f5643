"""Serve a folder of saved pages on loopback behind an RSS feed that lists them: input for the whole path.

    python -m bench.serve_pages DIR [--port N]

DIR holds ground-truth.json ({id: {"title", "date" …}}) and html/ID.html.gz. Prints the feed's address and waits.
"""

import argparse
import gzip
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

FEED_LIMIT = 2000
"""Items that a reader may be expected to take from one feed."""


def feed(base: str, truth: dict[str, dict[str, Any]]) -> bytes:
    """An RSS document that lists the pages; a page without a usable date gets none."""
    items = [_item(base, key, page) for key, page in sorted(truth.items())[:FEED_LIMIT]]
    head = f"<title>Saved pages</title><link>{base}/</link><description>Saved pages</description>"
    channel = f"<channel>{head}{''.join(items)}</channel>"
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0">{channel}</rss>'.encode()


def _item(base: str, key: str, page: dict[str, Any]) -> str:
    url = f"{base}/pages/{key}.html"
    date = _date(page)
    written = f"<pubDate>{format_datetime(date)}</pubDate>" if date else ""
    title = escape(str(page.get("title") or key))
    return f'<item><title>{title}</title><link>{url}</link><guid isPermaLink="true">{url}</guid>{written}</item>'


def _date(page: dict[str, Any]) -> datetime | None:
    raw = page.get("date")
    if not raw:
        return None
    found = datetime.fromisoformat(str(raw))
    return found if found.tzinfo else found.replace(tzinfo=UTC)


@contextmanager
def serving(folder: Path, port: int = 0) -> Iterator[str]:
    """The address of the feed, while it is served."""
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self._body()
            self.send_response(200 if body else 404)
            kind = "application/rss+xml" if self.path == "/feed.xml" else "text/html; charset=utf-8"
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _body(self) -> bytes:
            if self.path == "/feed.xml":
                return feed(f"http://127.0.0.1:{self.server.server_port}", truth)  # type: ignore[attr-defined]
            key = self.path.removeprefix("/pages/").removesuffix(".html")
            return gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes()) if key in truth else b""

        def log_message(self, *_: object) -> None:
            """Say nothing: thousands of requests are not news."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/feed.xml"
    finally:
        server.shutdown()
        server.server_close()


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--port", type=int, default=0)
    options = parser.parse_args()
    with serving(options.folder, options.port) as address:
        print(address, flush=True)  # noqa: T201 - what the caller waits for
        threading.Event().wait()


if __name__ == "__main__":
    main()
