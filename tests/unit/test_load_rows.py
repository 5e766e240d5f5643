"""A batch as rows: escaping, digests, latest wordings, places of reports."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import GuaranteesError
from pipeline.load import rows
from pipeline.load.copying import _field, clean_text, copy_rows, copy_text
from pipeline.model import EventType
from tests.integration.load_histories import Said, Story, batch_of, canonical, event_key, reports_of

PLEDGE = Said("will send troops", EventType.PLEDGE, ["GBR"], ["TROOPS"], "2025-01-16", "pledge")
STORY = Story("https://a.example/1", "A force", "Britain will send troops, he said.", "2025-01-16T08:00:00", [PLEDGE])


class Deaf:
    """A cursor that loses what is copied into it."""

    rowcount = 0

    def copy_expert(self, statement: object, source: Any) -> None:
        source.read()


def test_rows_that_do_not_arrive_are_an_error() -> None:
    with pytest.raises(GuaranteesError, match="2 rows were sent and 0 arrived"):
        copy_rows(Deaf(), "staging.mentions", ("a",), [("x",), ("y",)])  # type: ignore[arg-type]


@given(st.text(alphabet=st.characters(codec=None)))
def test_a_field_never_breaks_the_line_and_reads_back(text: str) -> None:
    field = _field(text)
    assert "\n" not in field
    assert "\t" not in field
    assert "\r" not in field
    back = (
        field.replace("\\\\", "\1").replace("\\t", "\t").replace("\\n", "\n").replace("\\r", "\r").replace("\1", "\\")
    )
    if "\1" not in text:
        assert back == clean_text(text)
    assert len(clean_text(text)) == len(text)


@pytest.mark.parametrize(
    ("value", "field"),
    [
        (None, "\\N"),
        ("\\N", "\\\\N"),
        ("\\.", "\\\\."),
        ("", ""),
        (True, "t"),
        (("a,b", 'c"d', "e\\f", "null", ""), '{"a,b","c\\\\"d","e\\\\\\\\f","null",""}'),
        ((), "{}"),
        (date(2025, 1, 16), "2025-01-16"),
        (0.1, "0.1"),
        ([{"code": "GBR", "name": 'O"Brien\0'}], '[{"code": "GBR", "name": "O\\\\"Brien\ufffd"}]'),
    ],
)
def test_values_as_copy_text(value: object, field: str) -> None:
    assert _field(value) == field


VALUES = st.one_of(
    st.none(),
    st.text(alphabet=st.characters(codec=None)),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.lists(st.text(alphabet=st.characters(codec=None))).map(tuple),
    st.lists(
        st.fixed_dictionaries({"code": st.text(), "name": st.none() | st.text(alphabet=st.characters(codec=None))})
    ),
)


@given(st.integers(1, 3).flatmap(lambda width: st.lists(st.lists(VALUES, min_size=width, max_size=width), min_size=1)))
def test_a_column_at_a_time_gives_what_a_value_at_a_time_gives(table: list[list[object]]) -> None:
    assert copy_text(table) == "".join("\t".join(map(_field, row)) + "\n" for row in table)


def test_a_row_that_is_too_short_is_an_error() -> None:
    with pytest.raises(ValueError, match="argument 2"):
        copy_text([("a", "b"), ("c",)])


def test_what_cannot_be_stored_is_replaced_one_for_one() -> None:
    assert clean_text("a\0b\ud800c") == "a\ufffdb\ufffdc"
    assert clean_text("Київ") == "Київ"


def test_digests_tell_values_apart_and_are_stable() -> None:
    assert rows.digest([None]) != rows.digest(["None"]) != rows.digest([""])
    assert rows.digest(["a", "b"]) != rows.digest(["ab", ""])
    assert rows.digest(["\ud800"]) == rows.digest(["\ud800"])
    assert rows.digest(["a", 1, None]) == uuid.UUID("92efc89f-3dbc-7913-3f5f-3fbc461100e9")


def test_only_the_latest_capture_of_an_article_is_current() -> None:
    later = Story(
        STORY.url, STORY.title, STORY.body + " More.", STORY.published, [PLEDGE], fetched="2025-01-17T08:00:00"
    )
    batch = batch_of([later, STORY])
    flags = [row[rows.ARTICLES.index("is_latest")] for row in rows.article_rows(batch.outcomes)]
    assert flags == [True, False]
    mentions, outdated = rows.mention_rows(batch)
    assert (len(mentions), outdated) == (1, 1)
    assert mentions[0][rows.MENTIONS.index("version_id")] == later.article.version_id


def test_a_mention_row_carries_the_words_at_its_offsets() -> None:
    row = dict(zip(rows.MENTIONS, rows.mention_rows(batch_of([STORY]))[0][0], strict=True))
    assert row["trigger_text"] == "will send troops"
    assert row["sentence"] == "Britain will send troops, he said."
    assert row["event_id"] == event_key("pledge")
    assert row["capture_id"] == STORY.capture.capture_id


def test_a_report_of_an_unread_wording_gets_no_version() -> None:
    batch = batch_of([STORY])
    other = Story("https://b.example/2", "Other", STORY.body, STORY.published)
    row = dict(
        zip(rows.MENTIONS, rows.mention_rows(batch_of([other]).__class__(
            **{name: getattr(batch, name) for name in batch.__slots__} | {"outcomes": [other.outcome]}
        ))[0][0], strict=True)
    )  # fmt: skip
    assert row["version_id"] is None


def test_the_digest_of_a_rerun_ignores_when_it_was_captured() -> None:
    again = Story(STORY.url, STORY.title, STORY.body, STORY.published, [PLEDGE], fetched="2025-01-20T08:00:00")
    first, second = (
        dict(zip(rows.ARTICLES, next(rows.article_rows([s.outcome])), strict=True)) for s in (STORY, again)
    )
    assert first["row_hash"] == second["row_hash"]
    assert second["fetched_at"] - first["fetched_at"] > timedelta(days=3)  # type: ignore[operator]


def test_a_mention_set_does_not_depend_on_order() -> None:
    ids = [uuid.UUID(int=n) for n in (3, 1, 2)]
    assert rows.mention_set(ids) == rows.mention_set(sorted(ids))
    assert rows.mention_set(ids) != rows.mention_set(ids[:2])


def test_an_event_row_has_every_column() -> None:
    row = rows.event_row(canonical(event_key("pledge"), reports_of(STORY)))
    assert len(row) == len(rows.EVENTS)
    assert dict(zip(rows.EVENTS, row, strict=True))["actor_codes"] == ("GBR",)
