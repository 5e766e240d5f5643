"""The bench of the warehouse asks sensible questions of rows that could be real."""

from pathlib import Path

from bench import warehouse_data
from bench.warehouse import happenings_to_ask_about
from bench.warehouse_questions import QUESTIONS, ask
from pipeline.db import Database


def test_invented_rows_are_answered_and_hold_together(tmp_path: Path) -> None:
    server = warehouse_data.start(tmp_path / "postgres")
    try:
        warehouse_data.fill(server, 12_000, paragraphs=1)
        owner = Database(server.dsn())
        happenings_to_ask_about(owner)
        answered = {timing.question.name: timing.rows for timing in ask(Database(server.dsn("analyst")), times=3)}
        drift = owner.fetch("select * from warehouse.drift_of_derived()")
        unproven = owner.fetch(
            "select count(*) as found from warehouse.event_versions as versions "
            "left join warehouse.mentions as mentions on versions.evidence_mention_id = mentions.mention_id "
            "where mentions.mention_id is null"
        )
    finally:
        server.stop()
    assert len(answered) == len(QUESTIONS)
    # A week in which an actor contradicts itself is rare among so few rows.
    assert {name for name, rows in answered.items() if not rows} <= {QUESTIONS[6].name, QUESTIONS[7].name}
    assert {(row.missing_count, row.surplus_count) for row in drift} == {(0, 0)}
    assert unproven[0].found == 0
