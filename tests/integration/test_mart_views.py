"""Views and functions of the mart on a small hand-written history with known answers."""

from dataclasses import replace
from typing import Any

import pytest

from pipeline.db import QUERIES, Database, query
from pipeline.model import Attribution, EventType, Factuality, QuoteKind, Sector, SourceKind
from pipeline.server import Server
from tests.integration.load_histories import Said, event_key, load_on_top
from tests.integration.mart_history import HISTORY, PLEDGE, REVERSAL, SIGNED, page, story


@pytest.fixture
def loader(server: Server, warehouse_dsn: str) -> Database:
    return Database(server.dsn("loader", warehouse_dsn.rpartition("/")[2]))


@pytest.fixture
def analyst(server: Server, warehouse_dsn: str, loader: Database) -> Database:
    for told in HISTORY:
        load_on_top(loader, told)
    return Database(server.dsn("analyst", warehouse_dsn.rpartition("/")[2]))


def rows(db: Database, statement: str, *params: object) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in db.fetch(statement, params or None)]


def test_current_events_carry_their_sentence(analyst: Database) -> None:
    found = rows(
        analyst,
        "select who, event_type, status, sentence, report_count, source_count from mart.current_events "
        "where event_id = %s",
        event_key("pledge"),
    )
    assert found == [
        ("United Kingdom", "PLEDGE", "pledged", "The government is ready to send a force, it was said.", 2, 2)
    ]
    assert rows(analyst, "select count(*) from mart.current_events") == [(5,)]


def test_positions_as_of_a_day(analyst: Database) -> None:
    wanted = "select actor_code, instrument, stance, status, speaker from mart.positions_as_of(%s) order by 1, 2"
    assert rows(analyst, wanted, "2025-01-15") == []
    assert rows(analyst, wanted, "2025-01-20") == [("GBR", "TROOPS", "conditional", "pledged", "Keir Starmer")]
    assert rows(analyst, wanted, "2025-03-03") == [
        ("DEU", "BILAT", "support", "signed", None),
        ("GBR", "TROOPS", "oppose", "rejected", None),
        ("UKR", "BILAT", "support", "signed", None),
    ]


def test_positions_as_known_at_a_time_do_not_know_what_came_later(analyst: Database, loader: Database) -> None:
    moment = loader.fetch("select published_at from ops.ledger where position = 2")[0].published_at
    wanted = "select actor_code, stance from mart.positions_as_of('2025-12-31', %s)"
    assert rows(analyst, wanted, moment) == [("GBR", "conditional")]


def test_a_late_report_is_unknown_before_it_was_loaded_and_a_correction_keeps_the_old_belief(
    analyst: Database, loader: Database
) -> None:
    before = loader.fetch("select max(published_at) as moment from ops.ledger")[0].moment
    corrected = replace(
        HISTORY[4],
        body=HISTORY[4].body.replace("signed a pact", "refused a pact"),
        said=[replace(SIGNED, words="refused a pact", type=EventType.REJECT)],
        fetched="2025-02-03T10:00:00",
    )
    load_on_top(loader, corrected)
    late = replace(SIGNED, words="discussed a pact", type=EventType.CONSULT, on="2025-01-05", event="late")
    load_on_top(loader, story(7, late, "2025-01-06T08:00:00", "late-paper"))
    then = rows(analyst, "select event_type from mart.events_known_at(%s) where 'BILAT' = any(instruments)", before)
    now = rows(
        analyst, "select event_type from mart.events_known_at('infinity') where 'BILAT' = any(instruments) order by 1"
    )
    assert then == [("SIGN",)]
    assert now == [("CONSULT",), ("REJECT",)]
    sentence = rows(analyst, "select sentence from mart.events_known_at(%s) where event_type = 'SIGN'", before)
    assert sentence == [("The government signed a pact, it was said.",)]


