"""UTF-8 that a publisher read in a code page and encoded again: seen, and undone where that loses nothing."""

import re
from functools import lru_cache

# What UTF-8 looks like after a trip through cp1252 or cp1251: a lead letter followed by a continuation sign.
MOJIBAKE = re.compile(
    r"Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ]|[ÄÅ][\u0080-\u009f‚ƒ„…†‡ˆ‰Š‹ŒŽ]|â€[\u0080-\u00bf™œ\u009d\u201c\u201d“”˜¦]"
    r"|Ð[\u0080-\u00bf°±²³´µ]|Ñ[\u0080-\u00bf€‚ƒ„…†‡ˆ‰]"
    r"|вЂ[™œќ“”¦]|(?:Р[°-їѓ-џ’“”]|С[Ђ-Џѓ-џ‚„…†‡€‰]){2}"
)
UNMISTAKABLE = re.compile("â€[\u0080-\u00bf™œ“”˜¦]|вЂ[™œќ“”¦]")
"""Quotes and dashes: no language writes these three signs in a row."""
FLOOR = 3
"""Fewer hits than this can be a name or a quoted example."""
CODE_PAGES = ("cp1252", "cp1251")
MENDED = "text: mojibake of the publisher undone"
HALF_QUOTE = re.compile("â€(?![\u0080-\u00bf™œ“”˜¦])\ufffd?")
"""A closing quote whose last byte, which cp1252 has no sign for, was dropped on the way."""
ROUNDS = 2
"""Trips undone: three in a row have not been seen."""


def has_mojibake(text: str) -> bool:
    """Whether text holds UTF-8 that was once read in a code page."""
    return bool(UNMISTAKABLE.search(text)) or len(MOJIBAKE.findall(text[:200_000])) >= FLOOR


def undo_mojibake(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with every run of letters that is UTF-8 read in a code page as it was meant, and a flag if one was.

    A run is only undone as a whole: letters that really stand side by side are next to never valid UTF-8.
    """
    if text.isascii():
        return text, ()
    is_mended = False
    for _ in range(ROUNDS):
        if not has_mojibake(text):
            break
        before = text
        for code_page in CODE_PAGES:
            to_byte, runs = _bytes_of(code_page)
            text = runs.sub(lambda found: _meant(found.group(), to_byte), text)  # noqa: B023
        text = HALF_QUOTE.sub("”", text) if text != before else text
        is_mended = is_mended or text != before
    return text, (MENDED,) * is_mended


def _meant(run: str, to_byte: dict[int, int]) -> str:
    try:
        return run.translate(to_byte).encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return run


@lru_cache
def _bytes_of(code_page: str) -> tuple[dict[int, int], re.Pattern[str]]:
    """Byte of every character above ASCII of a code page, and the runs of them; a byte without one is itself."""
    to_byte = {ord(bytes([byte]).decode(code_page, "ignore") or chr(byte)): byte for byte in range(0x80, 0x100)}
    # What the code page shows as a letter of its own may also have come through as the bare byte.
    signs = "".join(map(re.escape, map(chr, sorted({*to_byte, *range(0x80, 0xA0)}))))
    return to_byte, re.compile(f"[{signs}]{{2,}}")
