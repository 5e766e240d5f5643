"""Hostile pages whose markup is sound: the story stands among, between or beside what is not the story."""

from tests.quality.hostile import STORY, TEASERS, TITLE, Hostile, frame, hostile, paragraphs, story_page

PULL = STORY[2]
SECOND = [
  "The harbour strike entered its third week on Thursday after the mediator left the talks without a date for the next round.",
  "Crane drivers want a shorter shift at night, and the port says that it cannot find the people to fill the gap.",
  "Two ships with grain were sent on to the neighbouring port, which is full until the middle of the month.",
  "The union called the offer an insult and asked its members to stay out until the end of the week.",
]  # fmt: skip


@hostile
def story_twice_for_phone_and_desk() -> str:
    return frame(
        f"<div class='desktop-only'><h1>{TITLE}</h1>{paragraphs()}</div><div class='mobile-only'><h1>{TITLE}</h1>{paragraphs()}</div>"
    )


@hostile
def story_again_in_noscript() -> str:
    return story_page(paragraphs() + f"<noscript>{paragraphs()}</noscript>")


@hostile
def story_again_for_print() -> str:
    return story_page(paragraphs() + f"<div class='print-version' style='display:none'>{paragraphs()}</div>")


@hostile
def amp_page() -> str:
    advert = "<amp-ad width=300 height=250 type=doubleclick></amp-ad>"
    return (
        f"<!doctype html><html amp lang='en'><head><title>{TITLE}</title><link rel=canonical href='/europe/48213'></head><body>"
        f"<amp-sidebar id=menu><ul><li><a href='/'>Home</a></li></ul></amp-sidebar><article><h1>{TITLE}</h1>"
        f"{advert.join(f'<p>{line}</p>' for line in STORY)}</article><amp-consent><div>We use cookies.</div></amp-consent>"
        "</body></html>"
    )


@hostile
def endless_scroll_of_stories() -> str:
    return frame(
        f"<article><h1>{TITLE}</h1>{paragraphs()}</article><article><h2>Harbour strike enters a third week</h2>"
        f"{paragraphs(SECOND)}</article><article><h2>Night trains return</h2>{paragraphs(SECOND[::-1])}</article>"
    )


@hostile
def endless_scroll_with_h1_each() -> str:
    return frame(
        f"<article><h1>{TITLE}</h1>{paragraphs()}</article>"
        f"<article><h1>Harbour strike enters a third week</h1>{paragraphs(SECOND)}</article>"
    )


@hostile
def teasers_denser_than_the_story() -> Hostile:
    lines = tuple(STORY[:3])
    card = "<div class='card'><a href='/n/{0}'><h3>{1}</h3><p>{1}, and what the council wants to do about it before the summer.</p></a></div>"
    cards = "".join(card.format(n, teaser) for n, teaser in enumerate(TEASERS * 3))
    return Hostile(
        frame(f"<article><h1>{TITLE}</h1>{paragraphs(lines)}</article><div class='grid'>{cards}</div>"), lines
    )


@hostile
def teasers_with_long_summaries() -> str:
    card = "<div class='c'><h4><a href='/n/{0}'>{1}</a></h4><p>{1}: the decision came late on Monday, and few had expected it so soon.</p></div>"
    cards = "".join(card.format(n, teaser) for n, teaser in enumerate(TEASERS))
    return frame(f"<article><h1>{TITLE}</h1>{paragraphs()}</article><section><h2>More news</h2>{cards}</section>")


@hostile
def forty_words() -> Hostile:
    lines = ("Ten European governments signed a joint guarantee for Ukraine in Gdańsk on Friday. The text obliges each of them to "
             "consult within a day of any new attack and to send air defence from its own stocks, the host minister said.",)  # fmt: skip
    return Hostile(story_page(paragraphs(lines), "<meta property='og:type' content='article'>"), lines)


@hostile
def two_thousand_paragraphs() -> Hostile:
    lines = tuple(
        f"On page {n} of the annex the governments list depot number {n}, with its stock and its owner."
        for n in range(2_000)
    )
    return Hostile(story_page(paragraphs(lines)), lines)


@hostile
def adverts_between_paragraphs() -> str:
    advert = "<div class='ad-slot'><span>Advertisement</span></div><p class='label'>Story continues below</p>"
    return story_page(advert.join(f"<p>{line}</p>" for line in STORY))


@hostile
def figures_in_a_table() -> Hostile:
    rows = (
        ("Poland", "two batteries", "40 officers"),
        ("Denmark", "one battery", "25 officers"),
        ("Spain", "one radar", "12 officers"),
    )
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    lines = (*STORY[:5], *(cell for row in rows for cell in row), *STORY[5:])
    page = story_page(paragraphs(STORY[:5]) + f"<table><tbody>{table}</tbody></table>" + paragraphs(STORY[5:]))
    return Hostile(page, lines)


