"""One history told twice, before and after: a merge, a reversal, a correction, a late report and a retraction.

`before` is the moment when five pages were known, `now` when their corrections and the late report were too.
"""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from pipeline.db import Database
from pipeline.model import Attribution, Confirmation, EventType, Factuality, QuoteKind, SourceKind
from pipeline.server import Server
from tests.integration.load_histories import Said, event_key, load_on_top
from tests.integration.mart_history import page, story

ON_RECORD = Attribution(SourceKind.NAMED, "Minister One", None, QuoteKind.DIRECT, 0)
UNNAMED = Attribution(SourceKind.ANONYMOUS, None, None, QuoteKind.INDIRECT, 0)

PLEDGE = Said("will send troops", EventType.PLEDGE, ["USA"], ["TROOPS"], "2025-08-19", "promise", attribution=UNNAMED)
REFUSAL = Said("will send nobody", EventType.REJECT, ["USA"], ["TROOPS"], "2025-08-19", "refusal",
               attribution=ON_RECORD)  # fmt: skip
BACKING = Said("backs the force", EventType.SUPPORT, ["POL"], ["TROOPS"], "2025-08-20", "backing")
SAME = replace(BACKING, words="stands behind the force", event="same")
DEAL = Said("signed a pact", EventType.SIGN, ["FRA"], ["BILAT"], "2025-08-21", "deal")
RUMOUR = Said("offers missiles", EventType.PLEDGE, ["DEU"], ["ARMS"], "2025-08-22", "rumour")

FIRST = [
    page(1, [PLEDGE, REFUSAL], "2025-08-19T08:00:00", "paper-a"),
    story(2, BACKING, "2025-08-20T08:00:00", "paper-a"),
    story(3, SAME, "2025-08-20T12:00:00", "paper-b"),
    story(4, DEAL, "2025-08-21T08:00:00", "paper-a"),
    story(5, RUMOUR, "2025-08-22T08:00:00", "paper-b"),
]
MERGING = story(6, replace(BACKING, words="is for the force"), "2025-08-23T08:00:00", "paper-c")
CORRECTED = replace(
    FIRST[3],
    body=FIRST[3].body.replace("signed a pact", "discussed a pact"),
    said=[replace(DEAL, words="discussed a pact", type=EventType.CONSULT)],
    fetched="2025-08-22T08:00:00",
)
RETRACTED = replace(FIRST[4], body="The editors have withdrawn this report.", said=[], fetched="2025-08-24T08:00:00")
LATE = story(7, replace(BACKING, on="2025-08-10", words="was first to back it", event="late"),
             "2025-08-11T08:00:00", "paper-d")  # fmt: skip
REVERSED = story(8, replace(REFUSAL, actors=["POL"], on="2025-09-01", event="reversal"), "2025-09-01T08:00:00",
                 "paper-a")  # fmt: skip


@dataclass(frozen=True)
class Told:
    """The analyst's warehouse with the moment before the second half of the history."""

    db: Database
    before: Any

    def rows(self, statement: str, *params: object) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self.db.fetch(statement, params or None)]


@pytest.fixture
def told(server: Server, warehouse_dsn: str) -> Told:
    name = warehouse_dsn.rpartition("/")[2]
    loader = Database(server.dsn("loader", name))
    for first in FIRST:
        load_on_top(loader, first)
    before = loader.fetch("select max(published_at) as moment from ops.ledger")[0].moment
    load_on_top(loader, MERGING, merges=[("same", "backing")])
    for later in (CORRECTED, RETRACTED, LATE, REVERSED):
        load_on_top(loader, later)
    return Told(Database(server.dsn("analyst", name)), before)


def keys(*names: str) -> list[Any]:
    return sorted(map(event_key, names))


def test_events_and_mentions_as_of_follow_every_change(told: Told) -> None:
    events = "select event_id from mart.events_as_of('infinity', %s) order by 1"
    assert [row[0] for row in told.rows(events, told.before)] == keys(
        "promise", "refusal", "backing", "same", "deal", "rumour"
    )
    assert [row[0] for row in told.rows(events, "infinity")] == keys(
        "promise", "refusal", "backing", "deal", "late", "reversal"
    )
    deal = "select event_type, sentence from mart.events_as_of('infinity', %s) where event_id = %s"
    assert told.rows(deal, told.before, event_key("deal")) == [("SIGN", "The government signed a pact, it was said.")]
    assert told.rows(deal, "infinity", event_key("deal")) == [
        ("CONSULT", "The government discussed a pact, it was said.")
    ]
    reports = "select report_count, source_count from mart.events_as_of('infinity', %s) where event_id = %s"
    assert told.rows(reports, told.before, event_key("backing")) == [(1, 1)]
    assert told.rows(reports, "infinity", event_key("backing")) == [(3, 3)]
    mentions = "select count(*) from mart.mentions_as_of('infinity', %s) where event_id = %s"
    assert told.rows(mentions, told.before, event_key("same")) == [(1,)]
    assert told.rows(mentions, "infinity", event_key("same")) == [(0,)]
    assert told.rows(mentions, "infinity", event_key("backing")) == [(3,)]
    assert told.rows(mentions, "infinity", event_key("rumour")) == [(0,)]


