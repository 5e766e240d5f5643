"""The guarded client against a server that misbehaves (H01-H11) and canaries that must stay untouched (S01-S03)."""

import asyncio
import gzip
import resource
import socket
import zlib
from collections.abc import Callable

import pytest

from pipeline.errors import FaultClass, FaultError
from pipeline.fetch.guard import Lookup
from pipeline.fetch.http import Client, Manners, Request
from pipeline.model import Exchange
from tests.rogue_server import RogueServer, ok, rogue_server

PAGE = b"<p>Allies met and talked about guarantees.</p>" * 20
LIMIT = 100_000


def fetch(setup: Callable[[RogueServer], None], path: str = "/", **headers: str) -> Exchange:
    """The exchange that one request to a server of its own ends with."""

    async def run() -> Exchange:
        async with rogue_server() as rogue:
            setup(rogue)
            manners = Manners("test/1", frozenset({rogue.host}), timeout=1.0, retry_wait=0.01)
            async with Client(manners) as client:
                return await client.fetch(
                    Request(rogue.url(path), LIMIT, {k.replace("_", "-"): v for k, v in headers.items()})
                )

    return asyncio.run(run())


def fetch_bytes(answer: bytes, **headers: str) -> Exchange:
    return fetch(lambda rogue: rogue.answers.update({"/": answer}), **headers)


def test_a_plain_answer_comes_back_whole_with_headers_as_sent() -> None:
    exchange = fetch_bytes(ok(PAGE, 'ETag: "a"', "X-Odd:  spaced "))
    assert (exchange.status, exchange.body, exchange.raw, exchange.fault) == (200, PAGE, PAGE, None)
    assert exchange.header("etag") == '"a"'
    assert dict(exchange.request_headers)["User-Agent"] == "test/1"
    assert dict(exchange.request_headers)["Accept-Encoding"] == "gzip, deflate"


def test_a_compressed_answer_keeps_the_bytes_of_the_wire() -> None:
    packed = gzip.compress(PAGE)
    exchange = fetch_bytes(ok(packed, "Content-Encoding: gzip"))
    assert (exchange.raw, exchange.body) == (packed, PAGE)


def test_a_chunked_answer_is_joined() -> None:
    chunks = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
    assert fetch_bytes(chunks).body == b"abcde"


def redirect(location: str) -> bytes:
    return ok(b"", f"Location: {location}", status="302 Found")


def test_redirects_are_followed_and_recorded() -> None:
    def setup(rogue: RogueServer) -> None:
        rogue.answers.update({"/": redirect("/b"), "/b": redirect(rogue.url("/c")), "/c": ok(PAGE)})

    exchange = fetch(setup)
    assert exchange.body == PAGE
    assert [hop.rsplit("/", 1)[1] for hop in exchange.hops] == ["", "b"]
    assert exchange.responded_url.endswith("/c")
    assert exchange.requested_url.endswith("/")


@pytest.mark.parametrize("answer", [redirect("/"), ok(b"", status="302 Found"), redirect("http://[bad/")])
def test_h01_redirects_that_lead_nowhere(answer: bytes) -> None:
    exchange = fetch_bytes(answer)
    assert exchange.fault is FaultClass.REDIRECT
    assert len(exchange.hops) <= 5


@pytest.mark.parametrize("status", [400, 404, 410, 451, 500, 503, 999])
def test_h02_error_statuses_are_typed_and_keep_their_body(status: int) -> None:
    exchange = fetch_bytes(ok(PAGE, status=f"{status} No"))
    assert (exchange.fault, exchange.status, exchange.body) == (FaultClass.HTTP_STATUS, status, PAGE)


def test_a_passing_server_error_is_tried_once_more() -> None:
    async def second_time_lucky(writer: asyncio.StreamWriter, _: dict[str, str]) -> None:
        asked.append(1)
        writer.write(ok(PAGE) if len(asked) > 1 else ok(b"", status="502 Bad Gateway"))
        await writer.drain()

    asked: list[int] = []
    assert fetch(lambda rogue: rogue.answers.update({"/": second_time_lucky})).body == PAGE
    assert len(asked) == 2


def test_h03_a_rate_limit_is_its_own_fault() -> None:
    exchange = fetch_bytes(ok(b"", "Retry-After: 7", status="429 Too Many Requests"))
    assert (exchange.fault, exchange.header("Retry-After")) == (FaultClass.RATE_LIMITED, "7")


def test_h04_304_is_an_answer_only_to_a_conditional_request() -> None:
    answer = b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n"
    assert fetch_bytes(answer).fault is FaultClass.PROTOCOL
    asked = fetch_bytes(answer, If_None_Match='"a"')
    assert (asked.fault, asked.status) == (None, 304)


CUT_CHUNK = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc"
CUT_LENGTH = b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + PAGE
CUT_GZIP = ok(gzip.compress(PAGE)[:-6], "Content-Encoding: gzip")


