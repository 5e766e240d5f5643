"""Hostile pages of all kinds: containers with misleading names, elements out of use, odd spaces, mixed encodings."""

import html

from pipeline.model import RejectionReason
from tests.quality.hostile import FOOT, STORIES, STORY, TEASERS, TITLE, Hostile, frame, hostile, paragraphs, story_page


@hostile
def wp_classic() -> str:
    return frame(
        f"<div id='page' class='site'><div id='content' class='site-content'><div id='primary' class='content-area'><main id='main' class='site-main'><article id='post-1' class='post type-post hentry'><header class='entry-header'><h1 class='entry-title'>{TITLE}</h1><div class='entry-meta'><span class='posted-on'>Posted on <time datetime='2025-03-01T10:00:00+00:00'>1 March 2025</time></span> by <span class='author vcard'><a href='/author/ada'>Ada Wire</a></span></div></header><div class='entry-content'>{paragraphs()}<div class='sharedaddy'><h3>Share this:</h3><ul><li><a href='#'>Twitter</a></li></ul></div><div id='jp-relatedposts'><h3>Related</h3></div></div><footer class='entry-footer'>Posted in <a href='/c/eu'>Europe</a></footer></article><nav class='post-navigation'><a href='/p'>Previous: Harbour strike enters a third week as talks stall</a></nav><div id='comments' class='comments-area'><h2>3 thoughts on “{TITLE}”</h2><ol class='comment-list'><li><p>I doubt it very much, and I have said so here before, many times.</p></li></ol></div></main></div><aside id='secondary' class='widget-area'><section class='widget'><h2>Recent Posts</h2><ul>{''.join(f'<li><a href=/p/{n}>{t}</a></li>' for n, t in enumerate(TEASERS))}</ul></section></aside></div></div>"
    )


@hostile
def lists_of_links_after_each_para() -> str:
    return story_page(
        "".join(f"<p>{line}</p><ul><li><a href='/n/{n}'>{TEASERS[n]}</a></li></ul>" for n, line in enumerate(STORY))
    )


@hostile
def dl_qa() -> Hostile:
    return Hostile(
        story_page("<dl>" + "".join(f"<dt>{STORY[i]}</dt><dd>{STORY[i + 1]}</dd>" for i in range(0, 8, 2)) + "</dl>")
    )


@hostile
def quotes_escaped_twice() -> Hostile:
    told = [f"“{line}” he said." for line in STORY]
    markup = paragraphs(told).replace("“", "&amp;ldquo;").replace("”", "&amp;rdquo;").replace(" he", "&amp;nbsp;he")
    return Hostile(story_page(markup), tuple(told))


@hostile
def font_paras() -> str:
    return (
        f"<html><head><title>{TITLE}</title></head><body bgcolor=#fff><font face=Arial size=4><b>{TITLE}</b></font><br><br>"
        + "<br><br>".join(f"<font face=Arial>{line}</font>" for line in STORY)
        + "<hr><a href=/>Home</a></body></html>"
    )


@hostile
def marquee_blink() -> str:
    return story_page("".join(f"<p><blink>{line}</blink></p>" for line in STORY))


@hostile
def para_in_spans_blocks() -> str:
    return story_page("".join(f"<span style='display:block;margin:1em 0'>{line}</span>" for line in STORY))


@hostile
def no_space_between_inline() -> str:
    return story_page("<div>" + "".join(f"<b></b>{line}<p></p>" for line in STORY) + "</div>")


@hostile
def body_in_article_header() -> str:
    return frame(f"<article><header><h1>{TITLE}</h1>{paragraphs()}</header></article>")


@hostile
def body_in_aside() -> str:
    return frame(f"<h1>{TITLE}</h1><aside>{paragraphs()}</aside>")


@hostile
def body_in_footer() -> str:
    return frame(f"<h1>{TITLE}</h1><footer>{paragraphs()}</footer>")


@hostile
def body_in_nav() -> str:
    return frame(f"<nav><h1>{TITLE}</h1>{paragraphs()}</nav>")


@hostile
def body_class_ad() -> str:
    return frame(f"<h1>{TITLE}</h1><div class='ad-wrapper advertisement'>{paragraphs()}</div>")


@hostile
def body_id_comments() -> str:
    return frame(f"<div id='comments-wrapper'><h1>{TITLE}</h1>{paragraphs()}</div>")


