"""Kept answers: found again, never mixed up, never half-written."""

import json
from dataclasses import replace

import pytest

from pipeline.opinion.store import AnswerStore, Question

QUESTION = Question("a" * 64, "m", "p1")


def test_an_answer_is_found_again_letter_for_letter(tmp_path):
    store = AnswerStore(tmp_path / "opinions")
    assert store.find(QUESTION) is None
    for content in ("{}", "İ 🇺🇦 \x00 \u2028\n", ""):
        store.keep(QUESTION, content)
        assert AnswerStore(tmp_path / "opinions").find(QUESTION) == content
    assert [path.suffix for path in tmp_path.rglob("*") if path.is_file()] == [".json"], "nothing is left beside it"


@pytest.mark.parametrize("field", ["text_sha256", "model", "prompt_version"])
def test_another_text_model_or_prompt_is_another_question(field, tmp_path):
    store = AnswerStore(tmp_path)
    store.keep(QUESTION, "{}")
    assert store.find(replace(QUESTION, **{field: "other"})) is None


def test_a_model_cannot_lead_out_of_the_folder(tmp_path):
    store = AnswerStore(tmp_path / "opinions")
    store.keep(replace(QUESTION, model="../../etc/passwd"), "{}")
    assert [path.name for path in tmp_path.iterdir()] == ["opinions"]


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"\xff", b'{"content": "{}"}'])
def test_a_damaged_file_counts_as_none_and_is_written_anew(damage, tmp_path):
    store = AnswerStore(tmp_path)
    store.keep(QUESTION, "{}")
    store.path(QUESTION).write_bytes(damage)
    assert store.find(QUESTION) is None
    store.keep(QUESTION, "{}")
    assert store.find(QUESTION) == "{}"


def test_an_answer_in_the_place_of_another_is_not_believed(tmp_path):
    store = AnswerStore(tmp_path)
    store.keep(QUESTION, "{}")
    other = replace(QUESTION, text_sha256="b" * 64)
    store.path(other).parent.mkdir(exist_ok=True)
    store.path(other).write_bytes(store.path(QUESTION).read_bytes())
    assert store.find(other) is None


def test_a_file_tells_what_was_asked(tmp_path):
    store = AnswerStore(tmp_path)
    store.keep(QUESTION, "{}")
    assert json.loads(store.path(QUESTION).read_text("utf-8")) == {
        "text_sha256": "a" * 64, "model": "m", "prompt_version": "p1", "content": "{}",
    }  # fmt: skip
