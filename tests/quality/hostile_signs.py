"""Hostile pages of odd signs: charsets named in vain, code pages line by line, spaces, bullets; banners and cards."""

from tests.quality.hostile import STORIES, STORY, TEASERS, TITLE, Hostile, frame, hostile, paragraphs, story_page
from tests.quality.hostile_furniture import SECOND


@hostile
def utf7_meta() -> Hostile:
    return Hostile(story_page(paragraphs(), "<meta charset='utf-7'>"))


@hostile
def utf16_meta_ascii() -> Hostile:
    return Hostile(story_page(paragraphs(), "<meta charset='utf-16'>"), content_type="text/html")


@hostile
def cp1251_meta_utf8_ru_lang() -> Hostile:
    return Hostile(
        story_page(paragraphs(STORIES["uk"]["lines"]), "<meta charset=utf-8>", STORIES["uk"]["title"], "en").encode(
            "cp1251", "xmlcharrefreplace"
        ),
        tuple(STORIES["uk"]["lines"]),
        title=STORIES["uk"]["title"],
    )


@hostile
def english_with_few_accents_cp1252() -> Hostile:
    lines = [line.replace("Gdańsk", "Besançon").replace("minister", "minïster") for line in STORY]
    return Hostile(
        story_page(paragraphs(lines)).replace("Gdańsk", "Besançon").encode("cp1252", "xmlcharrefreplace"),
        tuple(lines),
        title=None,
        content_type="text/html",
    )


@hostile
def mixed_line_cp1251_in_utf8() -> Hostile:
    lines = STORIES["uk"]["lines"]
    b = story_page(paragraphs(lines), "", STORIES["uk"]["title"], "uk").encode()
    return Hostile(b.replace(lines[2].encode(), lines[2].encode("cp1251")), tuple(lines), title=STORIES["uk"]["title"])


@hostile
def half_cp1251_half_utf8() -> Hostile:
    lines = STORIES["uk"]["lines"]
    body = b"".join(
        b"<p>" + (line.encode("cp1251") if n % 2 else line.encode()) + b"</p>" for n, line in enumerate(lines)
    )
    return Hostile(
        story_page("@@", "", STORIES["uk"]["title"], "uk").encode().replace(b"@@", body),
        tuple(lines),
        title=STORIES["uk"]["title"],
    )


@hostile
def big_endian_bom_lie() -> Hostile:
    return Hostile(b"\xfe\xff" + story_page(paragraphs()).encode("utf-16-be"), content_type="text/html; charset=utf-8")


@hostile
def null_padded() -> Hostile:
    return Hostile(story_page(paragraphs()).encode() + b"\0" * 5000)


@hostile
def soft_hyphens() -> str:
    return story_page(paragraphs([line.replace("government", "gov\u00adern\u00adment") for line in STORY]))


@hostile
def nbsp_everywhere() -> str:
    return story_page(paragraphs([line.replace(" ", "&nbsp;") for line in STORY]))


@hostile
def thin_spaces() -> str:
    return story_page(paragraphs([line.replace(" ", "\u2009") for line in STORY]))


@hostile
def emoji_bullets() -> str:
    return story_page(paragraphs([f"👉 {line}" for line in STORY]))


@hostile
def many_h2_cards_in_story_page_div() -> str:
    return frame(
        f"<div class=w><h1>{TITLE}</h1><p>{'</p><p>'.join(STORY)}</p><div class='t'><h2><a href='/1'>{TEASERS[0]}</a></h2><p>{SECOND[0]}</p></div><div class='t'><h2><a href='/2'>{TEASERS[1]}</a></h2><p>{SECOND[1]}</p></div><div class='t'><h2><a href='/3'>{TEASERS[2]}</a></h2><p>{SECOND[2]}</p></div></div>"
    )


@hostile
def gdpr_plus_story() -> str:
    return frame(
        f"<div id='onetrust-consent-sdk'><div><h2>We value your privacy</h2><p>We and our 842 partners store and use information on a device such as cookies.</p><button>Accept all</button></div></div><main><h1>{TITLE}</h1>{paragraphs()}</main>"
    )


@hostile
def gdpr_noname() -> str:
    return (
        "<div><h2>We value your privacy</h2><p>We and our 842 partners store and/or access information on a device, such as unique IDs in cookies to process personal data.</p><button>Accept all</button></div>"
        + story_page(paragraphs())
    )
