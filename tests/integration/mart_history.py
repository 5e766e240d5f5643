"""The history that the mart's tests and the examples of docs/warehouse.md are about.

Six pages, one of them printed from another and one corrected after it was out; five happenings.
"""

from dataclasses import replace

from pipeline.model import Attribution, Condition, Confirmation, EventType, Factuality, QuoteKind, SourceKind
from tests.integration.load_histories import Said, Story

NAMED = Attribution(SourceKind.NAMED, "Keir Starmer", None, QuoteKind.DIRECT, 0)
ANONYMOUS = Attribution(SourceKind.ANONYMOUS, None, "The Daily Sample", QuoteKind.INDIRECT, 1)

TALKS = Said("held talks on a force", EventType.CONSULT, ["GBR", "FRA"], ["TROOPS"], "2025-01-09", "talks",
             attribution=ANONYMOUS)  # fmt: skip
PLEDGE = Said("is ready to send a force", EventType.PLEDGE, ["GBR"], ["TROOPS"], "2025-01-16", "pledge",
              attribution=NAMED, conditions=[Condition.CEASEFIRE])  # fmt: skip
COPIED = replace(PLEDGE, attribution=Attribution(SourceKind.NAMED, "Keir Starmer", "Example Wire", QuoteKind.DIRECT, 1))
DENIAL = Said("did not offer any force", EventType.PLEDGE, ["GBR"], ["TROOPS"], "2025-01-17", "denial",
              factuality=Factuality.CERTAINLY_NOT, confirmation=Confirmation.DENIED)  # fmt: skip
REVERSAL = Said("will not send a force", EventType.REJECT, ["GBR"], ["TROOPS"], "2025-03-03", "reversal")
SIGNED = Said("signed a pact", EventType.SIGN, ["DEU", "UKR"], ["BILAT"], "2025-02-02", "signed")


def story(number: int, said: Said, published: str, source: str = "example-wire") -> Story:
    return page(number, [said], published, source)


def page(number: int, said: list[Said], published: str, source: str = "example-wire") -> Story:
    told = "\n".join(f"The government {one.words}, it was said." for one in said)
    body = f"Paragraph {number} opens the page.\n{told}\nIt ends here."
    return Story(f"https://{source}.example/{number}", f"Page {number}", body, published, said, source)


WIRE = (
    "The troops would leave within weeks and guard ports and power stations far from the front, according to the plan."
)


def printed(told: Story) -> Story:
    """The page with the paragraph that both papers print, long enough to tell a copy by."""
    return replace(told, body=f"{told.body}\n{WIRE} A vote is planned before Easter.")


HISTORY = [
    story(1, TALKS, "2025-01-10T06:00:00", "daily-sample"),
    printed(story(2, PLEDGE, "2025-01-16T08:00:00")),
    printed(story(3, COPIED, "2025-01-16T12:30:00", "other-paper")),
    story(4, DENIAL, "2025-01-17T09:00:00", "third-paper"),
    story(5, SIGNED, "2025-02-02T10:00:00"),
    story(6, REVERSAL, "2025-03-03T18:00:00"),
]
HISTORY.append(
    replace(
        HISTORY[4],
        body=HISTORY[4].body.replace("It ends here.", "It ends here, for now."),
        fetched="2025-02-02T21:00:00",
    )
)
