"""Pages that are no article, and stories that look like one of these: barriers, lists, errors, players."""

import gzip

from pipeline.model import RejectionReason
from tests.quality.hostile import FOOT, STORY, TEASERS, TITLE, Hostile, frame, hostile, paragraphs, story_page
from tests.quality.hostile_furniture import SECOND

ANY_REASON = tuple(RejectionReason)


@hostile
def long_paywall_stub() -> Hostile:
    box = (
        "<div class='paywall'><h3>Continue reading with a subscription</h3><p>This article is for subscribers only. Subscribe now to read the "
        "full story and get unlimited access to everything we publish, on every device you have.</p><p>Already a subscriber? Sign in</p></div>"
    )
    head = (
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","isAccessibleForFree":false}</script>'
    )
    return Hostile(story_page(paragraphs(STORY) + box, head), (), (RejectionReason.PAYWALL,))


@hostile
def paywall_stub_of_fifteen_hundred_characters() -> Hostile:
    box = "<div class='paywall-barrier'><p>To keep reading, become a member of the Daily Example.</p><p>Unlock this article for one euro.</p></div>"
    cut = f"<p>{SECOND[0]} {SECOND[1][:60]}…</p>"
    head = "<meta property='og:type' content='article'>"
    return Hostile(story_page(paragraphs(STORY + SECOND) + cut + box, head), (), (RejectionReason.PAYWALL,))


@hostile
def whole_story_behind_an_open_barrier() -> Hostile:
    box = "<div class='paywall-barrier' hidden><p>To keep reading, become a member.</p></div>"
    return Hostile(story_page(paragraphs(STORY + SECOND) + box), (*STORY, *SECOND))


@hostile
def short_paywall_stub() -> Hostile:
    box = "<div id='regwall'><p>To continue reading, log in or create a free account.</p></div>"
    return Hostile(story_page(paragraphs(STORY[:2]) + box), (), (RejectionReason.PAYWALL, RejectionReason.LOGIN))


@hostile
def login_with_news_beside_it() -> Hostile:
    form = "<form action='/login'><h1>Sign in to continue</h1><input type=email><input type=password><button>Sign in</button><a href='/f'>Forgot your password?</a></form>"
    return Hostile(frame(form, title="Sign in"), (), (RejectionReason.LOGIN,), title=None)


@hostile
def bot_check_page() -> Hostile:
    page = (
        "<html><head><title>Just a moment...</title></head><body><h1>daily.example</h1><p>Verifying you are human. This may take a few seconds.</p>"
        "<p>daily.example needs to review the security of your connection before proceeding.</p><div>Ray ID: 8f2a</div></body></html>"
    )
    return Hostile(page, (), (RejectionReason.BOT_CHECK,), title=None)


@hostile
def soft_404_with_teasers() -> Hostile:
    page = frame(
        "<main><h1>We looked everywhere</h1><p>The page you are looking for could not be found. It may have moved.</p></main>",
        title="Page not found",
    )
    return Hostile(page, (), (RejectionReason.SOFT_404,), title=None)


@hostile
def front_of_a_section() -> Hostile:
    card = "<article><a href='/europe/{0}'><h2>{1}</h2></a><p>{1}, said the council on Monday after a long meeting.</p><time>1 March 2025</time></article>"
    cards = "".join(card.format(n, f"{teaser} in district {n}") for n, teaser in enumerate(TEASERS * 3))
    page = frame(f"<main><h1>Europe</h1>{cards}</main>", "<meta property='og:type' content='website'>", title="Europe")
    return Hostile(page, (), (RejectionReason.SECTION_FRONT,), title=None, url="https://daily.example/europe/")


@hostile
def film_with_a_caption() -> Hostile:
    page = frame(
        f"<main><h1>{TITLE}</h1><video src='/1.mp4'></video><p>{STORY[0]}</p></main>",
        "<meta property='og:type' content='video.other'>",
    )
    return Hostile(page, (), (RejectionReason.VIDEO_PAGE,), url="https://daily.example/video/48213")


@hostile
def pictures_with_captions() -> Hostile:
    pictures = "".join(
        f"<figure><img src='/{n}.jpg'><figcaption>Ministers in the shipyard hall, picture {n}</figcaption></figure>"
        for n in range(14)
    )
    return Hostile(
        frame(f"<main><h1>{TITLE}</h1>{pictures}</main>"),
        (),
        (RejectionReason.GALLERY, RejectionReason.NO_TEXT),
        url="https://daily.example/gallery/48213",
    )


@hostile
def error_with_status_200() -> Hostile:
    page = f"<html><head><title>Error</title></head><body><h1>Service unavailable</h1><p>Something went wrong on our side. Please try again later.</p>{FOOT}</body></html>"
    return Hostile(page, (), (RejectionReason.ERROR_PAGE,), title=None)


@hostile
def traceback_as_page() -> Hostile:
    page = (
        '<html><body><h1>ProgrammingError at /europe/48213</h1><pre>Traceback (most recent call last):\n  File "views.py", line 12, in detail\n'
        '    article = get(pk)\nProgrammingError: relation "articles" does not exist</pre></body></html>'
    )
    return Hostile(page, (), (RejectionReason.ERROR_PAGE, RejectionReason.NO_TEXT), title=None)