def test_first_report_spread_and_copies_counted_once(analyst: Database) -> None:
    wanted = "select source_id, place, extract(epoch from lag_after_first) / 3600, is_copy from mart.first_reports "
    assert rows(analyst, wanted + "where event_id = %s order by place", event_key("pledge")) == [
        ("example-wire", 1, 0, False),
        ("other-paper", 2, 4.5, True),
    ]
    origins = "select report_count, origin_count, on_record_count from mart.attributed where event_id = %s"
    assert rows(analyst, origins, event_key("pledge")) == [(2, 1, 2)]


def test_anonymous_against_on_record(analyst: Database) -> None:
    assert rows(analyst, "select event_id from mart.attributed where is_only_anonymous") == [(event_key("talks"),)]


def test_contradiction_puts_the_sentences_side_by_side(analyst: Database) -> None:
    found = rows(
        analyst,
        "select actor_code, instrument, source_for, source_against, factuality_against, sentence_for, sentence_against "
        "from mart.contradictions where source_for = 'example-wire'",
    )
    assert found == [
        (
            "GBR", "TROOPS", "example-wire", "third-paper", "CT-",
            "The government is ready to send a force, it was said.",
            "The government did not offer any force, it was said.",
        )
    ]  # fmt: skip


YES = Said("backs the force", EventType.SUPPORT, ["POL"], ["TROOPS"], "2025-05-05", "yes")
NO = Said("sends nobody", EventType.REJECT, ["POL"], ["TROOPS"], "2025-05-06", "no")
ONE = Attribution(SourceKind.NAMED, "Minister One", None, QuoteKind.DIRECT, 0)
TWO = replace(ONE, speaker="Minister Two")
UNNAMED = Attribution(SourceKind.ANONYMOUS, None, None, QuoteKind.INDIRECT, 0)


def polish(db: Database) -> list[tuple[Any, ...]]:
    """Contradictions about Poland, as outlets for and against."""
    wanted = "select source_for, source_against from mart.contradictions where actor_code = 'POL' order by 1, 2"
    return rows(db, wanted)


def test_yes_and_no_of_two_articles_contradict_each_other(analyst: Database, loader: Database) -> None:
    load_on_top(loader, story(20, YES, "2025-05-05T08:00:00", "paper-a"))
    load_on_top(loader, story(21, NO, "2025-05-06T08:00:00", "paper-b"))
    assert polish(analyst) == [("paper-a", "paper-b")]


@pytest.mark.parametrize("out_of_office", [Sector.OPP, Sector.ELI])
def test_those_out_of_office_contradict_nobody(analyst: Database, loader: Database, out_of_office: Sector) -> None:
    load_on_top(loader, story(20, YES, "2025-05-05T08:00:00", "paper-a"))
    load_on_top(loader, story(21, replace(NO, sector=out_of_office), "2025-05-06T08:00:00", "paper-b"))
    assert polish(analyst) == []


@pytest.mark.parametrize(
    ("first", "second", "contradictions"),
    [
        (ONE, ONE, 0),
        (ONE, TWO, 1),
        (Attribution(), Attribution(), 0),
        (UNNAMED, UNNAMED, 1),
        (ONE, Attribution(), 1),
    ],
)
def test_one_voice_in_one_article_does_not_contradict_itself(
    analyst: Database, loader: Database, first: Attribution, second: Attribution, contradictions: int
) -> None:
    ready = replace(YES, words="is ready", type=EventType.PLEDGE, attribution=first)
    load_on_top(loader, page(20, [ready, replace(NO, attribution=second)], "2025-05-06T08:00:00", "paper-a"))
    assert polish(analyst) == [("paper-a", "paper-a")] * contradictions


def test_one_voice_in_an_article_hides_no_other_voice_of_the_outlet(analyst: Database, loader: Database) -> None:
    ready = replace(YES, words="is ready", type=EventType.PLEDGE, attribution=ONE)
    load_on_top(loader, page(20, [ready, replace(NO, attribution=ONE)], "2025-05-06T08:00:00", "paper-a"))
    load_on_top(loader, story(21, replace(NO, attribution=TWO), "2025-05-06T09:00:00", "paper-a"))
    wanted = "select speaker_for, speaker_against from mart.contradictions where actor_code = 'POL'"
    assert rows(analyst, wanted) == [("Minister One", "Minister Two")]


