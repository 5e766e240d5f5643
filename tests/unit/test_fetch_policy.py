"""Decisions of polling: schedule, back-off, Retry-After, robots, addresses, links; all without a socket or a clock."""

import ipaddress
from datetime import UTC, datetime, timedelta

import pytest

from pipeline.errors import FaultClass, FaultError
from pipeline.fetch.guard import check_url, is_public
from pipeline.fetch.links import page_url, same_page_key, without_tracking
from pipeline.fetch.policy import (
    FAILURES_TO_DISABLE,
    Decider,
    FeedState,
    FeedTarget,
    Validators,
    by_host,
    read_retry_after,
)
from pipeline.fetch.robots import LONGEST_DELAY, RobotsCopy, permission, readable_text

NOW = datetime(2025, 1, 20, 9, tzinfo=UTC)
FEED = FeedTarget("a", "https://a.example/rss", poll_minutes=10)
DECIDER = Decider(NOW)
FRESH = FeedState(FEED.url, NOW)


def after_failures(count: int) -> FeedState:
    state = FRESH
    for _ in range(count):
        state = DECIDER.after_failure(FEED, state, FaultClass.TIMEOUT)
    return state


def test_waits_double_up_to_a_day() -> None:
    waits = [after_failures(count).next_fetch_at - NOW for count in (1, 2, 3, 11)]
    assert waits == [timedelta(minutes=20), timedelta(minutes=40), timedelta(minutes=80), timedelta(hours=24)]


def test_h02_a_feed_that_keeps_failing_is_asked_weekly_until_it_answers() -> None:
    state = after_failures(FAILURES_TO_DISABLE)
    assert (state.is_disabled, state.next_fetch_at) == (True, NOW + timedelta(days=7))
    healed = DECIDER.after_unchanged(FEED, state, Validators())
    assert (healed.is_disabled, healed.failure_count, healed.last_fault) == (False, 0, None)
    assert healed.next_fetch_at == NOW + timedelta(minutes=10)


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("7", timedelta(seconds=7)),
        ("1000000000000", timedelta(hours=24)),
        ("9" * 5000, timedelta(hours=24)),
        ("Mon, 20 Jan 2025 10:00:00 GMT", timedelta(hours=1)),
        ("Mon, 20 Jan 2020 10:00:00 GMT", timedelta()),
        ("Wed, 20 Jan 2999 10:00:00 GMT", timedelta(hours=24)),
        ("soon", None),
        ("-5", None),
        ("", None),
        ("\u0663", None),
    ],
)
def test_h03_retry_after_is_read_and_capped(value: str, wait: timedelta | None) -> None:
    assert read_retry_after(value, NOW) == wait


def test_retry_after_sets_the_next_time() -> None:
    state = DECIDER.after_failure(FEED, FRESH, FaultClass.RATE_LIMITED, timedelta(hours=3))
    assert state.next_fetch_at == NOW + timedelta(hours=3)
    soon = DECIDER.after_failure(FEED, FRESH, FaultClass.RATE_LIMITED, timedelta(0))
    assert soon.next_fetch_at == NOW + timedelta(minutes=1)


def test_force_passes_over_the_schedule_but_not_over_a_servers_wish() -> None:
    waiting = DECIDER.after_unchanged(FEED, FRESH, Validators())
    limited = DECIDER.after_failure(FEED, FRESH, FaultClass.RATE_LIMITED, timedelta(hours=3))
    assert DECIDER.due([FEED], {FEED.url: waiting}) == ()
    assert DECIDER.due([FEED], {FEED.url: waiting}, is_forced=True) == (FEED,)
    assert DECIDER.due([FEED], {FEED.url: limited}, is_forced=True) == ()
    assert DECIDER.due([FEED], {}) == (FEED,)


def test_validators_are_sent_only_for_what_was_stored() -> None:
    stored = DECIDER.after_change(FEED, FRESH, Validators('"v"', "Mon"), sha256="aa", entry_count=3)
    assert stored.validators == {"If-None-Match": '"v"', "If-Modified-Since": "Mon"}
    assert FRESH.validators == {}
    assert DECIDER.after_unchanged(FEED, stored, Validators()).etag == '"v"'


def test_a_page_is_tried_five_times_at_growing_intervals() -> None:
    times = [DECIDER.page_retry(attempts) for attempts in range(1, 6)]
    assert times[-1] is None
    assert [moment - NOW for moment in times[:-1] if moment] == [timedelta(minutes=m) for m in (15, 30, 60, 120)]