@pytest.mark.parametrize("answer", [CUT_CHUNK, CUT_LENGTH, CUT_GZIP], ids=["chunk", "length", "gzip"])
def test_h05_h06_a_cut_answer_is_truncated_and_its_part_kept(answer: bytes) -> None:
    exchange = fetch_bytes(answer)
    assert exchange.fault is FaultClass.TRUNCATED
    assert exchange.raw
    assert not exchange.body


def test_h05_a_connection_closed_without_a_word() -> None:
    with pytest.raises(FaultError) as caught:
        fetch_bytes(b"")
    assert caught.value.fault is FaultClass.TRUNCATED


async def drip(writer: asyncio.StreamWriter, head: bytes, drop: bytes) -> None:
    writer.write(head)
    for _ in range(200):
        writer.write(drop)
        await writer.drain()
        await asyncio.sleep(0.05)


@pytest.mark.parametrize(
    ("head", "drop"),
    [
        (b"", b""),
        (b"HTTP/1.1 200 OK\r\n", b"X-Drip: 1\r\n"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", b"x"),
        (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
    ],
    ids=["hang", "header drip", "body drip", "endless 103"],
)
def test_h07_one_deadline_for_the_whole_request(head: bytes, drop: bytes) -> None:
    async def slow(writer: asyncio.StreamWriter, _: dict[str, str]) -> None:
        await drip(writer, head, drop)

    try:
        fault = fetch(lambda rogue: rogue.answers.update({"/": slow})).fault
    except FaultError as error:
        fault = error.fault
    assert fault is FaultClass.TIMEOUT


def test_h08_an_endless_body_stops_at_the_limit() -> None:
    async def endless(writer: asyncio.StreamWriter, _: dict[str, str]) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(b"x" * 65_536)
            await writer.drain()

    exchange = fetch(lambda rogue: rogue.answers.update({"/": endless}))
    assert exchange.fault is FaultClass.TOO_LARGE
    assert len(exchange.raw) == LIMIT


def bomb(encoding: str) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31 if encoding == "gzip" else 15)
    packed = b"".join(packer.compress(bytes(1_000_000)) for _ in range(60)) + packer.flush()
    return ok(packed, f"Content-Encoding: {encoding}")


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_h09_a_bomb_is_refused_within_memory(encoding: str) -> None:
    answer = bomb(encoding)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert fetch_bytes(answer).fault is FaultClass.TOO_LARGE
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "rot13", "gzip"])
def test_h10_encodings_that_are_unknown_stacked_or_lying(encoding: str) -> None:
    exchange = fetch_bytes(ok(PAGE, f"Content-Encoding: {encoding}"))
    assert (exchange.fault, exchange.raw) == (FaultClass.BAD_ENCODING, PAGE)


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 banana\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 200 OK\r\nX-Nul: a\x00b\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 9\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 1_000_000 + b"\r\n\r\n",
    ],
    ids=["status", "not http", "nul", "two lengths", "1 MB header"],
)
def test_h11_what_is_not_http(answer: bytes) -> None:
    with pytest.raises(FaultError) as caught:
        fetch_bytes(answer)
    assert caught.value.fault is FaultClass.PROTOCOL


def test_a_port_that_nobody_listens_on_is_unreachable() -> None:
    async def run() -> None:
        async with rogue_server() as rogue:
            port = rogue.port
        async with Client(Manners("t", frozenset({f"127.0.0.1:{port}"}), retry_wait=0.01)) as client:
            await client.fetch(Request(f"http://127.0.0.1:{port}/"))

    with pytest.raises(FaultError) as caught:
        asyncio.run(run())
    assert caught.value.fault is FaultClass.UNREACHABLE
    assert "ssl" not in caught.value.detail


async def unknown(host: str, port: int) -> list[str]:
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


async def addressless(host: str, port: int) -> list[str]:
    return []


@pytest.mark.parametrize("lookup", [unknown, addressless])
def test_a_name_that_leads_nowhere_is_unreachable(lookup: Lookup) -> None:
    async def run() -> None:
        async with Client(Manners("t", retry_wait=0.01), lookup=lookup) as client:
            await client.fetch(Request("http://gone.example/"))

    with pytest.raises(FaultError) as caught:
        asyncio.run(run())
    assert caught.value.fault is FaultClass.UNREACHABLE


@pytest.mark.parametrize(
    "url", ["http://a..b/", "http://" + "a" * 300 + "/", "http://-/", "http://a b/", "http://%00/", ""]
)
def test_an_address_that_cannot_be_is_a_fault(url: str) -> None:
    async def run() -> None:
        async with Client(Manners("t", retry_wait=0.01)) as client:
            await client.fetch(Request(url))

    with pytest.raises(FaultError):
        asyncio.run(run())