def test_refusing_the_own_share_while_backing_the_scheme_is_no_contradiction(
    analyst: Database, loader: Database
) -> None:
    told = [replace(YES, attribution=ONE), replace(NO, attribution=TWO)]
    load_on_top(loader, page(20, told, "2025-05-06T08:00:00", "paper-a"))
    assert polish(analyst) == []
    # Nor where another outlet prints half of it; a denial of the same backing is one.
    load_on_top(loader, story(21, NO, "2025-05-06T09:00:00", "paper-b"))
    assert polish(analyst) == []
    denial = replace(YES, words="does not back it", factuality=Factuality.CERTAINLY_NOT, event="denied")
    load_on_top(loader, story(22, denial, "2025-05-06T10:00:00", "paper-c"))
    assert polish(analyst) == [("paper-a", "paper-c")]


def test_ladder_with_its_reversal(analyst: Database) -> None:
    found = rows(
        analyst, "select date_start::text, status, rung, move from mart.ladder where instrument = 'TROOPS' order by 1"
    )
    assert found == [
        ("2025-01-09", "discussed", 2, "up"),
        ("2025-01-16", "pledged", 4, "up"),
        ("2025-03-03", "rejected", None, "reversal"),
    ]


def test_a_refusal_by_one_who_never_promised_is_no_reversal(analyst: Database, loader: Database) -> None:
    refusal = replace(REVERSAL, actors=["RUS"], on="2025-02-20", event="refusal")
    load_on_top(loader, story(10, refusal, "2025-02-20T18:00:00"))
    wanted = "select move from mart.ladder where instrument = 'TROOPS' and actor_codes = %s"
    assert rows(analyst, wanted, ["RUS"]) == [("refusal",)]


def test_a_suspension_takes_back_what_stood_though_no_promise_was_reported(analyst: Database, loader: Database) -> None:
    halt = replace(REVERSAL, type=EventType.SUSPEND, actors=["USA"], instruments=["INTEL"], event="halt")
    load_on_top(loader, story(13, halt, "2025-03-05T18:00:00"))
    assert rows(analyst, "select status, move from mart.ladder where actor_codes = %s", ["USA"]) == [
        ("suspended", "reversal")
    ]


def test_those_out_of_office_neither_move_nor_reverse_an_instrument(analyst: Database, loader: Database) -> None:
    load_on_top(
        loader,
        story(10, replace(SIGNED, actors=["POL"], event="p", sector=Sector.OPP), "2025-02-03T08:00:00"),
        story(11, replace(REVERSAL, actors=["DEU"], event="q", sector=Sector.ELI, instruments=["BILAT"]),
              "2025-03-03T08:00:00"),
    )  # fmt: skip
    wanted = "select actor_codes, move from mart.ladder where instrument = 'BILAT' order by date_start"
    assert rows(analyst, wanted) == [(["DEU", "UKR"], "up")]
    # What the opposition once promised, the government does not take back.
    load_on_top(
        loader, story(12, replace(REVERSAL, actors=["POL"], event="r", instruments=["BILAT"]), "2025-03-04T08:00:00")
    )
    assert rows(analyst, wanted) == [(["DEU", "UKR"], "up"), (["POL"], "refusal")]


def standing(db: Database, day: str, actor: str, instrument: str) -> list[tuple[Any, ...]]:
    wanted = "select status, status_in_force from mart.positions_as_of(%s) where actor_code = %s and instrument = %s"
    return rows(db, wanted, day, actor, instrument)