def test_as_of_a_day_leaves_out_what_came_after_it(told: Told) -> None:
    wanted = "select event_id from mart.events_as_of(%s) order by 1"
    assert [row[0] for row in told.rows(wanted, "2025-08-10")] == keys("late")
    assert [row[0] for row in told.rows(wanted, "2025-08-19")] == keys("late", "promise", "refusal")
    mentions = "select count(*) from mart.mentions_as_of('2025-08-19')"
    assert told.rows(mentions) == [(3,)]


def test_current_views_and_as_of_now_say_the_same(told: Told) -> None:
    shared = "event_id, date_start, event_type, status, sentence, report_count, source_count, first_published_at, who"
    assert told.rows(f"select {shared} from mart.current_events order by 1") == told.rows(
        f"select {shared} from mart.events_as_of() order by 1"
    )
    shared = "mention_id, event_id, sentence, start_offset, event_type"
    assert told.rows(f"select {shared} from mart.mentions order by 1") == told.rows(
        f"select {shared} from mart.mentions_as_of() order by 1"
    )


def test_a_refusal_of_the_same_day_leaves_nothing_in_force(told: Told) -> None:
    standing = "select status_in_force from mart.positions_as_of(%s) where actor_code = 'USA' and instrument = 'TROOPS'"
    assert told.rows(standing, "2025-08-19") == [(None,)]
    assert told.rows(standing, "2025-12-31") == [(None,)]


def test_positions_know_the_reversal_only_since_it_was_reported(told: Told) -> None:
    polish = "select stance, status, status_in_force from mart.positions_as_of(%s, %s) where actor_code = 'POL'"
    assert told.rows(polish, "2025-12-31", told.before) == [("support", "discussed", "discussed")]
    assert told.rows(polish, "2025-12-31", "infinity") == [("oppose", "rejected", None)]
    assert told.rows(polish, "2025-08-15", told.before) == []
    assert told.rows(polish, "2025-08-15", "infinity") == [("support", "discussed", "discussed")]
    french = "select status from mart.positions_as_of('2025-12-31', %s) where actor_code = 'FRA'"
    assert told.rows(french, told.before) == [("signed",)]
    assert told.rows(french, "infinity") == []
    german = "select count(*) from mart.positions_as_of('2025-12-31', %s) where actor_code = 'DEU'"
    assert (told.rows(german, told.before), told.rows(german, "infinity")) == ([(1,)], [(0,)])


def test_changes_between_two_days_as_known_then_and_now(told: Told) -> None:
    changed = "select actor_code, status_before, status_after from mart.changes_between(%s, %s, %s)"
    assert told.rows(changed, "2025-08-19", "2025-08-21", told.before) == [
        ("FRA", None, "signed"), ("POL", None, "discussed"),
    ]  # fmt: skip
    assert told.rows(changed, "2025-08-19", "2025-08-21", "infinity") == []
    assert told.rows(changed, "2025-08-21", "2025-09-01", "infinity") == [("POL", "discussed", "rejected")]


def test_known_by_a_day_counts_the_late_report_from_its_publication(told: Told) -> None:
    known = "select event_id from mart.known_by(%s, %s) order by 1"
    assert told.rows(known, "2025-08-12", told.before) == []
    assert [row[0] for row in told.rows(known, "2025-08-12", "infinity")] == keys("late")
    assert told.rows(known, "2025-08-10", "infinity") == []
    spread = "select report_count, first_source_id from mart.known_by(%s) where event_id = %s"
    assert told.rows(spread, "2025-08-20", event_key("backing")) == [(2, "paper-a")]
    assert told.rows(spread, "2025-08-23", event_key("backing")) == [(3, "paper-a")]


def test_the_ladder_shows_the_refusal_and_what_is_left_after_a_correction(told: Told) -> None:
    steps = told.rows(
        "select date_start::text, actor_codes[1], status, move from mart.ladder where instrument = 'TROOPS' "
        "order by date_start, rung nulls last"
    )
    assert steps == [
        ("2025-08-10", "POL", "discussed", "up"),
        ("2025-08-19", "USA", "pledged", "up"),
        # On the day of its own pledge: nothing tells that it came after.
        ("2025-08-19", "USA", "rejected", "refusal"),
        ("2025-08-20", "POL", "discussed", "below"),
        ("2025-09-01", "POL", "rejected", "refusal"),
    ]
    assert told.rows("select status from mart.ladder where instrument = 'BILAT'") == [("discussed",)]
    assert told.rows("select count(*) from mart.ladder where instrument = 'ARMS'") == [(0,)]


def test_a_key_says_what_became_of_it(told: Told) -> None:
    wanted = "select canonical_event_id, is_current from mart.event_keys where event_id = %s"
    assert told.rows(wanted, event_key("same")) == [(event_key("backing"), True)]
    assert told.rows(wanted, event_key("rumour")) == [(event_key("rumour"), False)]
    assert told.rows(wanted, event_key("deal")) == [(event_key("deal"), True)]


