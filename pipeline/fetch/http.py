"""One HTTP client for everything that is fetched, built for servers that misbehave.

    check the address ─► connect to the checked address ─► headers ─► body up to the cap ─► decode up to the cap
          ▲                                                  │
          └───────────── redirect, by hand, 5 at most ───────┘

The whole request has one deadline, redirects included. Proxies of the environment are ignored. An answer that cannot
be used comes back as an Exchange with its fault, so that the bytes can be kept; where there is no answer at all,
FaultError is raised.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

import aiohttp
import stamina
from yarl import URL

from pipeline.errors import FaultClass, FaultError
from pipeline.fetch.guard import Gate, Lookup, check_url
from pipeline.model import Exchange
from pipeline.payload import ACCEPTED_ENCODINGS, decode_payload

# Its default hooks log through whatever logging library is installed, one of them to standard output.
stamina.instrumentation.set_on_retry_hooks([])

FEED_LIMIT = 5_000_000
PAGE_LIMIT = 3_000_000
"""Most bytes of a payload, raw and decoded: the largest honest feed and page seen are a fifth of it."""

REDIRECTS = frozenset({301, 302, 303, 307, 308})
MAX_HOPS = 5
READ_STEP = 65_536
FIELD_LIMIT = 32_768
"""Longest header: real security policies exceed aiohttp's 8 kB, nothing honest reaches 32."""

RETRIED_STATUS = frozenset({500, 502, 503, 504})
ATTEMPTS = 2
"""One quick second try; longer waits belong to the feed's schedule, where all workers share them."""

UNUSABLE = (aiohttp.ClientError, OSError, ValueError, LookupError, TypeError, AssertionError)
"""What a server can make the client raise; the last three are slips of libraries on answers nobody foresaw."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to ask for; `headers` are additional, `limit` is in bytes."""

    url: str
    limit: int = PAGE_LIMIT
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_conditional(self) -> bool:
        """Whether 304 is an answer to it."""
        return any(name.lower() in ("if-none-match", "if-modified-since") for name in self.headers)


@dataclass(frozen=True, slots=True)
class Manners:
    """How the client behaves; `timeout` is in seconds and covers a whole request."""

    user_agent: str
    allowed_hosts: frozenset[str] = frozenset()
    timeout: float = 15.0
    retry_wait: float = 0.3


class _PassingError(Exception):
    """A failure that a second try may cure; carries what to answer if it does not."""

    def __init__(self, exchange: Exchange | None, fault: FaultError | None) -> None:
        super().__init__(fault)
        self.exchange = exchange
        self.fault = fault


@dataclass(slots=True)
class _Draft:
    """What has been received so far: survives a deadline that cuts the request off."""

    url: URL
    fetched_at: datetime
    hops: list[str] = field(default_factory=list)
    response: aiohttp.ClientResponse | None = None
    raw: bytearray = field(default_factory=bytearray)

    def begin(self, response: aiohttp.ClientResponse) -> None:
        self.response = response
        self.raw.clear()


class Client:
    """Fetches; use as an async context manager. `clock` and `lookup` are passed so that tests can hold them."""

    def __init__(
        self, manners: Manners, *, clock: Callable[[], datetime] | None = None, lookup: Lookup | None = None
    ) -> None:
        self.manners = manners
        self._clock = clock or (lambda: datetime.now(UTC))
        self._allowed = frozenset(host.translate({91: None, 93: None}) for host in manners.allowed_hosts)
        """`[::1]:8000` as `::1:8000`, the way a parsed address has its host."""
        self._gate = Gate(self._allowed, lookup)
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        connector = aiohttp.TCPConnector(
            resolver=self._gate,
            socket_factory=self._gate.open_socket,
            use_dns_cache=False,
            limit=0,
            limit_per_host=4,
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            auto_decompress=False,
            trust_env=False,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None),
            max_line_size=FIELD_LIMIT,
            max_field_size=FIELD_LIMIT,
            headers={
                "User-Agent": self.manners.user_agent,
                "Accept": "*/*",
                "Accept-Encoding": ACCEPTED_ENCODINGS,
            },
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()

    async def fetch(self, request: Request) -> Exchange:
        """The answer to a request, with its fault if it has one; raises FaultError where no answer came."""
        wait = self.manners.retry_wait
        try:
            async for attempt in stamina.retry_context(
                on=_PassingError, attempts=ATTEMPTS, timeout=None, wait_initial=wait, wait_max=2.0, wait_jitter=wait
            ):
                with attempt:
                    return await self._attempt(request)
        except _PassingError as passing:
            if passing.exchange is not None:
                return passing.exchange
            raise passing.fault or FaultError(FaultClass.UNREACHABLE, "no answer", request.url) from passing
        raise FaultError(FaultClass.UNREACHABLE, "no attempt was made", request.url)

    async def _attempt(self, request: Request) -> Exchange:
        draft = _Draft(check_url(request.url, self._allowed), self._clock())
        fault: FaultError | None = None
        try:
            async with asyncio.timeout(self.manners.timeout):
                await self._follow(request, draft)
        except FaultError as error:
            fault = error
        except UNUSABLE as error:
            fault = _fault_of(error, draft.response is not None)
            if draft.response is None and _may_pass(error):
                raise _PassingError(None, _at(fault, request.url)) from error
        if draft.response is None:
            raise _at(fault or FaultError(FaultClass.UNREACHABLE, "no answer"), request.url)
        exchange = _exchange(request, draft, draft.response, fault)
        if exchange.status in RETRIED_STATUS and not exchange.header("Retry-After"):
            raise _PassingError(exchange, None)
        return exchange

    async def _follow(self, request: Request, draft: _Draft) -> None:
        if self._session is None:
            raise RuntimeError("the client is used outside its `async with` block")
        while True:
            async with self._session.get(draft.url, allow_redirects=False, headers=request.headers) as response:
                draft.begin(response)
                if response.status not in REDIRECTS:
                    await _receive(response, request.limit, draft)
                    return
                target = _target(draft.url, response.headers.get("Location", ""))
            if len(draft.hops) >= MAX_HOPS:
                raise FaultError(FaultClass.REDIRECT, f"more than {MAX_HOPS} redirects; the last led to {target}")
            draft.hops.append(str(draft.url))
            draft.url = check_url(target, self._allowed)


