"""The whole flow over the bundled sample, through the command, on a real PostgreSQL and real HTTP."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from pipeline.report.tables import as_json, show
from pipeline.run import read
from pipeline.sample import FAULTS, fault_sources_toml, serve
from pipeline.settings import PROJECT_ROOT, Settings

pytestmark = pytest.mark.timeout(600)


PARAMETERS = {"actor": "GBR", "day_from": "2025-01-01", "known_at": "2100-01-01", "words": "troops"}
"""Values for what saved queries need."""


class Installation:
    """A home of its own and the command in it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.environment = os.environ | {"GUARANTEES_HOME": str(home), "PYTHONPATH": str(PROJECT_ROOT), "NO_COLOR": "1"}

    def type(self, *words: str, code: int = 0) -> str:
        command = [sys.executable, "-m", "pipeline.cli", *words]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False, timeout=500)
        assert done.returncode == code, f"{words}: {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
        return done.stdout

    def json(self, *words: str, code: int = 0):
        return json.loads(self.type(*words, "--json", code=code))

    def count(self, statement: str) -> int:
        return self.json("sql", "-c", statement)[0]["count"]


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory):
    made = Installation(tmp_path_factory.mktemp("home"))
    yield made
    made.type("stop")


@pytest.fixture(scope="module")
def first_run(installation: Installation):
    return installation.json("run", "--sample", "-q")


def test_the_first_run_accounts_for_every_capture(first_run):
    counts = first_run["counts"]
    assert counts["captures"] >= 22
    assert counts["captures"] == counts["articles"] + counts["rejections"]
    assert counts["faults"] == counts["quarantined"] == 0
    assert counts["events"] >= 25
    assert {"consent_wall", "section_front", "no_text"} <= first_run["rejections"].keys()


def test_every_event_shows_a_sentence_of_its_article(installation: Installation, first_run):
    rows = installation.json("sql", "-c", "select * from mart.event_evidence")
    assert len(rows) == first_run["counts"]["mentions"]
    for row in rows:
        assert row["trigger_text"]
        assert row["trigger_text"] in row["sentence"]


def test_a_second_run_inserts_nothing(installation: Installation, first_run):
    assert installation.json("run", "--sample", "-q")["counts"]["inserted"] == 0


def test_a_replay_needs_no_network_and_changes_nothing(installation: Installation, first_run):
    days = sorted(day["day"] for day in first_run["days"])
    before = installation.json("sql", "-c", "select * from mart.mentions order by mention_id")
    summary = installation.json("replay", "--from", days[0], "--to", days[-1], "-q")
    assert summary["counts"]["inserted"] == summary["counts"]["superseded"] == 0
    assert summary["counts"]["fetched"] == 0
    assert installation.json("sql", "-c", "select * from mart.mentions order by mention_id") == before


def test_a_replay_of_days_without_captures_says_that_there_is_nothing_to_do(installation: Installation, first_run):
    installation.type("replay", "--from", "2019-01-01", "--to", "2019-01-03", "-q", code=4)


def test_a_corrected_story_has_two_wordings_and_the_later_one_is_believed(installation: Installation, first_run):
    versions = installation.json(
        "sql",
        "-c",
        "select article_id, count(distinct version_id) from mart.article_versions group by 1 having count(*) > 1",
    )
    assert len(versions) == 1
    changes = installation.json("sql", "corrections")
    assert [change["kind"] for change in changes] == ["reworded", "added"]
    assert ("Hungary" in changes[0]["old_text"], "Belgium" in changes[0]["new_text"]) == (True, True)


def test_the_wire_story_of_the_sample_is_one_text_in_two_outlets(installation: Installation, first_run):
    (copy,) = installation.json("sql", "copies")
    assert (copy["first_source_id"], copy["source_id"]) == ("channel-gazette.sample", "baltic-observer.sample")
    assert installation.count("select count(*) from mart.spread where story_count < outlet_count") >= 5


def test_an_event_leads_to_the_bytes(installation: Installation, first_run):
    event = installation.json("events", "--actor", "gbr", "--limit", "1")[0]
    report = installation.json("evidence", event["event_id"][:8])[0]
    file = installation.home / "archive" / report["warc_file"]
    assert file.stat().st_size >= report["warc_offset"] + report["warc_length"]


def test_the_analyst_cannot_write(installation: Installation, first_run):
    installation.type("sql", "-c", "delete from warehouse.mentions", code=2)


