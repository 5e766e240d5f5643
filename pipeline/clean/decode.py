"""Bytes to text, once: byte-order mark, then what the bytes prove, then what was declared, then detection.

A declaration is a claim, not a fact: valid UTF-8 with multi-byte letters is UTF-8 whatever a header says, and a
declared code page under which the words make no sense is overruled. Every overruling is a flag.
"""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from pipeline.clean.alphabets import misfit
from pipeline.clean.plausible import strangeness
from pipeline.model import Rejection, RejectionReason

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# The labels of the web are not the names of the standards: browsers read these as their supersets (WHATWG Encoding).
ALIASES = {
    "ascii": "cp1252", "us-ascii": "cp1252", "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin1": "cp1252",
    "latin-1": "cp1252", "windows-1252": "cp1252", "iso-8859-9": "cp1254", "tis-620": "cp874", "iso-8859-11": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "shift_jis": "cp932", "shift-jis": "cp932",
    "x-sjis": "cp932", "sjis": "cp932", "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "euc_kr": "cp949",
    "utf8": "utf-8", "unicode-1-1-utf-8": "utf-8", "windows-31j": "cp932", "x-mac-cyrillic": "mac-cyrillic",
    "koi8": "koi8-r", "koi8-ru": "koi8-u", "x-cp1251": "cp1251", "win1251": "cp1251", "windows1251": "cp1251",
    "iso-8859-8-i": "iso-8859-8", "big5": "big5hkscs",
}  # fmt: skip

# What is tried when nothing fits: the code pages in which European, Ukrainian and Russian pages are still found,
# most common first, because the first of equals wins.
GUESSES = (
    "cp1252", "cp1251", "koi8-u", "cp1250", "iso-8859-2", "cp866", "iso-8859-5", "mac-cyrillic", "cp1254", "cp1257",
    "cp1253", "cp1255", "cp1256",
)  # fmt: skip

# What the language that a page declares is written in, when it declares no charset or a wrong one.
LANGUAGE_PAGES = {
    "uk": "cp1251", "ru": "cp1251", "be": "cp1251", "bg": "cp1251", "sr": "cp1251", "mk": "cp1251", "pl": "cp1250",
    "cs": "cp1250", "sk": "cp1250", "hu": "cp1250", "sl": "cp1250", "hr": "cp1250", "ro": "cp1250", "el": "cp1253",
    "tr": "cp1254", "az": "cp1254", "he": "cp1255", "ar": "cp1256", "fa": "cp1256", "et": "cp1257", "lv": "cp1257",
    "lt": "cp1257", "vi": "cp1258", "th": "cp874", "zh": "gb18030", "ja": "cp932", "ko": "cp949",
}  # fmt: skip

MULTIBYTE = frozenset(
    {"gb18030", "big5", "big5hkscs", "cp932", "cp949", "euc_jp", "euc_jis_2004", "iso2022_jp", "johab"}
)

SINGLE_BYTE_SPELLING = re.compile(r"(?:cp|windows-?|iso-?8859-?|koi8-?|mac-?)[\w-]*")
META_CHARSET = re.compile(rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.I)
HTML_LANGUAGE = re.compile(rb"<html[^>]{0,300}?\blang\s*=\s*[\"']?\s*([a-z]{2})", re.I)
HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)

HEAD_BYTES = 16_384
"""Where a <meta charset> is looked for; browsers look at 1,024, many sites need more."""
SAMPLE_BYTES = 65_536
"""As much as detection reads: enough words for a judgement, bounded time."""
SHIFT_IN = re.compile(rb"\x1b\$[@B]")
"""What ISO-2022-JP begins Japanese with; its bytes are ASCII, so every other reading succeeds and means nothing."""
PIECE = re.compile(rb"(?=<)|(?<=>)|(?<=\n)")
"""Where one part of a page can end and another begin: at tags and lines."""
HIGH = bytes(range(0x80, 0x100))
LEAST_SOUND = 20
"""Bytes beyond ASCII that are UTF-8, so that a page counts as mixed: in a code page next to none are, by chance."""
LEAST_DECLARED = 6
"""The same where the page says that it is UTF-8: a pair of quotation marks."""
WIDE = 0.2
"""Share of zero bytes on one side that makes UTF-16: the markup around a Cyrillic text alone has more."""
STRANGE = 0.12
"""Share of odd words above which a reading is not believed (own pages: right readings <= .03, wrong >= .4)."""
FOREIGN = 0.2
"""Share of letters outside the best alphabet above which a declared code page is compared with others: quotations and
names of other languages stay below, Turkish or Lithuanian read as Western stays above .3."""
MISFIT_WEIGHT = 0.1
"""What letters of no one alphabet add to a reading's strangeness: enough to decide between two of sound words."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page as text, the charset it was read in, and what was odd about it."""

    text: str
    charset: str
    flags: tuple[str, ...] = ()


