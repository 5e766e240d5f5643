"""Ask one OpenAI-compatible endpoint for one answer; bounded in time, size and tries, and never sent elsewhere.

Nothing of what the endpoint answers, and nothing of the key, gets into an error: only statuses, sizes and kinds.
"""

import asyncio
import ipaddress
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import stamina
from pydantic import BaseModel, ConfigDict, SecretStr, ValidationError
from yarl import URL

from pipeline.errors import FaultClass, FaultError, SettingsError
from pipeline.opinion.answer import PROMPT, answer_schema, mistakes
from pipeline.payload import decode_payload

# Its default hooks log through whatever logging library is installed, one of them to standard output.
stamina.instrumentation.set_on_retry_hooks([])

PATH = "/chat/completions"
BODY_LIMIT = 400_000
"""Bytes of a response: the longest answer in four-byte characters, with what endpoints put around it."""
READ_STEP = 65_536
ANSWER_TOKENS = 6_000
"""Most tokens that are asked for: two dozen events with their quotes."""
ATTEMPTS = 3
RETRIED = frozenset({429, 500, 502, 503, 504})
LONGEST_WAIT = 10.0
"""Seconds between two tries, whatever Retry-After says; a longer one is for the next run of the day."""

UNUSABLE = (aiohttp.ClientError, OSError, ValueError, LookupError, TypeError, AssertionError)
"""What a server can make the client raise; the last three are slips of libraries on answers nobody foresaw."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model answers; `url` ends in /v1 or in the whole path. Raises SettingsError on what cannot be asked.

    `timeout` and `retry_wait` are in seconds, a try has the whole timeout.
    """

    url: str
    model: str
    key: SecretStr | None = None
    timeout: float = 60.0
    retry_wait: float = 0.5
    address: URL = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "address", _address(self.url, has_key=self.key is not None))
        if not self.model.isprintable() or not 0 < len(self.model) <= 100:
            raise SettingsError(
                "GUARANTEES_OPINION_MODEL: no name of a model; give the one that the endpoint lists, "
                "or unset GUARANTEES_OPINION_URL"
            )
        if self.key is not None and not (
            self.key.get_secret_value().isascii() and self.key.get_secret_value().isprintable()
        ):
            raise SettingsError("GUARANTEES_OPINION_KEY: holds a character that no header can carry; copy it anew")