def test_a_signature_stays_in_force_under_later_words_until_it_is_taken_back(
    analyst: Database, loader: Database
) -> None:
    assert standing(analyst, "2025-02-02", "DEU", "BILAT") == [("signed", "signed")]
    words = replace(YES, actors=["DEU"], instruments=["BILAT"], on="2025-02-04", event="words")
    load_on_top(loader, story(10, words, "2025-02-04T08:00:00"))
    assert standing(analyst, "2025-02-04", "DEU", "BILAT") == [("discussed", "signed")]
    refusal = replace(NO, actors=["DEU"], instruments=["BILAT"], on="2025-02-06", event="refusal")
    load_on_top(loader, story(11, refusal, "2025-02-06T08:00:00"))
    assert standing(analyst, "2025-02-06", "DEU", "BILAT") == [("rejected", None)]
    assert standing(analyst, "2025-02-06", "UKR", "BILAT") == [("signed", "signed")]
    again = replace(words, on="2025-02-08", event="again")
    load_on_top(loader, story(12, again, "2025-02-08T08:00:00"))
    assert standing(analyst, "2025-02-08", "DEU", "BILAT") == [("discussed", "discussed")]
    assert standing(analyst, "2025-02-05", "DEU", "BILAT") == [("discussed", "signed")]


def test_only_what_is_likely_reaches_or_reverses_a_rung(analyst: Database, loader: Database) -> None:
    may = Factuality.POSSIBLE
    load_on_top(
        loader, story(10, replace(REVERSAL, on="2025-01-20", factuality=may, event="may"), "2025-01-20T08:00:00")
    )
    assert standing(analyst, "2025-01-20", "GBR", "TROOPS") == [("rejected", "pledged")]
    load_on_top(
        loader,
        story(11, replace(SIGNED, actors=["POL"], factuality=may, event="sign"), "2025-02-03T08:00:00"),
    )
    assert standing(analyst, "2025-02-03", "POL", "BILAT") == [("signed", None)]


def test_changes_between_two_days(analyst: Database) -> None:
    found = rows(
        analyst,
        "select actor_code, instrument, stance_before, stance_after "
        "from mart.changes_between('2025-01-20', '2025-03-31')",
    )
    assert found == [
        ("DEU", "BILAT", None, "support"),
        ("GBR", "TROOPS", "conditional", "oppose"),
        ("UKR", "BILAT", None, "support"),
    ]


def test_known_by_a_day_counts_only_what_was_printed_by_then(analyst: Database) -> None:
    found = rows(analyst, "select event_id, report_count from mart.known_by('2025-01-16') order by first_published_at")
    assert found == [(event_key("talks"), 1), (event_key("pledge"), 2)]


def test_conditions_counts_and_search(analyst: Database) -> None:
    assert rows(analyst, "select condition, who from mart.pledge_conditions") == [("ceasefire", "United Kingdom")]
    daily = "select event_count from mart.daily_counts where day = '2025-01-16' and actor_code = 'GBR'"
    assert rows(analyst, daily) == [(1,)]
    monthly = "select sum(event_count) from mart.monthly_counts where month = '2025-01-01' and actor_code = 'GBR'"
    assert rows(analyst, monthly) == [(2,)]
    found = rows(analyst, "select canonical_url from mart.search_articles('signing pacts')")
    assert found == [("https://example-wire.example/5",)]
    assert rows(analyst, "select count(*) from mart.search_articles('signing', 'ukrainian')") == [(0,)]


def test_as_of_functions_follow_a_merge_and_only_from_when_it_was_known(analyst: Database, loader: Database) -> None:
    before = loader.fetch("select max(published_at) as moment from ops.ledger")[0].moment
    witness = story(8, PLEDGE, "2025-01-18T08:00:00", "late-paper")
    load_on_top(loader, witness, merges=[("denial", "pledge")])
    keys = rows(
        analyst, "select canonical_event_id, is_current from mart.event_keys where event_id = %s", event_key("denial")
    )
    assert keys == [(event_key("pledge"), True)]
    current = "select count(*) from mart.known_by('2025-12-31', %s) where event_id = %s"
    assert rows(analyst, current, before, event_key("denial")) == [(1,)]
    assert rows(analyst, current, "infinity", event_key("denial")) == [(0,)]
    reports = rows(analyst, "select report_count from mart.current_events where event_id = %s", event_key("pledge"))
    assert reports == [(4,)]