def decode(body: bytes, content_type: str = "") -> Decoded | Rejection:
    """The text of a page's bytes; a Rejection(BAD_CHARSET) when no reading of them makes sense."""
    for mark, charset in BOMS:
        if body.startswith(mark):
            return Decoded(body[len(mark) :].decode(charset, "replace"), charset)
    wide = _wide_charset(body)
    if wide:
        return Decoded(body.decode(wide, "replace"), wide, (f"bad_charset: {wide} without a byte-order mark",))
    declared = declared_charsets(body, content_type)
    return _as_utf8(body, declared) or _as_code_page(body, declared)


def declared_charsets(body: bytes, content_type: str) -> tuple[str, ...]:
    """Charset labels as declared, lower case, in order of trust: HTTP header, XML declaration, meta element."""
    header = HEADER_CHARSET.search(content_type)
    labels = [header.group(1)] if header else []
    for pattern in (XML_ENCODING, META_CHARSET):
        found = pattern.search(body[:HEAD_BYTES])
        if found:
            labels.append(found.group(1).decode("ascii", "replace"))
    return tuple(dict.fromkeys(label.lower() for label in labels))


def codec_name(label: str) -> str | None:
    """The codec to read a web label with, or None when it names no text encoding that pages are written in."""
    name = ALIASES.get(label, label)
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    # Python also registers rot13, idna, unicode_escape and utf-7 here: none of them is a charset of the web.
    known = SINGLE_BYTE_SPELLING.fullmatch(info.name) or info.name in {
        "utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "big5", "big5hkscs", "euc_jp",
        "iso2022_jp", "tis-620",
    }  # fmt: skip
    return info.name if known else None


def _wide_charset(body: bytes) -> str | None:
    """UTF-16 gives itself away: of every ASCII letter in it, one byte is zero, always on the same side."""
    head = body[:1024]
    if len(head) < 16:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > WIDE * half and even < 0.02 * half:
        return "utf-16-le"
    if even > WIDE * half and odd < 0.02 * half:
        return "utf-16-be"
    return None


def _as_utf8(body: bytes, declared: tuple[str, ...]) -> Decoded | None:
    """The page read as UTF-8 if its bytes are UTF-8, or nearly so; None when they are something else."""
    if SHIFT_IN.search(body):
        return None
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        return _as_cut_utf8(body, error) or _as_damaged_utf8(body) or _as_mixed(body, declared)
    lying = [label for label in declared if codec_name(label) != "utf-8"]
    if lying and not text.isascii():
        return Decoded(text, "utf-8", (f"bad_charset: declared {lying[0]}, is utf-8",))
    return Decoded(text, "utf-8")


def _as_cut_utf8(body: bytes, error: UnicodeDecodeError) -> Decoded | None:
    """UTF-8 whose transfer broke off inside its last character: nothing else is wrong with it."""
    if error.reason != "unexpected end of data" or body[: error.start].isascii():
        return None
    return Decoded(body[: error.start].decode("utf-8"), "utf-8", ("bad_charset: ends inside a character",))


