"""The canonical URL an article is keyed by: what was responded, unless the page names a better one on its own host."""

import re
from urllib.parse import parse_qsl, urldefrag, urlencode, urljoin, urlsplit, urlunsplit

from lxml.html import HtmlElement

# Parameters that say how the reader came, never what is shown.
TRACKING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|yclid|ysclid|msclkid|twclid|ttclid|igshid|igsh|mc_cid|mc_eid|"
    r"mkt_tok|_hs(?:enc|mi)|hsctatracking|vero_id|oly_(?:anon|enc)_id|_openstat|at_(?:medium|campaign|link\w*|format|bbc_team|"
    r"ptr_name|custom\d)|ns_(?:mchannel|source|campaign|linkname|fee)|wt_?(?:zmc|mc\w*)|cmp(?:id)?|ito|ref_?(?:src|url)|"
    r"xtor|smid|smtyp|ocid|cvid|s_cid|sr_share|guccounter|guce_\w+|taid|spm|trk|traffic_source|__twitter_impression|"
    r"outputtype|feature|ftag|partner|rss|source_?feed|share_?id|referrer|from_?feed)$",
    re.I,
)
# `ref` and `source` name a tracker on most sites but a document on some: dropped only with these values.
SOFT_TRACKING = re.compile(r"^(?:ref|source|src|via|from)$", re.I)
TRACKER_VALUE = re.compile(
    r"^(?:rss\w*|feeds?|atom|twitter|x|facebook|fb|telegram|tg|newsletter|email|share|social|google)$", re.I
)
SAME_SITE = re.compile(r"^(?:www\d?|m|mobile|amp|edition|touch)\.")
NOT_AN_ARTICLE_PATH = re.compile(r"^/?(?:index\.\w+|home|[a-z]{2})?/?$", re.I)
MAX_URL = 2_000
"""Longer addresses are session dumps; browsers and sitemaps stop near here."""


def canonical_url(tree: HtmlElement, requested: str, responded: str) -> tuple[str, tuple[str, ...]]:
    """The key address of the page and a flag if what it declares cannot be believed (other host, front page)."""
    base = clean_url(responded) or clean_url(requested)
    declared = declared_canonical(tree, responded or requested)
    if not declared:
        return base, ()
    if site_of(declared) != site_of(base):
        return base, (f"canonical: {declared[:200]} is on another host",)
    if NOT_AN_ARTICLE_PATH.match(urlsplit(declared).path) and not NOT_AN_ARTICLE_PATH.match(urlsplit(base).path):
        return base, ("canonical: points to the front page",)
    return clean_url(declared), ()


def declared_canonical(tree: HtmlElement, page_url: str) -> str:
    """The absolute http(s) address that the page calls its own (link rel=canonical, else og:url), or ''.

    Relative to the responded address and never to <base>: a page must not be able to move its own key elsewhere.
    """
    hrefs = [link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    hrefs += [meta.get("content") for meta in tree.iter("meta") if (meta.get("property") or "").lower() == "og:url"]
    for href in hrefs:
        try:
            address = urljoin(page_url, (href or "").strip())
            parts = urlsplit(address)
        except ValueError:
            continue
        if href and parts.scheme in ("http", "https") and parts.hostname and len(address) <= MAX_URL:
            return str(address)
    return ""


def clean_url(url: str) -> str:
    """The address without fragment and tracking parameters, host in lower case; the path keeps its case."""
    url = urldefrag(url.strip())[0]
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
        port = f":{parts.port}" if parts.port and parts.port != {"http": 80, "https": 443}.get(parts.scheme) else ""
    except ValueError:
        return url
    if not host:
        return url
    host = f"[{host}]" if ":" in host else host
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _is_tracking(name, value)]
    # A query without tracking stays byte for byte: re-encoding would change the key of old addresses.
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    return urlunsplit((parts.scheme.lower(), host + port, parts.path or "/", query, ""))


def site_of(url: str) -> str:
    """The host without a www., m. or amp. prefix: where one outlet answers under several names."""
    try:
        host = (urlsplit(url).hostname or "").lower().rstrip(".")
    except ValueError:
        return ""
    return SAME_SITE.sub("", host)


def _is_tracking(name: str, value: str) -> bool:
    return bool(TRACKING.match(name) or (SOFT_TRACKING.match(name) and TRACKER_VALUE.match(value)))