@hostile
def consent_wall_over_nothing() -> Hostile:
    page = frame(
        "<main><h1>We value your privacy</h1><p>We and our 842 partners store and use information on a device, such as cookies, to show personalised "
        "ads and content.</p><button>Accept all</button><button>Reject all</button></main>",
        title="The Daily Example",
    ).replace(FOOT, "")
    return Hostile(page, (), (RejectionReason.CONSENT_WALL,), title=None)


@hostile
def gzip_bytes() -> Hostile:
    return Hostile(gzip.compress(story_page(paragraphs()).encode()), (), (RejectionReason.NOT_HTML,), title=None)


@hostile
def search_results() -> Hostile:
    return Hostile(
        frame(
            "<main><h1>Search results for guarantee</h1>"
            + "".join(
                f"<div class='r'><h3><a href='/n/{n}'>{t}</a></h3><p>… {t} and a guarantee that nobody had asked for in the spring …</p></div>"
                for n, t in enumerate(TEASERS * 2)
            )
            + "</main>",
            title="Search results",
        ),
        (),
        (RejectionReason.SECTION_FRONT,),
        title=None,
        url="https://daily.example/search?q=guarantee",
    )


@hostile
def tag_page() -> Hostile:
    return Hostile(
        frame(
            "<main><h1>Guarantees</h1><ul class='river'>"
            + "".join(f"<li><a href='/n/{n}'>{t}</a> <span>1 March</span></li>" for n, t in enumerate(TEASERS * 3))
            + "</ul></main>",
            title="Guarantees",
        ),
        (),
        (RejectionReason.SECTION_FRONT, RejectionReason.NO_TEXT),
        title=None,
        url="https://daily.example/tag/guarantees",
    )


@hostile
def subscribe_wall_generic() -> Hostile:
    return Hostile(
        frame(
            "<main><h1>Subscribe to The Daily Example</h1><p>Get unlimited access to all articles for one euro a week.</p><p>Cancel at any time. Already a subscriber? Sign in.</p></main>",
            title="Subscribe",
        ),
        (),
        (RejectionReason.PAYWALL, RejectionReason.LOGIN),
        title=None,
        url="https://daily.example/subscribe",
    )


@hostile
def about_page() -> Hostile:
    return Hostile(
        frame("<main><h1>About us</h1><p>The Daily Example is a newspaper.</p></main>", title="About us"),
        (),
        (RejectionReason.NO_TEXT,),
        title=None,
        url="https://daily.example/about",
    )


@hostile
def cloudflare_1020() -> Hostile:
    return Hostile(
        "<html><head><title>Access denied | daily.example used Cloudflare to restrict access</title></head><body><h1>Error 1020</h1><h2>Access denied</h2><p>This website is using a security service to protect itself from online attacks.</p></body></html>",
        (),
        (RejectionReason.ERROR_PAGE, RejectionReason.BOT_CHECK),
        title=None,
    )


@hostile
def parked_domain() -> Hostile:
    return Hostile(
        "<html><head><title>daily.example</title></head><body><h1>daily.example</h1><p>This domain is for sale.</p><ul>"
        + "".join(f"<li><a href='/{n}'>{w}</a></li>" for n, w in enumerate(["Cheap flights", "Loans", "Insurance"]))
        + "</ul></body></html>",
        (),
        ANY_REASON,
        title=None,
    )


@hostile
def age_gate() -> Hostile:
    return Hostile(
        frame(
            "<main><h1>Are you over 18?</h1><p>This page holds content for adults only. Please confirm your age.</p><button>Yes</button></main>"
        ),
        (),
        ANY_REASON,
        title=None,
    )


@hostile
def geo_block() -> Hostile:
    return Hostile(
        frame(
            "<main><h1>451: Unavailable due to legal reasons</h1><p>We recognise you are attempting to access this website from a country belonging to the European Economic Area (EEA) and access cannot be granted at this time.</p></main>",
            title="451",
        ),
        (),
        ANY_REASON,
        title=None,
    )


@hostile
def rate_limited_200() -> Hostile:
    return Hostile(
        "<html><title>Too Many Requests</title><h1>Too Many Requests</h1><p>You have sent too many requests. Please slow down and try again in a minute.</p>",
        (),
        ANY_REASON,
        title=None,
    )


@hostile
def app_download() -> Hostile:
    return Hostile(
        frame(
            "<main><h1>Read this story in our app</h1><p>Download the app to continue reading this story. It is free.</p></main>"
        ),
        (),
        ANY_REASON,
        title=None,
    )


@hostile
def podcast_page() -> Hostile:
    return Hostile(
        frame(f"<main><h1>{TITLE}</h1><audio src=x.mp3 controls></audio><p>Listen to the latest episode.</p></main>"),
        (),
        ANY_REASON,
        title=None,
        url="https://daily.example/podcasts/48213-ten-capitals",
    )
