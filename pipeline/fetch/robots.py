"""robots.txt: what it says, and what is done when it says nothing.

Policy (RFC 9309): pages are fetched only where robots.txt allows this monitor's name; feeds are published for machines
and were named by the operator, so they are not looked up. A 4xx answer allows everything. A server error, no answer,
or an answer past the deadline allows nothing for now: the pages are asked for again later. What is not robots.txt but
HTML has no rules in it and allows everything. A Crawl-delay is kept up to 10 s.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from protego import Protego

from pipeline.errors import FaultClass, FaultError

ROBOTS_LIMIT = 512_000
"""Bytes of robots.txt that are fetched (RFC 9309 asks for at least 500 KiB)."""
TEXT_LIMIT = 100_000
LINE_LIMIT = 500
WILDCARDS = 8
"""Characters, and length and stars of a line, that are looked at: patterns become regular expressions."""
LONGEST_DELAY = 10.0


@dataclass(frozen=True, slots=True)
class RobotsCopy:
    """robots.txt of an origin as last received; status 0 = no answer."""

    origin: str
    status: int
    body: str
    fetched_at: datetime


@dataclass(frozen=True, slots=True)
class Permission:
    """Why a page may not be fetched, if it may not, and how many seconds to leave between two requests."""

    refusal: FaultError | None = None
    delay: float = 0.0


def permission(robots: RobotsCopy, url: str, user_agent: str) -> Permission:
    """What a copy of robots.txt says about a page."""
    if robots.status == 0 or robots.status >= 500:
        what = f"status {robots.status}" if robots.status else "no answer"
        detail = f"robots.txt cannot be read ({what}); the page waits"
        return Permission(FaultError(FaultClass.UNREACHABLE, detail, url))
    if robots.status >= 400:
        return Permission()
    rules = _rules(robots.body)
    agent = user_agent.partition("/")[0]
    if not rules.can_fetch(url, agent):
        return Permission(FaultError(FaultClass.ROBOTS, "robots.txt does not allow this page", url))
    return Permission(delay=min(float(rules.crawl_delay(agent) or 0.0), LONGEST_DELAY))


def readable_text(body: bytes) -> str:
    """The text of robots.txt without what no honest one carries; fit for PostgreSQL and for Protego."""
    text = body[:ROBOTS_LIMIT].decode("utf-8", "replace").replace("\0", "")[:TEXT_LIMIT]
    if re.match(r"\s*<", text):
        return ""
    lines = (line for line in text.splitlines() if len(line) <= LINE_LIMIT and line.count("*") <= WILDCARDS)
    return "\n".join(lines)


@lru_cache(maxsize=256)
def _rules(text: str) -> Protego:
    return Protego.parse(text)