@hostile
def points_as_a_list() -> Hostile:
    points = (
        "consult within a day of any attack;",
        "send air defence from own stocks;",
        "pay for two training sites;",
        "review the promise after five years.",
    )
    lines = (*STORY[:4], *points, *STORY[4:])
    listed = "<ol>" + "".join(f"<li>{point}</li>" for point in points) + "</ol>"
    return Hostile(story_page(paragraphs(STORY[:4]) + listed + paragraphs(STORY[4:])), lines)


@hostile
def headings_between() -> Hostile:
    lines = (*STORY[:3], "What was open until the morning", *STORY[3:6], "What comes next", *STORY[6:])
    page = (
        paragraphs(STORY[:3])
        + f"<h2>{lines[3]}</h2>"
        + paragraphs(STORY[3:6])
        + f"<h2>{lines[7]}</h2>"
        + paragraphs(STORY[6:])
    )
    return Hostile(story_page(page), lines)


@hostile
def pull_quote_repeated() -> str:
    pull = f"<aside class='pullquote'><p>{PULL}</p></aside>"
    return story_page(paragraphs(STORY[:4]) + pull + paragraphs(STORY[4:]))


@hostile
def pull_quote_in_a_blockquote() -> str:
    pull = "<blockquote class='pull'><p>“We have written down what we will do, and by when”</p></blockquote>"
    return story_page(paragraphs(STORY[:5]) + pull + paragraphs(STORY[5:]))


@hostile
def captions_and_credits() -> str:
    figure = (
        "<figure><img src='/1.jpg' alt='The hall'><figcaption>Ministers in the shipyard hall on Friday. Photograph: Ada Wire"
        "</figcaption></figure>"
    )
    return story_page(figure + paragraphs(STORY[:4]) + figure.replace("Friday", "Saturday") + paragraphs(STORY[4:]))


@hostile
def caption_without_a_name() -> str:
    picture = "<div class='img'><img src='/1.jpg'><div class='img-text'>The shipyard hall. Photo: Ada Wire / Agency</div></div>"
    return story_page(picture + paragraphs())


@hostile
def read_more_lines() -> str:
    more = "<p><strong>Read more:</strong> <a href='/n/2'>Harbour strike enters a third week as talks stall</a></p>"
    also = "<p>READ ALSO: <a href='/n/3'>Night trains return to the northern line in June</a></p>"
    return story_page(paragraphs(STORY[:3]) + more + paragraphs(STORY[3:6]) + also + paragraphs(STORY[6:]))


@hostile
def newsletter_box_inside() -> str:
    box = (
        "<div class='newsletter-signup'><h4>The Morning Example</h4><p>Get the most important stories in your inbox every day.</p>"
        "<form><input type=email placeholder='Your address'><button>Sign up</button></form><p>By signing up you agree to our terms of use.</p></div>"
    )
    return story_page(paragraphs(STORY[:4]) + box + paragraphs(STORY[4:]))


@hostile
def newsletter_box_without_a_name() -> str:
    box = "<div class='k3'><p>Sign up for our newsletter to get the day's news in your inbox.</p><form><input type=email><button>OK</button></form></div>"
    return story_page(paragraphs(STORY[:4]) + box + paragraphs(STORY[4:]))


@hostile
def cookie_text_inside_the_story_box() -> str:
    banner = (
        "<div class='cookie-notice'><p>We use cookies to improve your experience and to show you personalised ads. By continuing "
        "to use this site you accept our cookie policy.</p><button>Accept all</button></div>"
    )
    return story_page(banner + paragraphs())


@hostile
def cookie_text_without_a_name() -> str:
    banner = (
        "<div class='b9'><p>This website uses cookies to ensure you get the best experience. By continuing to browse you agree to "
        "our use of cookies.</p><button>Got it</button></div>"
    )
    return story_page(paragraphs() + banner)


@hostile
def share_and_tags_below() -> str:
    below = (
        "<div class='tools'><ul><li><a href='#'>Share on Facebook</a></li><li><a href='#'>Share on X</a></li><li>Copy link</li></ul>"
        "<p>Tags: <a href='/t/gdansk'>Gdańsk</a>, <a href='/t/guarantee'>guarantee</a>, <a href='/t/eu'>EU</a></p></div>"
    )
    return story_page(paragraphs() + below)