SPELLINGS = (
    "http://127.0.0.1:{port}/", "http://2130706433:{port}/", "http://0x7f000001:{port}/", "http://0177.0.0.1:{port}/",
    "http://127.1:{port}/", "http://0.0.0.0:{port}/", "http://[::1]:{port}/", "http://[::ffff:127.0.0.1]:{port}/",
    "http://[64:ff9b::7f00:1]:{port}/", "http://[::127.0.0.1]:{port}/", "http://[2002:7f00:1::]:{port}/",
    "http://user@127.0.0.1:{port}/", "http://allowed.test@127.0.0.1:{port}/", "http://localhost:{port}/",
    "http://localhost.:{port}/", "http://rebind.test:{port}/", "http://①②⑦.⓪.⓪.①:{port}/",
    "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://192.168.1.1/", "http://172.16.0.1/",
    "http://100.64.0.1/", "http://[fe80::1]/", "http://[fd00::1]/", "http://224.0.0.1/", "http://255.255.255.255/",
    "ftp://127.0.0.1:{port}/", "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "gopher://127.0.0.1/",
)  # fmt: skip


async def hostile_lookup(host: str, port: int) -> list[str]:
    """A name server that leads every name inside."""
    return ["127.0.0.1"]


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("is_redirect", [False, True], ids=["asked", "redirected"])
def test_s01_no_spelling_of_an_inner_address_is_asked(spelling: str, is_redirect: bool) -> None:
    async def run() -> tuple[FaultClass | None, int]:
        async with rogue_server() as canary, rogue_server() as front:
            inner = spelling.format(port=canary.port)
            front.answers["/"] = redirect(inner.encode("utf-8").decode("latin-1"))
            manners = Manners("t", frozenset({front.host}), timeout=2, retry_wait=0.01)
            async with Client(manners, lookup=hostile_lookup) as client:
                try:
                    fault = (await client.fetch(Request(front.url() if is_redirect else inner))).fault
                except FaultError as error:
                    fault = error.fault
            return fault, canary.hits.total()

    assert asyncio.run(run()) == (FaultClass.BLOCKED, 0)


def test_s02_a_name_is_resolved_once_and_connected_to_as_checked() -> None:
    """The name server answers first with a public, then with the inner address: the second answer is never used."""
    asked: list[str] = []

    async def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["203.0.113.1"] if len(asked) > 1 else ["127.0.0.1", "2001:db8::1"]

    async def run() -> int:
        async with rogue_server() as canary:
            async with Client(Manners("t", timeout=1, retry_wait=0.01), lookup=rebinding) as client:
                with pytest.raises(FaultError) as caught:
                    await client.fetch(Request(f"http://rebind.test:{canary.port}/"))
            assert caught.value.fault is FaultClass.BLOCKED
            return canary.hits.total()

    assert asyncio.run(run()) == 0
    assert asked == ["rebind.test"]


def test_a_named_private_host_is_reached_and_only_on_its_port() -> None:
    async def run() -> tuple[int, FaultClass]:
        async with rogue_server() as named, rogue_server() as other:
            named.answers["/"] = ok(PAGE)
            async with Client(Manners("t", frozenset({f"news.test:{named.port}"})), lookup=hostile_lookup) as client:
                status = (await client.fetch(Request(f"http://news.test:{named.port}/"))).status
                with pytest.raises(FaultError) as caught:
                    await client.fetch(Request(f"http://news.test:{other.port}/"))
            return status, caught.value.fault

    assert asyncio.run(run()) == (200, FaultClass.BLOCKED)


def test_s03_proxies_of_the_environment_are_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    async def run() -> tuple[bytes, int]:
        async with rogue_server() as proxy, rogue_server() as site:
            for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
                monkeypatch.setenv(name, proxy.url())
            site.answers["/"] = ok(PAGE)
            async with Client(Manners("t", frozenset({site.host}))) as client:
                return (await client.fetch(Request(site.url()))).body, proxy.hits.total()

    assert asyncio.run(run()) == (PAGE, 0)


def test_a_slow_server_does_not_hold_up_the_others() -> None:
    async def run() -> tuple[float, int]:
        async with rogue_server() as slow, rogue_server() as quick:

            async def hang(writer: asyncio.StreamWriter, _: dict[str, str]) -> None:
                await asyncio.sleep(30)

            slow.answers["/"] = hang
            quick.answers["/"] = ok(PAGE)
            allowed = frozenset({slow.host, quick.host})
            async with Client(Manners("t", allowed, timeout=1.5, retry_wait=0.01)) as client:
                loop = asyncio.get_running_loop()
                begun = loop.time()
                laggard = asyncio.create_task(client.fetch(Request(slow.url())))
                done = await asyncio.gather(*(client.fetch(Request(quick.url())) for _ in range(19)))
                spent = loop.time() - begun
                with pytest.raises(FaultError):
                    await laggard
            return spent, sum(exchange.body == PAGE for exchange in done)

    spent, whole = asyncio.run(run())
    assert whole == 19
    assert spent < 1.2
