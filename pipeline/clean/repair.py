"""Small repairs of markup before it is parsed, where a parser would lose the page and a reader would not."""

import re

# References to characters that no document may hold: NUL and other controls, surrogates, beyond Unicode.
REFERENCE = re.compile(r"&#(?:[xX](?P<hex>[0-9a-fA-F]{1,8})|(?P<dec>\d{1,10}));?")
OPEN_TITLE = re.compile(r"<title\b[^>]*>(?P<text>[^<]*)(?=<(?!/title))", re.I)
REMOVABLE = re.compile(r"<!--|<script(?=[\s>/])|<style(?=[\s>/])", re.I)
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
    head = text[:20_000].lower()
    if "<title" in head and "</title" not in head:
        text = OPEN_TITLE.sub(lambda found: f"{found.group()}</title>", text, count=1)
    if "<![CDATA[" in text:
        # Outside XML it opens a comment that ends at the first `>`, with what stands before that.
        text = text.replace("<![CDATA[", "").replace("]]>", "")
    start = text.rfind("<!--")
    if start >= 0 and text.find("-->", start) < 0:
        # A comment that never ends would hide all that follows it.
        text = text[:start] + text[start + 4 :]
    return text, flags


def without_scripts(text: str) -> tuple[str, int]:
    """The markup without scripts (JSON-LD stays), styles and comments, and the characters that went.

    Two thirds of a news page; what is gone is parsed neither by lxml nor by the witness. Only plain searches are used:
    a lazy regular expression takes longer than the parser that it would relieve.
    """
    kept, position, removed = [], 0, 0
    while True:
        start, end = _next_removable(text, position)
        if start < 0:
            kept.append(text[position:])
            return "".join(kept), removed
        kept.append(text[position:start])
        removed += end - start
        position = end


def _next_removable(text: str, position: int) -> tuple[int, int]:
    """Where the next script, style or comment begins and ends; (-1, -1) when there is none that ends."""
    while True:
        found = REMOVABLE.search(text, position)
        if found is None:
            return -1, -1
        name = found.group().lower()
        if name == "<!--":
            end = text.find("-->", found.end())
            return (found.start(), end + 3) if end >= 0 else (-1, -1)
        closing = CLOSING[name].search(text, found.end())
        if closing is None:
            return -1, -1
        if "ld+json" not in text[found.start() : text.find(">", found.start())].lower():
            return found.start(), closing.end()
        position = closing.end()


def _referenced(found: re.Match[str], illegal: list[str]) -> str:
    code = int(found["hex"], 16) if found["hex"] else int(found["dec"])
    if code in WINDOWS:
        return WINDOWS[code]
    if (code < 0x20 and code not in ALLOWED_CONTROLS) or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF or code == 0x7F:
        illegal.append("NUL" if code == 0 else f"U+{code:04X}")
        return ""
    return found.group()
