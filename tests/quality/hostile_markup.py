"""Hostile pages whose markup is broken: tags unclosed, doubled, too deep, out of place; text where none should be."""

import json

from pipeline.model import RejectionReason
from tests.quality.hostile import FOOT, NAV, STORY, TITLE, Hostile, frame, hostile, paragraphs, story_page


@hostile
def unclosed_paragraphs_and_boxes() -> str:
    body = "".join(f"<div class=row><p>{line}" for line in STORY)
    return f"<html><head><title>{TITLE}</title><body>{NAV}<div id=main><h1>{TITLE}</h1>{body}"


@hostile
def unclosed_bold_and_italic() -> str:
    return story_page("".join(f"<p><b><i><font color=red>{line}</p>" for line in STORY))


@hostile
def unclosed_link_swallows_the_story() -> str:
    first, *rest = STORY
    return story_page(f"<p>{first} <a href='/topic/gdansk'></p>" + paragraphs(rest))


@hostile
def nested_layout_tables() -> str:
    rows = "".join(f"<tr><td><font size=2>{line}</font><br></td></tr>" for line in STORY)
    inner = (
        f"<table><tr><td><table border=0 cellpadding=0>{rows}</table></td><td width=160>Advertisement</td></tr></table>"
    )
    return (
        f"<HTML><HEAD><TITLE>{TITLE}</TITLE></HEAD><BODY BGCOLOR=white><TABLE><TR><TD><A HREF=/>Home</A><BR><A HREF=/w>World"
        f"</A></TD><TD><CENTER><FONT SIZE=5><B>{TITLE}</B></FONT></CENTER>{inner}</TD></TR></TABLE></BODY></HTML>"
    )


@hostile
def unclosed_nested_tables() -> str:
    return f"<title>{TITLE}</title>{NAV}<table><tr><td><table><tr><td><h1>{TITLE}</h1>" + "<tr><td>".join(STORY)


@hostile
def ten_thousand_boxes_deep() -> Hostile:
    page = f"<title>{TITLE}</title><h1>{TITLE}</h1>" + "<div>" * 10_000 + paragraphs()
    return Hostile(page, reasons=(RejectionReason.LIMITS,))


@hostile
def four_hundred_boxes_deep() -> str:
    return f"<title>{TITLE}</title><body>{NAV}<h1>{TITLE}</h1>" + "<div>" * 400 + paragraphs() + "</div>" * 400


@hostile
def each_paragraph_deeper_than_the_last() -> str:
    return story_page("".join(f"<section><span><div><p>{line}</p>" for line in STORY))


@hostile
def no_html_head_or_body() -> str:
    return f"<h1>{TITLE}</h1>\n" + "\n".join(f"<p>{line}" for line in STORY)


@hostile
def text_directly_in_body() -> str:
    return (
        f"<html><head><title>{TITLE}</title></head><body><h2>{TITLE}</h2>\n"
        + "\n<br><br>\n".join(STORY)
        + "</body></html>"
    )


@hostile
def text_in_body_between_rules() -> str:
    return (
        f"<html><title>{TITLE}</title><body><a href='/'>Home</a><hr>" + "<hr>".join(STORY) + "<hr><a href='/b'>Back</a>"
    )


@hostile
def double_breaks() -> str:
    return story_page("<br/><br/>".join(STORY))


@hostile
def single_breaks_with_spaces() -> str:
    return story_page("<br>&nbsp;<br>".join(STORY))


@hostile
def plain_text_in_pre() -> str:
    return story_page("<pre>" + "\n\n".join(STORY) + "</pre>")


@hostile
def every_paragraph_a_heading() -> str:
    return story_page("".join(f"<h3>{line}</h3>" for line in STORY))


@hostile
def every_paragraph_a_list_item() -> str:
    return story_page("<ul>" + "".join(f"<li>{line}</li>" for line in STORY) + "</ul>")


@hostile
def every_paragraph_a_definition() -> str:
    return story_page("<dl>" + "".join(f"<dt>{line}</dt>" for line in STORY) + "</dl>")


@hostile
def every_paragraph_a_section() -> str:
    return story_page("".join(f"<section class='s'>{line}</section>" for line in STORY))


@hostile
def every_paragraph_a_bare_span() -> str:
    return story_page("".join(f"<span class='t'>{line}</span><br>" for line in STORY))


@hostile
def every_word_a_span() -> str:
    return story_page(paragraphs([" ".join(f"<span>{word}</span>" for word in line.split()) for line in STORY]))