def _address(url: str, *, has_key: bool) -> URL:
    """The whole address. Its text is not repeated in messages: people paste keys into addresses."""
    try:
        address = URL(url.rstrip("/"))
        is_whole = address.scheme in ("http", "https") and bool(address.raw_host) and bool(address.port)
    except ValueError as error:
        raise SettingsError("GUARANTEES_OPINION_URL: no address; write it as https://host/v1") from error
    if not is_whole or address.user is not None or address.password is not None or address.fragment:
        raise SettingsError("GUARANTEES_OPINION_URL: write it as https://host/v1, keys in GUARANTEES_OPINION_KEY")
    if has_key and address.scheme == "http" and not _is_loopback(address.raw_host or ""):
        raise SettingsError("GUARANTEES_OPINION_URL: a key travels only over https, or to this machine; use https")
    return (
        address if address.path.endswith(PATH) else address.with_path(address.path.rstrip("/") + PATH, keep_query=True)
    )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What a model is shown of an article."""

    title: str
    text: str

    def as_json(self) -> str:
        """As one JSON object: no character of an article can end its own string."""
        return json.dumps({"title": self.title, "text": self.text}, ensure_ascii=False)


def request_body(model: str, excerpt: Excerpt) -> dict[str, Any]:
    """The body of a request: no tools, one answer in the closed shape, the likeliest one."""
    return {
        "model": model,
        "messages": [{"role": "system", "content": PROMPT}, {"role": "user", "content": excerpt.as_json()}],
        "temperature": 0,
        "max_tokens": ANSWER_TOKENS,
        "stream": False,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "reported_acts", "strict": True, "schema": answer_schema()},
        },
    }


class _Message(BaseModel):
    model_config = ConfigDict(strict=True)

    content: str | None = None
    refusal: str | None = None
    tool_calls: list[Any] | None = None


class _Choice(BaseModel):
    model_config = ConfigDict(strict=True)

    message: _Message
    finish_reason: str | None = None


class _Completion(BaseModel):
    model_config = ConfigDict(strict=True)

    choices: list[_Choice]


class _PassingError(Exception):
    """A failure that another try may cure, with what to say if it does not, and the wait that was asked for."""

    def __init__(self, fault: FaultError, wait: float | None = None) -> None:
        super().__init__(str(fault))
        self.fault = fault
        self.wait = wait


def _wait(error: Exception) -> bool | float:
    if not isinstance(error, _PassingError):
        return False
    return True if error.wait is None else error.wait


async def ask(endpoint: Endpoint, excerpt: Excerpt) -> str:
    """What the model wrote; raises FaultError where there is no whole answer of a model."""
    body = json.dumps(request_body(endpoint.model, excerpt)).encode("ascii")
    async with aiohttp.ClientSession(
        auto_decompress=False,
        trust_env=False,
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(total=None),
        headers=_headers(endpoint),
    ) as session:
        try:
            async for attempt in stamina.retry_context(
                on=_wait,
                attempts=ATTEMPTS,
                timeout=None,
                wait_initial=endpoint.retry_wait,
                wait_max=LONGEST_WAIT,
                wait_jitter=endpoint.retry_wait,
            ):
                with attempt:
                    return content_of(await _attempt(session, endpoint, body))
        except _PassingError as passing:
            raise passing.fault from passing
    raise FaultError(FaultClass.UNREACHABLE, "no attempt was made")


def _headers(endpoint: Endpoint) -> dict[str, str]:
    headers = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity"}
    if endpoint.key is not None:
        headers["Authorization"] = f"Bearer {endpoint.key.get_secret_value()}"
    return headers


async def _attempt(session: aiohttp.ClientSession, endpoint: Endpoint, body: bytes) -> bytes:
    try:
        async with (
            asyncio.timeout(endpoint.timeout),
            session.post(endpoint.address, data=body, allow_redirects=False) as response,
        ):
            _check(response)
            raw = await _receive(response)
            encoding = ", ".join(response.headers.getall("Content-Encoding", []))
    except TimeoutError as error:
        # Not tried again: a model that is too slow once is too slow again, and others wait.
        raise FaultError(FaultClass.TIMEOUT, f"no whole answer within {endpoint.timeout:g} s") from error
    except UNUSABLE as error:
        raise _failure(error) from error
    return decode_payload(raw, encoding, BODY_LIMIT)


def _failure(error: Exception) -> Exception:
    name = type(error).__name__
    if isinstance(error, aiohttp.ClientSSLError | aiohttp.ClientConnectorDNSError):
        return FaultError(FaultClass.UNREACHABLE, name)
    if isinstance(error, aiohttp.ClientPayloadError):
        return _PassingError(FaultError(FaultClass.TRUNCATED, f"the answer ended before its end ({name})"))
    if isinstance(error, aiohttp.ClientConnectionError | OSError):
        return _PassingError(FaultError(FaultClass.UNREACHABLE, name))
    return FaultError(FaultClass.PROTOCOL, f"the answer is no HTTP that can be read ({name})")


def _check(response: aiohttp.ClientResponse) -> None:
    """Raise on anything but a JSON answer to the question from where it was asked."""
    status = response.status
    if 300 <= status < 400:
        raise FaultError(FaultClass.REDIRECT, f"status {status}: an endpoint that moved is set anew, never followed")
    if status in RETRIED:
        kind = FaultClass.RATE_LIMITED if status == 429 else FaultClass.HTTP_STATUS
        raise _PassingError(FaultError(kind, f"status {status}"), _retry_after(response.headers))
    if status != 200:
        raise FaultError(FaultClass.HTTP_STATUS, f"status {status}")
    if response.content_type != "application/json":
        raise FaultError(FaultClass.PROTOCOL, "the answer is not application/json")


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """The wait that was asked for, cut to what is bearable; dates are not read, the usual wait will do."""
    value = headers.get("Retry-After", "")
    return min(float(value), LONGEST_WAIT) if value.isascii() and value.isdigit() and len(value) < 10 else None


async def _receive(response: aiohttp.ClientResponse) -> bytes:
    raw = bytearray()
    async for chunk in response.content.iter_chunked(READ_STEP):
        raw += chunk
        if len(raw) > BODY_LIMIT:
            response.close()
            raise FaultError(FaultClass.TOO_LARGE, f"more than {BODY_LIMIT} bytes")
    return bytes(raw)


def content_of(body: bytes) -> str:
    """What the model wrote, out of a completion; raises FaultError where it wrote none, called tools or was cut off."""
    try:
        choices = _Completion.model_validate_json(body).choices
    except ValidationError as error:
        detail = f"the answer is no chat completion: {mistakes(error)}"
        raise FaultError(FaultClass.PROTOCOL, detail) from error
    if len(choices) != 1:
        raise FaultError(FaultClass.PROTOCOL, f"{len(choices)} choices where one was asked for")
    message, ended = choices[0].message, choices[0].finish_reason
    if message.tool_calls:
        raise FaultError(FaultClass.MALFORMED, "the model called a tool; it has none")
    if message.refusal or not message.content:
        raise FaultError(FaultClass.MALFORMED, "the model declined or wrote nothing")
    if ended not in (None, "stop"):
        raise FaultError(FaultClass.TRUNCATED, "the model's answer was cut off")
    return message.content