def _as_mixed(body: bytes, declared: tuple[str, ...]) -> Decoded | None:
    """A page whose parts are in UTF-8 and in a code page, as templates and databases of different age make it."""
    pieces = PIECE.split(body)
    foreign = [piece for piece in pieces if not _is_utf8(piece)]
    sound = sum(len(piece) - len(piece.translate(None, HIGH)) for piece in pieces if _is_utf8(piece))
    least = LEAST_DECLARED if "utf-8" in map(codec_name, declared) else LEAST_SOUND
    if not foreign or sound < least:
        return None
    rest = _as_code_page(b"\n".join(foreign), ())
    if isinstance(rest, Rejection):
        return None
    text = "".join(piece.decode("utf-8" if _is_utf8(piece) else rest.charset, "replace") for piece in pieces)
    return Decoded(text, "utf-8", (f"bad_charset: {len(foreign)} parts of the page are in {rest.charset}",))


def _is_utf8(piece: bytes) -> bool:
    try:
        piece.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _as_damaged_utf8(body: bytes) -> Decoded | None:
    """UTF-8 with a few foreign bytes: pasted Windows quotes are read as such, the rest becomes U+FFFD."""
    text = body.decode("utf-8", "windows_punctuation")
    multibyte = sum(1 for c in text if c > "\x7f" and c != "\ufffd")
    foreign = len(body) - len(text.encode("utf-8", "replace"))
    broken = text.count("\ufffd")
    pasted = sum(text.count(c) for c in PASTED.values())
    if multibyte - pasted < 3 * (broken + abs(foreign)) and multibyte - pasted < 20 * max(broken, 1):
        return None
    return Decoded(text, "utf-8", (f"bad_charset: {broken or 'some'} bytes are not utf-8",))


# Bytes that editors on Windows paste into UTF-8 pages: quotes, dashes, ellipsis, no-break space, guillemets.
PASTED = {byte: bytes([byte]).decode("cp1252") for byte in (*range(0x91, 0x98), 0x82, 0x84, 0x85, 0xA0, 0xAB, 0xBB)}


def _windows_punctuation(error: UnicodeError) -> tuple[str, int]:
    """Codec error handler: one bad byte becomes the Windows punctuation it stands for, or U+FFFD."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return PASTED.get(error.object[error.start], "\ufffd"), error.start + 1


codecs.register_error("windows_punctuation", _windows_punctuation)


def _as_code_page(body: bytes, declared: tuple[str, ...]) -> Decoded | Rejection:
    """The page read in the declared code page if its words then make sense, else in the best that was found."""
    best: tuple[float, str, str] | None = None
    names = [name for name in map(codec_name, declared) if name and name != "utf-8"]
    if SHIFT_IN.search(body):
        names.insert(0, "iso2022_jp")
    for name in dict.fromkeys([*names, *_usual(body), *GUESSES, *_detected(body)]):
        text = _strictly(body, name)
        if text is None:
            continue
        odd, foreign = strangeness(text), misfit(text)
        if name in names and odd < STRANGE / 2 and (foreign < FOREIGN or name in MULTIBYTE):
            return Decoded(text, name)
        odd += MISFIT_WEIGHT * foreign * (name not in MULTIBYTE)
        if best is None or odd < best[0]:
            best = (odd, name, text)
    if best is None or best[0] > STRANGE + MISFIT_WEIGHT:
        return Rejection(RejectionReason.BAD_CHARSET, f"declared {', '.join(declared) or 'nothing'}; no reading fits")
    return Decoded(best[2], best[1], (f"bad_charset: declared {', '.join(declared) or 'nothing'}, is {best[1]}",))


def _strictly(body: bytes, name: str) -> str | None:
    """The text, if every byte has a meaning in that code page (a handful of strays is forgiven)."""
    text = body.decode(name, "replace")
    return text if text.count("\ufffd") <= len(text) // 2000 else None


def _detected(body: bytes) -> list[str]:
    """What charset_normalizer makes of the start of the body: for scripts that the guesses do not cover."""
    start = max(body.lower().find(b"<body"), 0)
    match = from_bytes(body[start : start + SAMPLE_BYTES]).best()
    return [match.encoding] if match else []


def _usual(body: bytes) -> list[str]:
    """The code page that texts in the page's declared language are usually in."""
    found = HTML_LANGUAGE.search(body[:HEAD_BYTES])
    name = LANGUAGE_PAGES.get(found.group(1).decode("ascii").lower()) if found else None
    return [name] if name else []