@hostile
def drop_cap_and_break_hints() -> str:
    first, *rest = STORY
    capped = f"<p><span class='dropcap'>{first[0]}</span>{first[1:]}</p>"
    return story_page(capped + paragraphs([line.replace("govern", "gov<wbr>&shy;ern") for line in rest]))


@hostile
def capital_tags_without_quotes() -> str:
    body = "".join(f"<P ALIGN=justify CLASS=MsoNormal>{line}</P>" for line in STORY)
    return f"<HTML><HEAD><TITLE>{TITLE}</TITLE></HEAD><BODY>{NAV}<H1>{TITLE}</H1><DIV CLASS=Section1>{body}</DIV>{FOOT}"


@hostile
def paragraphs_closed_by_themselves() -> str:
    return story_page("<p/>".join(STORY))


@hostile
def broken_attributes() -> str:
    body = "".join(f'<p class="a" data-x=\'1" id=p{n} style=>{line}</p>' for n, line in enumerate(STORY[:1]))
    return story_page(body.replace("'1\"", "'1'") + "".join(f'<p ="" class==x "">{line}</p >' for line in STORY[1:]))


@hostile
def tags_that_never_end() -> str:
    return story_page("".join(f"<p class='x'\n<b>{line}</b></p" for line in STORY).replace("'x'\n<b>", "'x'>"))


@hostile
def wrongly_nested_tags() -> str:
    return story_page("".join(f"<p><b><div><i>{line}</b></div></i></p></span></td>" for line in STORY))


@hostile
def two_documents_in_one() -> str:
    page = story_page(paragraphs())
    return page.replace("</html>", "") + "</html>\n<!DOCTYPE html><html><body><p>Cached copy</p></body></html>"


@hostile
def story_behind_the_end_of_the_document() -> str:
    return f"<html><head><title>{TITLE}</title></head><body>{NAV}</body></html><h1>{TITLE}</h1>{paragraphs()}"


@hostile
def story_in_the_head() -> str:
    return (
        f"<html><head><title>{TITLE}</title><div><h1>{TITLE}</h1>{paragraphs()}</div></head><body>{FOOT}</body></html>"
    )


@hostile
def comment_never_closed_behind_the_story() -> str:
    return story_page(paragraphs() + "<!-- advertising slot 4")


@hostile
def comment_never_closed_before_the_story() -> str:
    return story_page("<!-- advertising slot 1 " + paragraphs())


@hostile
def comments_closed_wrongly() -> str:
    return story_page("<!-- slot --!>" + "<!-->".join(f"<p>{line}</p><!--->" for line in STORY))


@hostile
def comments_for_one_browser() -> str:
    old = "<!--[if lt IE 9]><p>You are using an outdated browser. Please upgrade it to see all of this page.</p><![endif]-->"
    return story_page(old + "<![if !IE]>" + paragraphs() + "<![endif]>")


@hostile
def character_data_sections() -> str:
    return story_page("".join(f"<p><![CDATA[{line}]]></p>" for line in STORY))


@hostile
def script_never_closed_behind_the_story() -> str:
    return frame(f"<h1>{TITLE}</h1><div>{paragraphs()}</div><script>var slot = 'advert';").replace(FOOT, "")


@hostile
def script_never_closed_before_the_story() -> str:
    return story_page("<script type='text/javascript'>var slot = 1;\n" + paragraphs())


@hostile
def script_closed_by_itself() -> str:
    head = "<script src='/a.js'/><link rel='stylesheet' href='/a.css'/>"
    return "<?xml version='1.0' encoding='utf-8'?>\n" + story_page(paragraphs(), head)


@hostile
def style_never_closed_before_the_story() -> str:
    return story_page("<style>.story p { color: black }\n" + paragraphs())


@hostile
def scripts_inside_paragraphs() -> str:
    script = "<script>document.write('<p>Buy two tickets and save on the ferry, only this week!<\\/p>');</script>"
    return story_page(paragraphs([f"{line[:40]}{script}{line[40:]}" for line in STORY]))


@hostile
def title_never_closed() -> str:
    return f"<html><head><title>{TITLE}<meta name=robots content=index></head><body>{NAV}<h1>{TITLE}</h1>{paragraphs()}{FOOT}"


@hostile
def textarea_never_closed() -> str:
    return story_page(paragraphs() + "<form><textarea name=comment>")