def test_lineage_leads_to_the_bytes(analyst: Database) -> None:
    found = analyst.fetch("select * from mart.lineage where event_id = %s", (event_key("signed"),))[0]
    capture = HISTORY[-1].capture
    assert (found.capture_id, found.warc_file, found.warc_offset, found.warc_length, found.sha256) == (
        capture.capture_id, capture.warc_file, capture.warc_offset, capture.warc_length, capture.sha256,
    )  # fmt: skip
    assert (found.cleaner_version, found.extractor_version, found.linker_version) == (
        "cleaner 1", "extractor 1", "linker 1",
    )  # fmt: skip


def test_coverage_tells_no_news_from_no_data(analyst: Database, loader: Database) -> None:
    quiet = story(9, PLEDGE, "2025-04-01T08:00:00", "quiet-paper")
    load_on_top(loader, replace(quiet, said=[]))
    found = rows(
        analyst,
        "select article_count, mention_count, is_processed from mart.day_coverage where source_id = 'quiet-paper'",
    )
    assert found == [(1, 0, True)]
    assert rows(analyst, "select count(*) from mart.day_coverage where day = '2025-04-02'") == [(0,)]


def saved() -> dict[str, dict[str, object]]:
    """Saved queries for people, with a value for every parameter."""
    given = {"event_id": str(event_key("pledge")), "actor": "gbr", "words": "force", "known_at": "2030-01-01",
             "day_from": "2025-01-01"}  # fmt: skip
    found: dict[str, dict[str, object]] = {}
    for path in sorted(QUERIES.glob("*.sql")):
        if path.stem.split("_")[0] in ("load", "gate", "feed", "capture", "fault", "cli"):
            continue
        params: dict[str, object] = {}
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("-- param: "):
                name, _, rest = line.removeprefix("-- param: ").partition(" ")
                default = rest.partition(" default ")[2]
                params[name] = given.get(name) if not default else None if default == "null" else default
        found[path.stem] = params
    return found


def test_every_saved_query_runs_as_the_analyst_with_its_defaults(analyst: Database) -> None:
    answers = {name: analyst.fetch(query(name), params) for name, params in saved().items()}
    silent = {name for name, found in answers.items() if not found}
    assert len(answers) >= 20
    assert silent == {"rejections", "faults", "quarantine", "feeds", "offices", "layouts"}


FEED = (
    "insert into raw.feeds (feed_url, feed_id, source_id, source_name, source_type, country_code, language, timezone, "
    "kind, silence_hours, is_enabled) values (%s, %s, %s, 'Example Wire', 'agency', 'GB', 'en', 'UTC', 'rss', 48, %s)"
)
STATE = (
    "insert into raw.feed_state (feed_url, next_fetch_at, failure_count, is_disabled, polled_at, changed_at) "
    "values (%s, now(), %s, %s, now(), now() - %s * interval '1 hour')"
)


def test_feed_health_tells_well_from_silent_failing_given_up_and_off(loader: Database, server: Server) -> None:
    cases = [("well", 0, False, 1, True), ("silent", 0, False, 60, True), ("failing", 3, False, 1, True),
             ("given up", 20, True, 1, True), ("off", 0, False, 1, False)]  # fmt: skip
    for health, failures, is_disabled, age, is_enabled in cases:
        loader.execute(FEED, (f"https://f.example/{health}", health, "example-wire", is_enabled))
        loader.execute(STATE, (f"https://f.example/{health}", failures, is_disabled, age))
    loader.execute(FEED, ("https://f.example/new", "never polled", "example-wire", True))
    analyst = Database(server.dsn("analyst", loader.dsn.rpartition("/")[2]))
    found = dict(rows(analyst, "select feed_id, health from mart.feed_health"))
    assert found == {name: name for name in [*(case[0] for case in cases), "never polled"]}


def test_an_outlet_is_described_as_the_watch_list_describes_it(loader: Database) -> None:
    load_on_top(loader, HISTORY[1])
    outlet = "select name, country_code, source_type from warehouse.sources"
    assert rows(loader, outlet) == [("example-wire", None, None)]
    loader.execute(FEED, ("https://f.example/feed", "feed", "example-wire", True))
    load_on_top(loader, HISTORY[1])
    assert rows(loader, outlet) == [("Example Wire", "GB", "agency")]