@hostile
def body_in_comments_noh1() -> str:
    return frame(f"<h1>{TITLE}</h1><div class='comment-body'>{paragraphs()}</div>")


@hostile
def body_popup() -> str:
    return frame(f"<h1>{TITLE}</h1><div class='popup modal'>{paragraphs()}</div>")


@hostile
def body_related() -> str:
    return frame(f"<h1>{TITLE}</h1><div class='related-content'>{paragraphs()}</div>")


@hostile
def body_hidden() -> str:
    return frame(
        f"<h1>{TITLE}</h1><div style='display:none' id=x>{paragraphs()}</div><script>document.getElementById('x').style.display='block'</script>"
    )


@hostile
def body_aria_hidden() -> str:
    return frame(f"<h1>{TITLE}</h1><div aria-hidden='true'>{paragraphs()}</div>")


@hostile
def blockquote_all() -> str:
    return story_page(f"<blockquote>{paragraphs()}</blockquote>")


@hostile
def q_and_cite() -> str:
    return story_page("".join(f"<p><cite>{line}</cite></p>" for line in STORY))


@hostile
def ins_del() -> str:
    return story_page(
        "".join(f"<p>{line}<del> This sentence was taken out by the editors later.</del></p>" for line in STORY)
    )


@hostile
def comments_between_words():
    return story_page(paragraphs([line.replace(" ", "<!-- x --> ") for line in STORY]))


@hostile
def nested_p() -> str:
    return story_page("<p><p><p>" + "<p><p>".join(STORY))


@hostile
def li_without_ul() -> str:
    return story_page("".join(f"<li>{line}" for line in STORY))


@hostile
def td_without_table() -> str:
    return story_page("".join(f"<td>{line}</td>" for line in STORY))


@hostile
def tr_soup() -> str:
    return story_page("<table>" + "".join(f"<p>{line}</p>" for line in STORY) + "</table>")


@hostile
def frameset() -> str:
    return f"<html><head><title>{TITLE}</title></head><frameset cols='20%,80%'><frame src=a><frame src=b><noframes><body><h1>{TITLE}</h1>{paragraphs()}</body></noframes></frameset></html>"


@hostile
def doctype_garbage() -> str:
    return "\ufeff\n\n<?php warning ?>\n<!doctype foo bar>\n" + story_page(paragraphs())


@hostile
def http_headers_in_body() -> str:
    return "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + story_page(paragraphs())


@hostile
def php_warning_first() -> str:
    return (
        "<br />\n<b>Warning</b>: mysql_connect(): Access denied in <b>/var/www/db.php</b> on line <b>12</b><br />\n"
        + story_page(paragraphs())
    )


@hostile
def rtl() -> Hostile:
    return Hostile(
        story_page(
            "".join(f"<p dir=rtl>{line}</p>" for line in STORIES["he"]["lines"]), "", STORIES["he"]["title"], "he"
        ),
        tuple(STORIES["he"]["lines"]),
        title=STORIES["he"]["title"],
    )


@hostile
def crlf_only() -> str:
    return story_page(paragraphs()).replace(">", ">\r")


@hostile
def one_line_minified_unquoted() -> str:
    return (
        f"<!doctype html><title>{TITLE}</title><body class=a><div id=b><h1>{TITLE}</h1>"
        + "".join(f"<p>{line}" for line in STORY)
        + "<div class=c><a href=/x>Home"
    )


@hostile
def text_in_svg_foreign() -> str:
    return story_page(f"<svg><foreignObject><div>{paragraphs()}</div></foreignObject></svg>")


@hostile
def shadow_dom() -> str:
    return frame(f"<my-article><template shadowrootmode='open'><h1>{TITLE}</h1>{paragraphs()}</template></my-article>")


@hostile
def template_story() -> str:
    return frame(f"<h1>{TITLE}</h1><template id=t>{paragraphs()}</template>").replace(FOOT, "")


@hostile
def noscript_story() -> str:
    return frame(f"<h1>{TITLE}</h1><noscript>{paragraphs()}</noscript>").replace(FOOT, "")


@hostile
def iframe_srcdoc() -> Hostile:
    return Hostile(
        frame(f'<h1>{TITLE}</h1><iframe srcdoc="{html.escape(paragraphs())}"></iframe>').replace(FOOT, ""),
        reasons=(RejectionReason.NO_TEXT, RejectionReason.JAVASCRIPT_SHELL),
    )


@hostile
def object_fallback() -> str:
    return story_page(f"<object data='x.swf'>{paragraphs()}</object>")