@hostile
def reader_comments_below() -> str:
    comment = "<div class='cmt'><b>reader{0}</b> <span>2 hours ago</span><p>I do not believe that any of them will pay a cent, as they never have.</p><a href='#'>Reply</a></div>"
    return story_page(
        paragraphs()
        + "<section id='comments'><h3>12 comments</h3>"
        + "".join(comment.format(n) for n in range(12))
        + "</section>"
    )


@hostile
def comments_as_articles() -> str:
    comment = "<article class='comment'><p>I do not believe that any of the {0} will pay a cent, as they never have before.</p></article>"
    return frame(
        f"<div class='x1'><h1>{TITLE}</h1>{paragraphs()}</div><div id='disqus_thread'>{''.join(comment.format(n) for n in range(15))}</div>"
    )


@hostile
def note_about_the_author() -> str:
    note = "<div class='author-bio'><p>Ada Wire is the paper's correspondent in Gdańsk. She has covered the Baltic ports since 2009.</p></div>"
    return story_page(
        "<p class='byline'>By <a href='/author/ada-wire' rel='author'>Ada Wire</a></p>" + paragraphs() + note
    )


@hostile
def hidden_spam_inside() -> str:
    spam = "<p style='display:none'>cheap watches cheap bags cheap shoes best price for casino bonus without deposit today</p>"
    return story_page(spam.join(f"<p>{line}</p>" for line in STORY))


@hostile
def hidden_by_attribute() -> str:
    box = "<div hidden><p>You have read all of your free stories for this month, and we hope that you liked them.</p></div>"
    return story_page(box + paragraphs() + box.replace("hidden", "aria-hidden='true'"))


@hostile
def footnotes() -> Hostile:
    notes = ("1. The text has nine articles and two annexes.", "2. Parliament of the host country, record of 14 March.")
    listed = "<div class='footnotes'><ol>" + "".join(f"<li>{note[3:]}</li>" for note in notes) + "</ol></div>"
    lines = tuple(STORY)
    marked = [line.replace("Friday", "Friday<sup><a href='#n1'>1</a></sup>") for line in STORY]
    return Hostile(
        story_page(paragraphs(marked) + listed),
        (lines[0].replace("Friday", "Friday1"), *lines[1:], *(n[3:] for n in notes)),
    )


@hostile
def transcript_of_an_interview() -> Hostile:
    talk = ("Who pays for the sites?", "All ten of us, by a key that follows the size of each economy.", "And if one does not pay?",
            "Then the others will, for a year, and after that we meet again.", "Is that written down?", "Yes, in the second annex.")  # fmt: skip
    body = "".join(f"<p><strong>{line}</strong></p>" if n % 2 == 0 else f"<p>{line}</p>" for n, line in enumerate(talk))
    return Hostile(story_page(paragraphs(STORY[:5]) + body), (*STORY[:5], *talk))


@hostile
def links_in_every_sentence() -> str:
    linked = [
        " ".join(f"<a href='/t/{n}'>{word}</a>" if n % 3 == 0 else word for n, word in enumerate(line.split()))
        for line in STORY
    ]
    return story_page(paragraphs(linked))


@hostile
def live_blog_as_posts() -> str:
    posts = "".join(
        f"<div class='post'><time datetime='2025-03-01T1{n}:00:00Z'>1{n}:00</time><p>{line}</p></div>"
        for n, line in enumerate(STORY)
    )
    return story_page(posts)


@hostile
def story_over_many_boxes() -> str:
    return frame(
        f"<h1>{TITLE}</h1>"
        + "".join(
            f"<div class='block text-block'><div class='w'><p>{line}</p></div></div><div class='block ad'></div>"
            for line in STORY
        )
    )


@hostile
def lead_outside_the_box() -> str:
    return frame(
        f"<header><h1>{TITLE}</h1><p class='standfirst'>{STORY[0]}</p></header><div class='body'>{paragraphs(STORY[1:])}</div>"
    )


@hostile
def menu_longer_than_the_story() -> str:
    menu = (
        "<div class='m'>"
        + "".join(
            f"<div><a href='/s/{n}'>Section number {n} of the paper with all of its pages</a></div>" for n in range(150)
        )
        + "</div>"
    )
    return menu + story_page(paragraphs())


@hostile
def legal_text_longer_than_the_story() -> str:
    legal = "".join(
        f"<p>Paragraph {n} of the terms of use says that the publisher is not liable for the content of other sites and that no part of "
        "this site may be copied without consent in writing.</p>"
        for n in range(14)
    )
    return frame(
        f"<main><h1>{TITLE}</h1><div class='story'>{paragraphs()}</div></main><div class='legal footer-legal'>{legal}</div>"
    )
