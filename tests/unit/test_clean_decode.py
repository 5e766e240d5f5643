"""Bytes become the text that was meant, whatever was declared."""

import pytest

from pipeline.clean.decode import Decoded, codec_name, declared_charsets, decode
from pipeline.clean.mojibake import MENDED, has_mojibake, undo_mojibake
from pipeline.clean.plausible import strangeness
from pipeline.clean.scrub import has_controls, scrub
from pipeline.model import Rejection, RejectionReason

UKRAINIAN = "<p>Президент заявив, що партнери готові надати гарантії безпеки. Їхні міністри зустрінуться у четвер.</p>"
ENGLISH = "<p>The minister’s office said the “first step” – worth £5m – would follow in May. It’s a start.</p>"
POLISH = "<p>Rząd ogłosił, że żołnierze nie zostaną wysłani. Później premier potwierdził, że środki są zapewnione.</p>"


def text_of(answer: Decoded | Rejection) -> str:
    assert isinstance(answer, Decoded), answer
    return answer.text


@pytest.mark.parametrize("charset", ["cp1251", "koi8-u", "iso-8859-5", "mac-cyrillic"])
@pytest.mark.parametrize("declared", ["", "utf-8", "iso-8859-1", "windows-1251"])
def test_cyrillic_is_read_right_whatever_is_declared(charset: str, declared: str) -> None:
    answer = decode(UKRAINIAN.encode(charset), f"text/html; charset={declared}" if declared else "text/html")
    assert text_of(answer) == UKRAINIAN


def test_the_dos_page_is_found_too() -> None:
    text = "<p>Уряд готовий надати нам кошти та зброю. Про це заявив глава уряду.</p>"
    assert text_of(decode(text.encode("cp866"), "text/html; charset=utf-8")) == text


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_wide_and_marked_encodings_need_no_declaration(charset: str) -> None:
    assert text_of(decode(UKRAINIAN.encode(charset), "text/html; charset=windows-1251")) == UKRAINIAN


@pytest.mark.parametrize(("text", "charset"), [(ENGLISH, "cp1252"), (POLISH, "cp1250"), (POLISH, "iso-8859-2")])
@pytest.mark.parametrize("declared", ["", "utf-8", "iso-8859-1"])
def test_latin_code_pages_declared_or_not(text: str, charset: str, declared: str) -> None:
    assert text_of(decode(text.encode(charset), f"text/html; charset={declared}")) == text


def test_utf8_wins_over_any_declaration_and_the_lie_is_noticed() -> None:
    answer = decode(UKRAINIAN.encode(), "text/html; charset=windows-1251")
    assert isinstance(answer, Decoded)
    assert (answer.text, answer.charset) == (UKRAINIAN, "utf-8")
    assert answer.flags == ("bad_charset: declared windows-1251, is utf-8",)


def test_a_true_declaration_leaves_no_flag() -> None:
    answer = decode(UKRAINIAN.encode("cp1251"), "text/html; charset=windows-1251")
    assert isinstance(answer, Decoded)
    assert answer.flags == ()


def test_windows_quotes_inside_utf8_are_quotes() -> None:
    raw = UKRAINIAN.replace("гарантії безпеки", "X").encode().replace(b"X", b"\x93tak\x94")
    assert "“tak”" in text_of(decode(raw, "text/html; charset=utf-8"))


def test_a_page_that_breaks_off_inside_a_character_loses_only_that() -> None:
    answer = decode("<p>“Yes”, he said. Кінець".encode()[:-1], "text/html; charset=utf-8")
    assert answer == Decoded("<p>“Yes”, he said. Кінец", "utf-8", ("bad_charset: ends inside a character",))


def test_one_stray_byte_does_not_make_a_declared_utf8_page_another_charset() -> None:
    page = f"<meta charset=utf-8><p>{'The minister said so in May. ' * 9}</p><p>“Yes”</p><p>Caf? owner</p>"
    answer = decode(page.encode().replace(b"f?", b"f\xe9"), "text/html")
    assert text_of(answer) == page.replace("f?", "fé")


def test_noise_is_refused() -> None:
    answer = decode(bytes((i * 37 + i // 7 * 101) % 256 for i in range(4_000)), "text/html")
    assert isinstance(answer, Rejection)
    assert answer.reason is RejectionReason.BAD_CHARSET


@pytest.mark.parametrize("label", ["rot13", "idna", "unicode_escape", "utf-7", "punycode", "no-such-thing", "hex"])
def test_what_is_no_charset_of_the_web_is_no_codec(label: str) -> None:
    assert codec_name(label) is None


def test_declarations_in_order_of_trust() -> None:
    body = b'<?xml version="1.0" encoding="KOI8-U"?><html><head><META charset=windows-1251></head>'
    assert declared_charsets(body, 'text/html; charset="UTF-8"') == ("utf-8", "koi8-u", "windows-1251")


def test_strangeness_tells_right_from_wrong() -> None:
    wrong = UKRAINIAN.encode("cp1251").decode("koi8-u")
    assert strangeness(UKRAINIAN) < 0.05
    assert strangeness(wrong) > 0.4
    assert strangeness("plain ascii") == 0.0


def test_mojibake_is_seen_and_french_is_not_mojibake() -> None:
    assert has_mojibake("donâ€™t, wonâ€™t, canâ€™t")
    assert has_mojibake("Привіт, друзі мої".encode().decode("cp1251", "replace") * 2)
    assert not has_mojibake("À l’Élysée, le président a déclaré que l’été serait décisif. Ça ira à Âge égal.")


@pytest.mark.parametrize("lost", ["", "\ufffd", "\x9d"])
def test_a_closing_quote_is_mended_when_its_last_byte_was_dropped(lost: str) -> None:
    broken = f"â€œWe keep our word,â€{lost} he said. It isnâ€™t â€œoverâ€{lost}."
    assert undo_mojibake(broken) == ("“We keep our word,” he said. It isn’t “over”.", (MENDED,))


def test_scrub_removes_what_cannot_be_stored_and_names_it() -> None:
    text, flags = scrub("a\x00b\ud800c\x85d\ufffee\n", "title")
    assert text == "abcde\n"
    assert flags == ("text: NUL, U+0085, U+D800, U+FFFE removed from title",)
    assert scrub("clean \u200b\u202e text", "body") == ("clean \u200b\u202e text", ())


def test_controls_are_looked_for_in_bytes() -> None:
    assert has_controls(b"a\x00b", "utf-8")
    assert not has_controls(b"a\tb\r\n", "utf-8")
    assert has_controls(b"plain", "cp1251")
