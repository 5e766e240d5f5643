"""Every page under tests/golden/clean gives exactly the article or rejection written beside it.

`GOLDEN_REWRITE=1 pytest tests/golden/test_clean_golden.py` writes expected.json anew; the diff is the review.
"""

import dataclasses
import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.clean import clean
from pipeline.model import Article, Entry, Page, Rejection

CASES = sorted(path.parent for path in (Path(__file__).parent / "clean").glob("*/page.html"))


def read_page(folder: Path) -> Page:
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    entry = meta.get("entry")
    if entry:
        entry["published_at"] = datetime.fromisoformat(entry["published_at"])
        entry["authors"] = tuple(entry["authors"])
    return Page(
        body=(folder / "page.html").read_bytes(),
        url=meta["url"],
        responded_url=meta.get("responded_url", meta["url"]),
        fetched_at=datetime.fromisoformat(meta["fetched_at"]),
        content_type=meta.get("content_type", "text/html"),
        entry=Entry(**entry) if entry else None,
        timezone=meta.get("timezone", "UTC"),
    )


def as_written(answer: Article | Rejection) -> dict[str, Any]:
    """The answer as it stands in expected.json: body as a list of lines, blocks with their text."""
    fields = dataclasses.asdict(answer)
    if isinstance(answer, Rejection):
        return {"rejection": fields | {"reason": str(answer.reason)}}
    fields["body"] = answer.body.split("\n")
    fields["blocks"] = [
        {"kind": str(block.kind), "start": block.start, "end": block.end, "text": answer.body[block.start : block.end]}
        for block in answer.blocks
    ]
    # Only a live blog has entries, and the other pages need not say that they have none.
    fields.pop("entries")
    if answer.entries:
        fields["entries"] = [
            {
                "published_at": entry.published_at.isoformat() if entry.published_at else None,
                "headline": answer.body[entry.start : entry.text_start].rstrip("\n"),
                "text": answer.body[entry.text_start : entry.end],
            }
            for entry in answer.entries
        ]
    for name in ("published_at", "modified_at"):
        fields[name] = fields[name].isoformat() if fields[name] else None
    return {"article": json.loads(json.dumps(fields))}


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_page_gives_the_expected_answer(folder: Path) -> None:
    written = as_written(clean(read_page(folder)))
    expected = folder / "expected.json"
    if os.environ.get("GOLDEN_REWRITE"):
        expected.write_text(json.dumps(written, ensure_ascii=False, indent=2) + "\n", "utf-8")
    assert written == json.loads(expected.read_text("utf-8"))


def test_there_are_cases() -> None:
    assert len(CASES) >= 60