@hostile
def video_fallback() -> str:
    return story_page(f"<video src=x>Your browser does not support video.</video>{paragraphs()}")


@hostile
def canvas_fallback() -> str:
    return story_page(f"<canvas>{paragraphs()}</canvas>")


@hostile
def math_inside() -> str:
    return story_page(
        paragraphs(STORY[:4])
        + "<p>The share is <math><mi>x</mi><mo>=</mo><mn>2</mn></math> per cent.</p>"
        + paragraphs(STORY[4:])
    )


@hostile
def base_tag() -> str:
    return story_page(paragraphs(), "<base href='https://evil.example/'>")


@hostile
def meta_refresh() -> str:
    return story_page(paragraphs(), "<meta http-equiv=refresh content='300'>")


@hostile
def two_titles() -> str:
    return story_page(paragraphs()).replace("</head>", "<title>Other</title></head>")


@hostile
def h1_logo() -> str:
    return frame(f"<h1><a href='/'>The Daily Example</a></h1><h2 class='t'>{TITLE}</h2><div>{paragraphs()}</div>")


@hostile
def h1_section() -> str:
    return frame(f"<h1>Europe</h1><h2 class='t'>{TITLE}</h2><div>{paragraphs()}</div>")


@hostile
def newsletter_mid_ukr() -> Hostile:
    lines = STORIES["uk"]["lines"]
    return Hostile(
        story_page(
            paragraphs(lines[:3])
            + "<p>Підписуйтесь на наш Telegram-канал, щоб не пропустити головне.</p><p>Читайте також: <a href='/x'>Страйк у порту триває третій тиждень</a></p>"
            + paragraphs(lines[3:]),
            "",
            STORIES["uk"]["title"],
            "uk",
        ),
        tuple(lines),
        title=STORIES["uk"]["title"],
    )


@hostile
def paras_with_inline_ads() -> str:
    return story_page(
        "".join(f"<p>{line}</p><p class='ad'>ADVERTISEMENT</p><p>Article continues below</p>" for line in STORY)
    )


@hostile
def photo_gallery_between() -> str:
    return story_page(
        paragraphs(STORY[:4])
        + "<div class='slideshow'>"
        + "".join(
            f"<div class='slide'><img src={n}.jpg><p class='slide-caption'>The hall on Friday, seen from the gate. (Ada Wire/Agency)</p></div>"
            for n in range(4)
        )
        + "</div>"
        + paragraphs(STORY[4:])
    )


@hostile
def correction_note() -> Hostile:
    n = "Correction: an earlier version of this story gave the wrong number of weeks."
    return Hostile(story_page(paragraphs() + f"<p><em>{n}</em></p>"), (*STORY, n))


@hostile
def dateline_bold() -> Hostile:
    return Hostile(
        story_page("<p><b>GDAŃSK, 1 March</b> — " + STORY[0] + "</p>" + paragraphs(STORY[1:])),
        ("GDAŃSK, 1 March — " + STORY[0], *STORY[1:]),
    )


@hostile
def ordered_steps_h3() -> Hostile:
    return Hostile(
        story_page(
            "".join(f"<h3>{n + 1}. Point number {n + 1} of the text</h3><p>{line}</p>" for n, line in enumerate(STORY))
        ),
        tuple(x for n, line in enumerate(STORY) for x in (f"{n + 1}. Point number {n + 1} of the text", line)),
    )


@hostile
def most_read_in_middle() -> str:
    return story_page(
        paragraphs(STORY[:4])
        + "<div class='mr'><h4>Most read</h4><ol>"
        + "".join(f"<li><a href='/n/{n}'>{t}</a></li>" for n, t in enumerate(TEASERS[:5]))
        + "</ol></div>"
        + paragraphs(STORY[4:])
    )


@hostile
def related_single_p_links() -> str:
    return story_page(
        paragraphs(STORY[:4])
        + "".join(f"<p><a href='/n/{n}'>{t}</a></p>" for n, t in enumerate(TEASERS[:3]))
        + paragraphs(STORY[4:])
    )


@hostile
def tweets() -> str:
    return story_page(
        paragraphs(STORY[:4])
        + "<blockquote class='twitter-tweet'><p>We signed. Ten of us. It took nine weeks and was worth it all.</p>— Minister (@m) <a href='https://t.co/x'>March 1, 2025</a></blockquote>"
        + paragraphs(STORY[4:])
    )
