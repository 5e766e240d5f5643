"""Links of feeds: which may be followed, and one spelling for each page."""

from functools import cache
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from w3lib.url import canonicalize_url, url_query_cleaner

from pipeline.errors import FaultClass, FaultError

URL_LIMIT = 2048
"""Longest link of an entry; longer ones are attacks or data in disguise."""

TRACKING_FILE = Path(__file__).with_name("tracking.txt")


@cache
def tracking_parameters() -> tuple[frozenset[str], tuple[str, ...]]:
    """Names of tracking parameters, and the beginnings that stand for many names."""
    lines = [line.strip() for line in TRACKING_FILE.read_text("utf-8").splitlines()]
    names = [line for line in lines if line and not line.startswith("#")]
    prefixes = tuple(name[:-1] for name in names if name.endswith("*"))
    return frozenset(name for name in names if not name.endswith("*")), prefixes


def page_url(link: str) -> str:
    """The address of a page without tracking parameters and fragment; the path keeps its case.

    Raises FaultError: blocked for anything but http and https (javascript:, data:, file:), limits for endless links.
    """
    link = link.strip()
    if len(link) > URL_LIMIT:
        raise FaultError(FaultClass.LIMITS, f"link of {len(link)} characters", link[:200])
    try:
        parts = urlsplit(link)
        # A port that is no number shows only when it is asked for.
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise FaultError(FaultClass.BLOCKED, f"link cannot be read ({error})", link[:200]) from error
    if parts.scheme.lower() not in ("http", "https") or not host:
        raise FaultError(FaultClass.BLOCKED, f"link {link[:80]!r} is not a whole http(s) address", link[:200])
    if parts.username is not None or parts.password is not None:
        raise FaultError(FaultClass.BLOCKED, "link carries a user name", link[:200])
    return without_tracking(link)


def without_tracking(url: str) -> str:
    """The same page's address without what only tells how a reader came there; the fragment goes too."""
    parts = urlsplit(url)
    if not parts.query:
        return urlunsplit(parts._replace(fragment=""))
    exact, prefixes = tracking_parameters()
    names = {pair.partition("=")[0] for pair in parts.query.split("&")}
    drop = [name for name in names if name.lower() in exact or name.lower().startswith(prefixes)]
    cleaned = url_query_cleaner(url, drop, remove=True, unique=False) if drop else url
    return urlunsplit(urlsplit(cleaned)._replace(fragment=""))


def same_page_key(url: str) -> str:
    """One string for all spellings of a page's address: what two entries are compared by; not for fetching."""
    key: str = canonicalize_url(without_tracking(url), keep_fragments=False)
    parts = urlsplit(key)
    port = {"http": ":80", "https": ":443"}.get(parts.scheme, "")
    netloc = parts.netloc.removesuffix(port) if port else parts.netloc
    return urlunsplit(parts._replace(scheme="https", netloc=netloc, path=parts.path or "/"))