def test_spread_words_counts_and_lineage_follow_merge_correction_and_retraction(told: Told) -> None:
    spread = "select source_id, place from mart.first_reports where event_id = %s order by place"
    assert told.rows(spread, event_key("backing")) == [("paper-a", 1), ("paper-b", 2), ("paper-c", 3)]
    words = "select on_record_count, anonymous_count, is_only_anonymous from mart.attributed where event_id = %s"
    assert told.rows(words, event_key("promise")) == [(0, 1, True)]
    assert told.rows(words, event_key("refusal")) == [(1, 0, False)]
    counts = "select event_type, event_count from mart.monthly_counts where actor_code = %s order by 1"
    assert told.rows(counts, "FRA") == [("CONSULT", 1)]
    assert told.rows(counts, "DEU") == []
    daily = "select day::text, event_count from mart.daily_counts where actor_code = 'POL' and event_type = 'SUPPORT'"
    assert sorted(told.rows(daily)) == [("2025-08-10", 1), ("2025-08-20", 1)]
    lineage = "select capture_id from mart.lineage where event_id = %s"
    assert told.rows(lineage, event_key("deal")) == [(CORRECTED.capture.capture_id,)]
    assert told.rows(lineage, event_key("rumour")) == []
    coverage = "select article_count, mention_count from mart.day_coverage where day = '2025-08-22'"
    assert told.rows(coverage) == [(2, 0)]
    wordings = "select is_current from mart.article_versions where canonical_url = %s order by 1"
    assert told.rows(wordings, CORRECTED.url) == [(False,), (True,)]


CLAIM = Said("offers a force", EventType.PLEDGE, ["GBR"], ["TROOPS"], "2025-10-01", "claim", attribution=UNNAMED)


@pytest.mark.parametrize(
    ("reaction", "expected"),
    [
        (replace(CLAIM, words="denied it", confirmation=Confirmation.DENIED), "denied"),
        (replace(CLAIM, words="did not deny it", confirmation=Confirmation.NOT_DENIED), "not_denied"),
        (replace(CLAIM, words="confirmed it", confirmation=Confirmation.CONFIRMED), "confirmed"),
        (replace(CLAIM, words="would not comment", confirmation=Confirmation.NO_COMMENT), "no_comment"),
        (replace(CLAIM, words="offers no force", factuality=Factuality.CERTAINLY_NOT, event="other"), "denied"),
    ],
)
def test_a_claim_stands_beside_the_reaction_to_it(told: Told, server: Server, reaction: Said, expected: str) -> None:
    loader = Database(server.dsn("loader", told.db.dsn.rpartition("/")[2]))
    load_on_top(loader, story(20, CLAIM, "2025-10-01T08:00:00", "paper-a"))
    answered = replace(reaction, attribution=ON_RECORD)
    load_on_top(loader, story(21, answered, "2025-10-02T08:00:00", "paper-b"))
    load_on_top(loader, story(22, replace(CLAIM, on="2025-10-20", event="later"), "2025-10-20T08:00:00", "paper-c"))
    found = told.rows(
        "select reaction, claim_event_id, claim_source, claim_source_kind, reaction_source, reaction_speaker, "
        "claim_sentence, reaction_sentence from mart.reactions where reaction_source = 'paper-b'"
    )
    assert found == [
        (
            expected, event_key("claim"), "paper-a", "anonymous", "paper-b", "Minister One",
            "The government offers a force, it was said.", f"The government {reaction.words}, it was said.",
        )
    ]  # fmt: skip


def test_a_reaction_to_nothing_we_have_read_stands_alone(told: Told, server: Server) -> None:
    loader = Database(server.dsn("loader", told.db.dsn.rpartition("/")[2]))
    alone = replace(CLAIM, words="denied it", confirmation=Confirmation.DENIED, attribution=ON_RECORD)
    load_on_top(loader, story(21, alone, "2025-10-02T08:00:00", "paper-b"))
    assert told.rows("select reaction, claim_event_id from mart.reactions") == [("denied", None)]


def test_of_several_claims_the_latest_before_the_reaction_stands_beside_it(told: Told, server: Server) -> None:
    loader = Database(server.dsn("loader", told.db.dsn.rpartition("/")[2]))
    days = {"2025-10-01": "first", "2025-10-03": "second", "2025-10-05": "third"}
    for number, (day, name) in enumerate(days.items(), 30):
        load_on_top(loader, story(number, replace(CLAIM, on=day, event=name), f"{day}T08:00:00", "paper-a"))
    denial = replace(CLAIM, words="offers no force", factuality=Factuality.CERTAINLY_NOT, on="2025-10-04", event="no")
    load_on_top(loader, story(40, denial, "2025-10-04T08:00:00", "paper-b"))
    found = told.rows("select reaction, claim_event_id from mart.reactions where reaction_source = 'paper-b'")
    assert found == [("denied", event_key("second"))]
