"""Small repairs of markup before it is parsed, where a parser would lose the page and a reader would not."""

import re

# References to characters that no document may hold: NUL and other controls, surrogates, beyond Unicode.
REFERENCE = re.compile(r"&#(?:[xX](?P<hex>[0-9a-fA-F]{1,8})|(?P<dec>\d{1,10}));?")
OPEN_TITLE = re.compile(r"<title\b[^>]*>(?P<text>[^<]*)(?=<(?!/title))", re.I)
REMOVABLE = re.compile(r"<!--|<script(?=[\s>/])|<style(?=[\s>/])", re.I)
XHTML = re.compile(r"\s*<\?xml\b")
"""A page that calls itself XML may close a script in its own tag, which HTML cannot."""
COMMENT_END = re.compile(r"--!?>")
# Where the page begins again behind a script or style that nobody closed.
MARKUP_AGAIN = re.compile(r"<(?:/head|body|main|article|section|h[1-6]|div|p|table|ul|footer)[\s>]", re.I)
ESCAPED = re.compile(
    r"&lt;(?P<tag>/?(?:p|br|div|h[2-6]|strong|em|b|i|a|blockquote|ul|ol|li)\b(?:(?!&[lg]t;)[^<>]){0,300})&gt;", re.I
)
TWICE = re.compile(
    r"&amp;(?=(?:quot|apos|nbsp|[lr][sd]quo|[bs]dquo|[lr]aquo|[nm]dash|hellip|shy|rsaquo|lsaquo|#0?39|#8\d{3}|#x20\w\w);)",
    re.I,
)
"""References that were escaped once too often: quotes, dashes and spaces, which no text about markup is full of."""
ESCAPED_FLOOR = 4
"""Escaped paragraphs, more of them than real ones, that make a text escaped markup and no lesson about markup."""
SWALLOWED = 3
"""Paragraphs inside a script that are a story: templates in scripts hold one or two."""
DOCUMENT_END = re.compile(r"</(?:body|html)\s*>", re.I)
AFTER_END = 200
"""Characters behind `</body>` that are more than the `</html>` and remarks of a server."""
MOST_MENDED = 10
"""Scripts and styles of a page that are closed for it: each costs a search to its end."""
CLOSING = {"<script": re.compile(r"</script[^>]*>", re.I), "<style": re.compile(r"</style[^>]*>", re.I)}
ALLOWED_CONTROLS = {0x09, 0x0A, 0x0D}
# References to 0x80-0x9F mean Windows characters, as browsers read them.
WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}


def repair(text: str) -> tuple[str, tuple[str, ...]]:
    """The markup without illegal character references, an endless title or an endless comment, and what was found."""
    flags: tuple[str, ...] = ()
    if "&#" in text:
        illegal: list[str] = []
        text = REFERENCE.sub(lambda found: _referenced(found, illegal), text)
        if illegal:
            flags = (f"text: references to {', '.join(sorted(set(illegal))[:8])} removed from page",)
    return _with_ends(TWICE.sub("&", text) if "&amp;" in text else text), flags


def _with_ends(text: str) -> str:
    """The markup with its title, sections, comments and document ended where a reader would see their end."""
    head = text[:20_000].lower()
    if "<title" in head and "</title" not in head:
        text = OPEN_TITLE.sub(lambda found: f"{found.group()}</title>", text, count=1)
    if "<![CDATA[" in text:
        # Outside XML it opens a comment that ends at the first `>`, with what stands before that.
        text = text.replace("<![CDATA[", "").replace("]]>", "")
    start = text.rfind("<!--")
    if start >= 0 and not COMMENT_END.search(text, start):
        # A comment that never ends would hide all that follows it.
        text = text[:start] + text[start + 4 :]
    end = DOCUMENT_END.search(text)
    if end and len(text) - end.end() > AFTER_END:
        # What stands behind the end of the document is shown by browsers and lost by libxml2.
        text = DOCUMENT_END.sub("", text)
    return _unescaped(text)


def _unescaped(text: str) -> str:
    """The markup with its paragraphs as markup where the page shows their tags as text."""
    escaped = text.count("&lt;p&gt;") + text.count("&lt;/p&gt;")
    if escaped >= ESCAPED_FLOOR and escaped > text.count("<p"):
        text = ESCAPED.sub(r"<\g<tag>>", text)
    return text


def without_scripts(text: str) -> tuple[str, int]:
    """The markup without scripts (JSON-LD stays), styles and comments, and the characters that went.

    Two thirds of a news page; what is gone is parsed neither by lxml nor by the witness. Only plain searches are used:
    a lazy regular expression takes longer than the parser that it would relieve.
    """
    kept, position, removed, mended = [], 0, 0, 0
    while found := REMOVABLE.search(text, position):
        end, is_closed = _end_of(text, found)
        mended += not is_closed
        if end < 0 or mended > MOST_MENDED:
            break
        kept.append(text[position : end if _is_data(text, found) else found.start()])
        removed += 0 if _is_data(text, found) else end - found.start()
        position = end
    kept.append(text[position:])
    return "".join(kept), removed


def _is_data(text: str, found: re.Match[str]) -> bool:
    """Whether a removable element is JSON-LD, which stays."""
    return found.group() != "<!--" and "ld+json" in text[found.start() : text.find(">", found.start())].lower()


def _end_of(text: str, found: re.Match[str]) -> tuple[int, bool]:
    """Where a comment, script or style ends, -1 when nothing follows it, and whether it was closed properly."""
    if found.group() == "<!--":
        # `<!-->` and `<!--->` are comments without text.
        for short in (">", "->"):
            if text.startswith(short, found.end()):
                return found.end() + len(short), True
        ending = COMMENT_END.search(text, found.end())
        return (ending.end(), True) if ending else (-1, True)
    opened = text.find(">", found.end())
    if opened > 0 and text[opened - 1] == "/" and XHTML.match(text):
        return opened + 1, True
    closing = CLOSING[found.group().lower()].search(text, found.end())
    if closing and not _swallows_story(text, found.end(), closing.start()):
        return closing.end(), True
    again = MARKUP_AGAIN.search(text, found.end())
    return (again.start(), False) if again else (-1, False)


def _swallows_story(text: str, start: int, end: int) -> bool:
    """Whether a script runs into the next one's end, with paragraphs on the way: it was never closed itself.

    Paragraphs inside a string of a script have escaped quotes or line ends among them.
    """
    if text.find("<script", start, end) < 0 or text.count("</p>", start, end) < SWALLOWED:
        return False
    return "\\" not in text[text.find("<p", start) : end]


def _referenced(found: re.Match[str], illegal: list[str]) -> str:
    code = int(found["hex"], 16) if found["hex"] else int(found["dec"])
    if code in WINDOWS:
        return WINDOWS[code]
    if (code < 0x20 and code not in ALLOWED_CONTROLS) or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF or code == 0x7F:
        illegal.append("NUL" if code == 0 else f"U+{code:04X}")
        return ""
    return found.group()