async def _receive(response: aiohttp.ClientResponse, limit: int, draft: _Draft) -> None:
    async for chunk in response.content.iter_chunked(READ_STEP):
        draft.raw += chunk
        if len(draft.raw) > limit:
            del draft.raw[limit:]
            response.close()
            raise FaultError(FaultClass.TOO_LARGE, f"more than {limit} bytes")


def _target(current: URL, location: str) -> str:
    if not location:
        raise FaultError(FaultClass.REDIRECT, "a redirect without a Location")
    try:
        return str(current.join(URL(location)))
    except ValueError as error:
        raise FaultError(FaultClass.REDIRECT, f"Location {location[:200]!r} cannot be read ({error})") from error


def _exchange(request: Request, draft: _Draft, response: aiohttp.ClientResponse, fault: FaultError | None) -> Exchange:
    raw = bytes(draft.raw)
    headers = tuple((k.decode("latin-1"), v.decode("latin-1")) for k, v in response.raw_headers)
    encoding = ", ".join(value for key, value in headers if key.lower() == "content-encoding")
    body = b""
    if fault is None:
        try:
            body = decode_payload(raw, encoding, request.limit)
            fault = _status_fault(response.status, request)
        except FaultError as error:
            fault = error
    return Exchange(
        requested_url=request.url,
        responded_url=str(response.url),
        fetched_at=draft.fetched_at,
        status=response.status,
        reason=response.reason or "",
        headers=headers,
        request_headers=tuple(response.request_info.headers.items()),
        raw=raw,
        body=body,
        hops=tuple(draft.hops),
        fault=fault.fault if fault else None,
        detail=fault.detail if fault else "",
    )


def _status_fault(status: int, request: Request) -> FaultError | None:
    if status == 304:
        unasked = FaultError(FaultClass.PROTOCOL, "304 to a request that named no earlier answer")
        return None if request.is_conditional else unasked
    if status == 429:
        return FaultError(FaultClass.RATE_LIMITED, "the server asks to come back later (429)")
    if status == 206:
        return FaultError(FaultClass.TRUNCATED, "a part (206) of what was asked for as a whole")
    return None if 200 <= status < 300 else FaultError(FaultClass.HTTP_STATUS, f"status {status}")


def _at(fault: FaultError, url: str) -> FaultError:
    return FaultError(fault.fault, fault.detail, fault.url or url)


def _may_pass(error: Exception) -> bool:
    is_connection = isinstance(error, aiohttp.ClientConnectionError)
    return is_connection and not isinstance(error, aiohttp.ClientConnectorDNSError | aiohttp.ClientSSLError)


def _fault_of(error: Exception, has_answer: bool) -> FaultError:
    """The typed fault of what aiohttp, the resolver or the deadline raised."""
    # aiohttp names its TLS setting in every failed connection, also where no TLS was asked for.
    detail = f"{type(error).__name__}: {error}".replace(" ssl:default", "")
    if isinstance(error, TimeoutError):
        return FaultError(FaultClass.TIMEOUT, "no whole answer before the deadline")
    if isinstance(error, aiohttp.InvalidURL):
        return FaultError(FaultClass.BLOCKED, f"address cannot be read ({error})")
    if isinstance(error, aiohttp.ClientConnectorError):
        return FaultError(FaultClass.UNREACHABLE, detail)
    if isinstance(error, aiohttp.ClientResponseError | ValueError | LookupError | TypeError | AssertionError):
        return FaultError(FaultClass.PROTOCOL, detail)
    if has_answer or isinstance(error, aiohttp.ServerDisconnectedError | ConnectionResetError):
        return FaultError(FaultClass.TRUNCATED, f"the connection ended before the answer did ({detail})")
    return FaultError(FaultClass.UNREACHABLE, detail)
