"""What the files' command does where the extractor breaks on one of its documents."""

import json

import pytest

from pipeline.errors import FaultClass, FaultError, SettingsError
from pipeline.extract import default_extractor
from pipeline.model import Document, Mention
from pipeline.run.offline import extract_lines
from pipeline.run.reading import mentions_of

GOOD = {"id": "good", "published": "2025-03-03", "title": "France rules out sending troops to Ukraine"}
BAD = GOOD | {"id": "bad", "title": "Poland rules out sending troops to Ukraine"}


class Raising:
    """The rules, but for one country."""

    name = "raising"

    def __init__(self, error: Exception) -> None:
        self.error = error

    def extract(self, document: Document) -> tuple[Mention, ...]:
        if "Poland" in document.title:
            raise self.error
        return default_extractor().extract(document)


@pytest.mark.parametrize(
    "error", [IndexError("x"), KeyError("x"), RecursionError("too deep"), StopIteration(), UnboundLocalError("x")]
)
def test_a_document_that_breaks_the_extractor_spoils_no_other(error: Exception) -> None:
    text = f"{json.dumps(BAD)}\n{json.dumps(GOOD)}\n"
    broken, good = extract_lines(text, Raising(error))
    assert broken.record is None
    assert broken.error.startswith(f"document bad: raising broke on this text ({type(error).__name__}: ")
    assert good.record is not None
    assert [event["type"] for event in good.record["events"]] == ["REJECT"]


def test_what_is_no_defect_of_a_rule_is_not_held_against_a_document() -> None:
    document = Document("bad", BAD["title"], "", BAD["published"])
    for error in (OSError("disk full"), SettingsError("no key")):
        with pytest.raises(type(error)):
            mentions_of(Raising(error), document)
    with pytest.raises(FaultError) as caught:
        mentions_of(Raising(IndexError("x")), document)
    assert caught.value.fault is FaultClass.EXTRACTOR