@hostile
def select_never_closed_before_the_story() -> str:
    return story_page("<select name=size><option>Small<option>Large" + paragraphs())


@hostile
def story_in_a_form() -> str:
    return frame(f"<form id='aspnetForm' method='post' action='/x'><h1>{TITLE}</h1><div>{paragraphs()}</div></form>")


@hostile
def story_in_a_button_and_label() -> str:
    return story_page("".join(f"<label><p>{line}</p></label>" for line in STORY))


@hostile
def story_in_details() -> str:
    return story_page(f"<details open><summary>Full text</summary>{paragraphs()}</details>")


@hostile
def story_in_a_figure() -> str:
    return story_page(f"<figure><div>{paragraphs()}</div></figure>")


@hostile
def article_element_empty() -> str:
    return frame(f"<article></article><h1>{TITLE}</h1><div class='c7f2'>{paragraphs()}</div>")


@hostile
def main_element_with_menu_only() -> str:
    return frame(f"<main><ul><li><a href='/a'>Latest</a></li></ul></main><div><h1>{TITLE}</h1>{paragraphs()}</div>")


@hostile
def misleading_names() -> str:
    return frame(
        f"<div class='sidebar-left comments-enabled'><div class='related-post share-bar'><h1>{TITLE}</h1>"
        f"<div class='post-footer social'>{paragraphs()}</div></div></div>"
    )


@hostile
def body_class_of_a_dialog() -> str:
    return story_page(paragraphs()).replace(
        "<body>", "<body class='cookie-banner-open modal-open popup paywall newsletter'>"
    )


@hostile
def unknown_elements() -> str:
    return frame(
        f"<x-article><x-head>{TITLE}</x-head>" + "".join(f"<x-par>{line}</x-par>" for line in STORY) + "</x-article>"
    )


@hostile
def namespaced_elements() -> str:
    body = "".join(f"<xhtml:p>{line}</xhtml:p>" for line in STORY)
    return frame(f"<h1>{TITLE}</h1><xhtml:div xmlns:xhtml='http://www.w3.org/1999/xhtml'>{body}</xhtml:div>")


@hostile
def huge_inline_picture() -> str:
    picture = f"<img alt='Hall' src='data:image/png;base64,{'iVBORw0KGgo' * 60_000}'>"
    return story_page(paragraphs(STORY[:2]) + picture + paragraphs(STORY[2:]))


@hostile
def story_in_an_attribute_only() -> Hostile:
    text = "&#10;".join(f"&lt;p&gt;{line}&lt;/p&gt;" for line in STORY)
    page = f"<html><head><title>{TITLE}</title></head><body><div id='root' data-content=\"{text}\"></div></body></html>"
    return Hostile(page)


@hostile
def story_in_page_state_only() -> Hostile:
    state = {
        "props": {"article": {"headline": TITLE, "body": "".join(f"<p>{line}</p>" for line in STORY), "tags": ["eu"]}}
    }
    page = (
        f"<html><head><title>{TITLE}</title></head><body><div id='__next'></div><script id='__NEXT_DATA__' "
        f"type='application/json'>{json.dumps(state)}</script></body></html>"
    )
    return Hostile(page)


@hostile
def story_in_json_ld_only() -> str:
    data = {"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n\n".join(STORY), "datePublished": "2025-03-01"}
    return frame(f"<div id='app'></div><script type='application/ld+json'>{json.dumps(data)}</script>").replace(
        FOOT, ""
    )


@hostile
def references_without_semicolons() -> str:
    return story_page(
        paragraphs([line.replace("“", "&laquo").replace("”", "&raquo").replace(" ", "&nbsp ", 1) for line in STORY])
    )


@hostile
def references_to_nothing() -> str:
    lines = [line.replace("“", "&#147;").replace("”", "&#148;") + "&#0;&#xD800;&#x110000;&#1;" for line in STORY]
    return story_page(paragraphs(lines))


@hostile
def references_escaped_twice() -> Hostile:
    lines = [line.replace("“", "&amp;ldquo;").replace("”", "&amp;rdquo;").replace(";", "&amp;#59;") for line in STORY]
    return Hostile(story_page(paragraphs(lines).replace("&amp;#59;", ";").replace("&ldquo;", "&amp;ldquo;")))


@hostile
def markup_escaped_as_text() -> str:
    return story_page("".join(f"&lt;p&gt;{line}&lt;/p&gt;" for line in STORY))