def test_feeds_are_grouped_by_host() -> None:
    feeds = [FEED, FeedTarget("a", "https://a.example/2"), FeedTarget("b", "https://a.example:81/")]
    assert {host: len(group) for host, group in by_host(feeds).items()} == {"a.example": 2, "a.example:81": 1}


def robots(body: str, status: int = 200) -> RobotsCopy:
    return RobotsCopy("https://a.example", status, readable_text(body.encode()), NOW)


def is_allowed(copy: RobotsCopy, path: str = "/x/1") -> bool:
    return permission(copy, f"https://a.example{path}", "GuaranteesMonitor/0.1 (contact)").refusal is None


def test_robots_rules_for_us_and_for_all() -> None:
    ours = robots("User-agent: GuaranteesMonitor\nDisallow: /x\n\nUser-agent: *\nDisallow:")
    assert not is_allowed(ours)
    assert is_allowed(ours, "/y")
    assert not is_allowed(robots("User-agent: *\nDisallow: /*?print"), "/a?print=1")


@pytest.mark.parametrize(
    ("status", "allowed"), [(200, True), (404, True), (403, True), (429, True), (500, False), (503, False), (0, False)]
)
def test_h13_what_no_robots_means(status: int, allowed: bool) -> None:
    assert is_allowed(robots("", status), "/x") is allowed


def test_h13_html_and_patterns_without_end_are_harmless() -> None:
    assert is_allowed(robots("<html>User-agent: *\nDisallow: /</html>"))
    assert is_allowed(robots("User-agent: *\nDisallow: /" + "*a" * 5000 + "$"), "/" + "a" * 5000)


def test_a_crawl_delay_is_kept_up_to_a_limit() -> None:
    copy = robots("User-agent: *\nCrawl-delay: 3600")
    assert permission(copy, "https://a.example/", "x").delay == LONGEST_DELAY


@pytest.mark.parametrize("text", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses_pass(text: str) -> None:
    assert is_public(ipaddress.ip_address(text))


@pytest.mark.parametrize(
    "text",
    [
        "127.0.0.1", "10.1.2.3", "172.31.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::", "::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1",
        "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001:0:1::", "fe80::1", "fc00::1", "fec0::1", "ff02::1",
        "2001:db8::1", "::7f00:1",
    ],
)  # fmt: skip
def test_s01_inner_addresses_do_not_pass(text: str) -> None:
    assert not is_public(ipaddress.ip_address(text))


def test_an_allowed_pair_opens_one_port() -> None:
    allowed = frozenset({"127.0.0.1:8000"})
    assert check_url("http://127.0.0.1:8000/rss", allowed).port == 8000
    for other in ("http://127.0.0.1:8001/", "http://127.0.0.1/", "http://127.1:8000/"):
        with pytest.raises(FaultError) as caught:
            check_url(other, allowed)
        assert caught.value.fault is FaultClass.BLOCKED


@pytest.mark.parametrize(
    ("url", "cleaned"),
    [
        ("https://A.example/Path/One?utm_source=x&id=7&fbclid=y#top", "https://A.example/Path/One?id=7"),
        ("https://a.example/p?b=2&a=1", "https://a.example/p?b=2&a=1"),
        ("https://a.example/p?at_medium=RSS&at_campaign=rss", "https://a.example/p"),
        ("https://a.example/p?q=a%20b&UTM_Source=x", "https://a.example/p?q=a%20b"),
        ("  https://a.example/p  ", "https://a.example/p"),
    ],
)
def test_tracking_goes_and_the_path_keeps_its_case(url: str, cleaned: str) -> None:
    assert page_url(url) == cleaned


def test_spellings_of_one_page_have_one_key() -> None:
    spellings = [
        "http://A.example:80/p?b=2&a=1",
        "https://a.example/p?a=1&b=2#x",
        "https://a.example:443/p?a=1&b=2&gclid=z",
    ]
    assert len({same_page_key(url) for url in spellings}) == 1
    assert same_page_key("https://a.example/P") != same_page_key("https://a.example/p")
    assert without_tracking("https://a.example/#frag") == "https://a.example/"


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:,x",
        "//a.example/p",
        "/p",
        "",
        "http://[x/",
        "https://a:outlet.example/p",
        "https://a.example:99999/p",
    ],
)
def test_s04_what_is_not_a_page_is_blocked(link: str) -> None:
    with pytest.raises(FaultError) as caught:
        page_url(link)
    assert caught.value.fault is FaultClass.BLOCKED
