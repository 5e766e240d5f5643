"""Hostile pages whose bytes are not in the encoding that they, or their server, declare; or are in none at all."""

from tests.quality.hostile import CASES, STORIES, STORY, Hostile, hostile, paragraphs, story_page

UNDECLARED = {
    "uk": ("cp1251", "koi8-u", "iso-8859-5", "cp866", "mac-cyrillic"), "pl": ("cp1250", "iso-8859-2"), "tr": ("cp1254",),
    "lt": ("cp1257",), "he": ("cp1255",), "el": ("cp1253",), "de": ("cp1252",), "fr": ("cp1252",), "zh": ("gb18030",),
    "ja": ("cp932", "euc_jp", "iso2022_jp"), "ko": ("cp949",), "zh-TW": ("big5",),
}  # fmt: skip
LABELS = {"cp1250": "windows-1250", "cp1251": "windows-1251", "cp1253": "windows-1253", "cp1254": "windows-1254",
          "cp1255": "windows-1255", "cp1257": "windows-1257", "cp932": "Shift_JIS", "euc_jp": "EUC-JP", "gb18030": "gb2312",
          "iso2022_jp": "ISO-2022-JP", "cp949": "euc-kr"}  # fmt: skip


def in_language(language: str, head: str = "", declared: str | None = None) -> str:
    """The story page of a language; `declared` is what its html element says, the language itself when None."""
    story = STORIES[language]
    shown = language if declared is None else declared
    return story_page(paragraphs(story["lines"]), head, story["title"], shown).replace(" lang=''", "")


def encoded(language: str, page: str, charset: str, content_type: str = "text/html") -> Hostile:
    """The page in a charset; a letter that the charset lacks goes as a reference, as editors write it."""
    story = STORIES[language]
    body = page.encode(charset, "xmlcharrefreplace")
    return Hostile(body, tuple(story["lines"]), title=story["title"], content_type=content_type)


def misread(text: str, charset: str) -> str:
    """Text as it looks when its UTF-8 is read in a code page, as browsers do: a byte without a letter stays itself."""
    return "".join(bytes([byte]).decode(charset, "ignore") or chr(byte) for byte in text.encode())


for _language, _charsets in UNDECLARED.items():
    for _charset in _charsets:
        _name = _charset.replace("-", "_")
        CASES[f"{_language}_{_name}_undeclared"] = encoded(_language, in_language(_language), _charset)
        CASES[f"{_language}_{_name}_without_language"] = encoded(
            _language, in_language(_language, declared=""), _charset
        )
        CASES[f"{_language}_{_name}_called_utf8"] = encoded(
            _language, in_language(_language, "<meta charset='utf-8'>"), _charset, "text/html; charset=utf-8"
        )
for _charset, _label in LABELS.items():
    _language = next(language for language, charsets in UNDECLARED.items() if _charset in charsets)
    _page = in_language(
        _language, f"<meta http-equiv='Content-Type' content='text/html; charset={_label}'>", declared=""
    )
    CASES[f"{_language}_{_charset}_true_to_its_meta"] = encoded(_language, _page, _charset, "text/html; charset=utf-8")
for _label in ("iso-8859-1", "windows-1251", "koi8-r", "shift_jis", "utf-16", "x-unknown", "none"):
    CASES[f"utf8_called_{_label}"] = encoded(
        "uk", in_language("uk", f"<meta charset={_label}>"), "utf-8", f"text/html; charset={_label}"
    )
for _charset in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"):
    CASES[f"{_charset}_page"] = encoded("uk", in_language("uk"), _charset)
CASES["english_utf_16_le_without_mark"] = encoded("en", in_language("en"), "utf-16-le")


@hostile
def english_with_windows_quotes_called_utf8() -> Hostile:
    return encoded("en", in_language("en", "<meta charset=utf-8>"), "cp1252", "text/html; charset=utf-8")


@hostile
def windows_quotes_inside_utf8() -> Hostile:
    body = in_language("uk").encode().replace("«".encode(), b"\xab").replace("»".encode(), b"\xbb")
    return Hostile(body, tuple(STORIES["uk"]["lines"]), title=STORIES["uk"]["title"])


@hostile
def header_cp1251_and_comments_in_utf8() -> Hostile:
    foreign = "<div id='comments'><p>Дякую!</p></div>".encode()
    body = in_language("uk").encode("cp1251").replace(b"<footer>", foreign + b"<footer>")
    return Hostile(
        body,
        tuple(STORIES["uk"]["lines"]),
        title=STORIES["uk"]["title"],
        content_type="text/html; charset=windows-1251",
    )


@hostile
def utf8_with_a_cp1251_footer() -> Hostile:
    body = (
        in_language("uk").encode().replace(b"</footer>", "Усі права захищено. Редакція".encode("cp1251") + b"</footer>")
    )
    return Hostile(body, tuple(STORIES["uk"]["lines"]), title=STORIES["uk"]["title"])


@hostile
def encoded_twice_through_cp1252() -> Hostile:
    return Hostile(misread(in_language("fr"), "cp1252"), tuple(STORIES["fr"]["lines"]), title=STORIES["fr"]["title"])


@hostile
def encoded_twice_through_latin1() -> Hostile:
    return Hostile(
        in_language("pl").encode().decode("latin-1"), tuple(STORIES["pl"]["lines"]), title=STORIES["pl"]["title"]
    )


@hostile
def encoded_twice_through_cp1251() -> Hostile:
    return Hostile(misread(in_language("uk"), "cp1251"), tuple(STORIES["uk"]["lines"]), title=STORIES["uk"]["title"])


@hostile
def quotes_encoded_twice() -> Hostile:
    page = in_language("en")
    for sign in "“”’–":
        page = page.replace(sign, misread(sign, "cp1252"))
    return Hostile(page)


@hostile
def body_encoded_twice_in_a_sound_page() -> Hostile:
    lines = STORIES["uk"]["lines"]
    page = story_page(paragraphs([misread(line, "cp1251") for line in lines]), "", STORIES["uk"]["title"], "uk")
    return Hostile(page, tuple(lines), title=STORIES["uk"]["title"])


@hostile
def nul_after_every_word() -> Hostile:
    return Hostile(in_language("en").replace(" ", " \0").encode())


@hostile
def nul_bytes_and_controls_in_tags() -> Hostile:
    return Hostile(in_language("en").replace("<p>", "<p\x01 class='\0a'>\x0b\x0c\x08").encode())


@hostile
def replacement_signs_in_the_menu() -> Hostile:
    return Hostile(in_language("en").replace("World", "W\ufffdrld\ufffd\ufffd"))


@hostile
def bytes_cut_in_a_letter() -> Hostile:
    body = in_language("uk").encode().replace("столиц".encode(), "столиц".encode()[:-1], 1)
    return Hostile(body, tuple(STORIES["uk"]["lines"]), title=None)


@hostile
def all_letters_as_references() -> Hostile:
    return encoded("uk", in_language("uk"), "ascii")


@hostile
def mark_in_the_middle_and_zero_width() -> Hostile:
    page = in_language("en").replace("<p>", "<p>\ufeff\u200b").replace(" the ", " \u200dthe\u200b ")
    return Hostile(page, tuple(line.replace(" the ", " \u200dthe\u200b ") for line in STORY))
