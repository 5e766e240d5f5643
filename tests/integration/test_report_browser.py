"""The quality page in a real browser: shown whole, from one request, and with nothing to complain of."""

import os
import re
import shutil
import struct
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from lxml import html

from pipeline.report.quality import quality_page
from tests.unit.test_report_quality import EMPTY, FULL

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium to look at the page with (Debian: apt-get install chromium)"
)
SWITCHES = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--enable-logging=stderr",
)  # fmt: skip


class Site(ThreadingHTTPServer):
    """Serves one page under every address, and remembers what was asked for."""

    def __init__(self, page: str) -> None:
        super().__init__(("127.0.0.1", 0), Page)
        self.page = page.encode()
        self.asked: list[str] = []


class Page(BaseHTTPRequestHandler):
    """The page, whatever is asked for."""

    server: Site

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(self.server.page)))
        self.end_headers()
        self.wfile.write(self.server.page)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: what was asked for is in `Site.asked`."""


@pytest.fixture(params=[FULL, EMPTY], ids=["full", "empty"])
def site(request: pytest.FixtureRequest) -> Iterator[Site]:
    with Site(quality_page(request.param)) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def look(site: Site, folder: Path, *switches: str) -> tuple[str, str]:
    """What the browser printed, and what it logged."""
    home = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_CACHE_HOME": str(folder)}
    done = subprocess.run(
        [str(CHROMIUM), *SWITCHES, f"--user-data-dir={folder / 'profile'}", *switches,
         f"http://127.0.0.1:{site.server_port}/quality.html"],
        env=os.environ | home, capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    return done.stdout, done.stderr


def test_it_needs_one_request_and_the_browser_has_no_complaint(site: Site, tmp_path: Path) -> None:
    shown, log = look(site, tmp_path, "--dump-dom")
    assert [path for path in site.asked if path != "/favicon.ico"] == ["/quality.html"]
    assert "CONSOLE" not in log
    served, seen = (html.document_fromstring(page).text_content().split() for page in (site.page.decode(), shown))
    assert seen == served


def test_a_page_with_a_foreign_picture_would_be_noticed(tmp_path: Path) -> None:
    """That the test above can fail: the page's own policy refuses the picture, and the browser says so."""
    page = quality_page(EMPTY).replace("<body>", '<body><img src="/elsewhere.png">')
    with Site(page) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        _, log = look(running, tmp_path, "--dump-dom")
        running.shutdown()
        thread.join()
    assert "CONSOLE" in log
    assert "Content Security Policy" in log


@pytest.mark.parametrize("width", [390, 1200], ids=["phone", "desk"])
def test_it_is_drawn_in_its_colours_at_every_width(site: Site, tmp_path: Path, width: int) -> None:
    pictures = []
    for page in (site.page, re.sub(rb"<style>.*</style>", b"", site.page, flags=re.DOTALL)):
        site.page, picture = page, tmp_path / f"{len(pictures)}.png"
        look(site, tmp_path, f"--window-size={width},1200", f"--screenshot={picture}")
        pictures.append(picture.read_bytes())
    assert struct.unpack(">II", pictures[0][16:24]) == (width, 1200)
    # Were the style sheet refused by the page's own policy, both would look the same.
    assert pictures[0] != pictures[1]
