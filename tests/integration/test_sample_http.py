"""The sample over real HTTP: validators, editions, and the process that serves it in the foreground."""

import http.client
import signal
import socket
import subprocess
import sys
from email.utils import parsedate_to_datetime

import pytest

from pipeline.errors import ServerError
from pipeline.sample import SITE, serve, stable_port
from pipeline.settings import PROJECT_ROOT

FEED = "/channel-gazette/feed.xml"


def ask(port: int, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        connection.close()


def port_of(base_url: str) -> int:
    return int(base_url.rpartition(":")[2])


def test_a_page_is_sent_whole_with_its_validators():
    with serve() as sample:
        status, headers, body = ask(port_of(sample.base_url), FEED)
        assert status == 200
        assert headers["Content-Type"] == "application/rss+xml; charset=utf-8"
        assert int(headers["Content-Length"]) == len(body)
        assert sample.base_url.encode() in body
        _, bare, nothing = ask(port_of(sample.base_url), FEED, "HEAD")
        assert {**bare, "Date": ""} == {**headers, "Date": ""}
        assert nothing == b""
        assert sample.requests[0] == f"GET {FEED} 200"


def test_what_the_client_has_is_not_sent_again():
    with serve() as sample:
        port = port_of(sample.base_url)
        _, headers, _ = ask(port, FEED)
        for sent in (
            {"If_None_Match": headers["ETag"]},
            {"If_None_Match": f'"other", W/{headers["ETag"]}'},
            {"If_Modified_Since": headers["Last-Modified"]},
        ):
            status, known, body = ask(port, FEED, **sent)
            assert (status, body) == (304, b"")
            assert known["ETag"] == headers["ETag"]
        assert ask(port, FEED, If_None_Match='"other"', If_Modified_Since=headers["Last-Modified"])[0] == 200
        assert ask(port, FEED, If_Modified_Since="yesterday")[0] == 200


def test_the_next_edition_has_other_validators():
    with serve() as sample:
        port = port_of(sample.base_url)
        _, first, _ = ask(port, FEED)
        sample.edition = 2
        status, second, _ = ask(port, FEED, If_None_Match=first["ETag"], If_Modified_Since=first["Last-Modified"])
        assert status == 200
        assert parsedate_to_datetime(second["Last-Modified"]) > parsedate_to_datetime(first["Last-Modified"])
        assert ask(port, "/robots.txt", If_Modified_Since=first["Last-Modified"])[0] == 304


def test_what_is_not_there_is_a_404():
    with serve() as sample:
        assert ask(port_of(sample.base_url), "/feeds.toml")[0] == 404
        assert ask(port_of(sample.base_url), "/..%2fserver.py")[0] == 404


def test_nothing_listens_after_the_end():
    with serve() as sample:
        port = port_of(sample.base_url)
    with pytest.raises(ConnectionRefusedError):
        ask(port, FEED)


def test_a_taken_port_is_named_with_the_next_step():
    with (
        serve() as sample,
        pytest.raises(ServerError, match=r"stop what listens"),
        serve(SITE, port_of(sample.base_url)),
    ):
        pass


def test_the_port_stays_the_same_for_an_installation(tmp_path):
    file = tmp_path / "sample" / "port"
    first = stable_port(file)
    with serve(port=first):
        assert stable_port(file) == first
        assert stable_port(tmp_path / "other" / "port") != first


def test_a_second_checkout_gets_another_port(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        file = tmp_path / "port"
        file.write_text("not a number")
        assert stable_port(file) not in (0, taken.getsockname()[1])


def test_it_is_served_in_the_foreground_until_it_is_told_to_stop():
    command = [sys.executable, "-m", "pipeline.sample", "--edition", "2"]
    with subprocess.Popen(command, cwd=PROJECT_ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            port = port_of(process.stdout.readline().strip())
            assert b"This article has been corrected." in ask(port, FEED)[2]
        finally:
            process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0
