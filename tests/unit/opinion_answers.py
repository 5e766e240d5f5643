"""A document in our own words and answers about it, honest unless a test bends them."""

import json
from datetime import UTC, datetime
from typing import Any

from pipeline.model import Block, BlockKind, Document

TITLE = "Poland rules out sending soldiers, backs allied force"
TEXT = (
    "Warsaw will not send troops to Ukraine, Prime Minister Donald Tusk said on Thursday.\n"
    "He told reporters that Poland supports a multinational force led by France and Britain.\n"
    "Last year, Germany signed a security agreement with Kyiv. Talks go on. Talks go on."
)
DOCUMENT = Document(
    document_id="d1",
    title=TITLE,
    text=TEXT,
    published=datetime(2025, 3, 7, 9, 0, tzinfo=UTC),
    outlet="Evening Gazette",
    language="en",
    blocks=(Block(BlockKind.BACKGROUND, TEXT.index("Last year"), len(TEXT)),),
)


def event(**changes: Any) -> dict[str, Any]:
    """The refusal of the first sentence, with fields changed."""
    return {
        "type": "REJECT",
        "instruments": ["TROOPS"],
        "actors": [{"code": "POL", "sector": "GOV"}],
        "recipients": [],
        "providers": [],
        "status": "rejected",
        "stance": "oppose",
        "conditions": [],
        "factuality": "CT+",
        "confirmation": "none",
        "field": "text",
        "trigger": "will not send troops",
        "date_text": "on Thursday",
        "speaker": "Donald Tusk",
        "source_kind": "named",
        "quote_kind": "indirect",
        "background": False,
    } | changes


def answer(*events: Any) -> str:
    """An answer as a model writes it."""
    return json.dumps({"events": list(events)})


SUPPORT = event(
    type="SUPPORT", trigger="supports a multinational force", status="discussed", stance="support", date_text=None
)
SIGNED = event(
    type="SIGN", instruments=["BILAT"], actors=[{"code": "DEU", "sector": "GOV"}, {"code": "UKR", "sector": "GOV"}],
    trigger="signed a security agreement", status="signed", stance="support", date_text="Last year", speaker=None,
    source_kind="unattributed",
)  # fmt: skip