def test_the_saved_queries_run(installation: Installation, first_run, capsys: pytest.CaptureFixture[str]):
    saved = installation.json("sql")
    assert len(saved) >= 8
    event = installation.json("events", "--limit", "1")[0]["event_id"][:8]
    for query in saved:
        given = required(query["parameters"], PARAMETERS | {"event_id": event})
        # What the command does, in this process: sixty starts of Python would take a minute.
        rows = read.sql(Settings(home=installation.home), query["name"], None, given)
        assert len(json.loads(as_json(rows), parse_constant=no_constant)) == len(rows)
        show(rows, is_json=False, title=query["name"])
        assert capsys.readouterr().out.strip()


def no_constant(name: str) -> None:
    pytest.fail(f"{name} is not JSON")


def required(declared: str, values: dict[str, str]) -> list[str]:
    """`name=value` for every parameter of a saved query that has no default."""
    names = [words.split()[0] for words in declared.split("; ") if words and " default " not in words]
    return [f"{name}={values[name]}" for name in names]


def test_the_reports_of_an_event_are_readable(installation: Installation, first_run):
    event = installation.json("events", "--limit", "1")[0]
    report = installation.json("evidence", event["event_id"])[0]
    said = installation.type("evidence", event["event_id"])
    assert f"{report['warc_file']}@{report['warc_offset']}+{report['warc_length']}" in said
    assert report["canonical_url"] in said
    assert report["sentence"] in said


def test_who_spoke_is_known_by_office(installation: Installation, first_run):
    offices = installation.json("sql", "speakers", "-p", "speaker=keir starmer")
    assert {(row["title"], row["tenure"]) for row in offices} == {("prime_minister", "in office")}


def test_the_warehouse_can_be_taken_away_twice_alike(installation: Installation, first_run, tmp_path: Path):
    first = installation.json("export", "--out", str(tmp_path / "first"), "-q")
    again = installation.json("export", "--out", str(tmp_path / "again"), "-q", "--known-at", first["known_at"])
    assert first["files"] == again["files"]
    assert first["files"]["events.csv"]["rows"] == installation.count("select count(*) from mart.current_events")


def test_the_quality_page_tells_every_day(installation: Installation, first_run, tmp_path: Path):
    page = tmp_path / "quality.html"
    installation.type("quality", "--out", str(page))
    days = installation.json("sql", "quality")
    assert all(f"<td>{row['day']}</td>" in page.read_text("utf-8") for row in days)
    assert installation.json("quarantine", "list") == []


def test_an_actor_that_does_not_exist_is_a_usage_error(installation: Installation, first_run):
    installation.type("events", "--actor", "BOGUS", code=2)


def test_values_that_json_does_not_know_are_put_into_it(installation: Installation, first_run):
    statement = "select 'NaN'::float8 as a, '\\x00ff'::bytea as b, interval '1 day' as c, int4range(1, 3) as d"
    assert installation.json("sql", "-c", statement) == [{"a": None, "b": "00ff", "c": "PT86400S", "d": "[1, 3)"}]


def test_doctor_finds_nothing_wrong(installation: Installation, first_run):
    assert all(check["is_ok"] for check in installation.json("doctor"))


def test_broken_feeds_and_pages_become_faults_and_the_rest_goes_on(tmp_path: Path):
    installation = Installation(tmp_path / "home")
    with serve(FAULTS) as site, socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        blocked = tmp_path / "blocked.txt"
        blocked.write_text(f"{site.base_url}/anything\n", "utf-8")
        refused = installation.json("run", "--feeds", str(blocked), "-q", code=1)
        installation.environment["GUARANTEES_ALLOW_HOSTS"] = f"{urlsplit(site.base_url).netloc},127.0.0.1:1"
        feeds = tmp_path / "feeds.toml"
        feeds.write_text(fault_sources_toml(site.base_url), "utf-8")
        summary = installation.json("run", "--feeds", str(feeds), "-q")
        again = installation.json("run", "--feeds", str(feeds), "-q")
    assert [fault["error_class"] for fault in refused["faults"]] == ["blocked"]
    classes = {fault["error_class"] for fault in summary["faults"]}
    assert {"unreachable", "http_status", "not_a_feed", "date", "text"} <= classes
    counts = summary["counts"]
    assert counts["captures"] == counts["articles"] + counts["rejections"] > 0
    assert again["counts"]["inserted"] == 0
    assert installation.count("select count(*) from mart.faults") >= len(summary["faults"])
    installation.type("stop")


def test_what_cannot_be_done_is_said_with_the_next_step(tmp_path: Path):
    done = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "run", "--feeds", str(tmp_path / "none.toml")],
        env=Installation(tmp_path / "home").environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "none.toml" in done.stderr
    assert "Traceback" not in done.stderr
