"""The weights of confidence can be fitted again, and the file holds what the command writes."""

import tomllib

import pytest

from pipeline.extract.confidence import Weights, load_weights
from tests.quality import calibrate
from tests.quality.calibrate import Case, fit, rebased, reliability, written

CLEAR = [Case(f"c{n}", frozenset({"act.reject"}), n % 10 != 0) for n in range(100)]
DOUBTFUL = [Case(f"d{n}", frozenset({"act.reject", "noun"}), n % 2 == 0) for n in range(100)]


def test_a_signal_of_doubt_gets_a_negative_weight() -> None:
    weights = fit([*CLEAR, *DOUBTFUL])
    assert weights.signals["noun"] < 0
    assert weights.chance({"act.reject"}) == pytest.approx(0.9, abs=0.08)
    assert weights.chance({"act.reject", "noun"}) == pytest.approx(0.5, abs=0.08)


def test_the_bias_meets_the_share_that_was_right() -> None:
    found = DOUBTFUL[:50]
    weights = rebased(Weights(3.0, {"noun": -0.5}), found)
    mean = sum(weights.chance(case.signals) for case in found) / len(found)
    assert mean == pytest.approx(0.5, abs=0.001)
    assert weights.signals == {"noun": -0.5}


def test_the_table_counts_every_mention_once() -> None:
    table = reliability([(0.55, True), (0.95, True), (1.0, False)], "some")
    assert "| 0.5 to 0.6 | 1 | 0.55 | 1.00 |" in table
    assert "| 0.9 to 1.0 | 2 | 0.97 | 0.50 |" in table
    assert "| 3 | | |" in table


def test_what_is_written_can_be_read() -> None:
    data = tomllib.loads(written(Weights(0.5, {"noun": -0.25}), {"own": CLEAR}))
    assert data == {"bias": 0.5, "signals": {"noun": -0.25}}


def test_the_file_says_how_it_was_made_and_knows_every_set() -> None:
    head = calibrate.TARGET.read_text("utf-8").split("bias =")[0]
    assert "tests.quality.calibrate --write" in head
    assert all(name in head for name in calibrate.FITTED)


def test_a_plain_act_is_surer_than_a_noun_of_an_article() -> None:
    weights = load_weights()
    assert weights.chance({"act.reject"}) > weights.chance({"act.reject", "noun", "article", "pointed"})
