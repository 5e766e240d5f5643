"""Sentences, tokens, act words and clauses: the parts that everything else is read from."""

import pytest

from pipeline.errors import SettingsError
from pipeline.extract.acts.meaning import read_chain, settle
from pipeline.extract.lexicon import load_lexicon
from pipeline.extract.sentences.act_file import build_acts, load_acts
from pipeline.extract.sentences.act_words import Force
from pipeline.extract.sentences.clause import Clause
from pipeline.extract.sentences.clauses import ClauseSplitter
from pipeline.extract.sentences.cutting import LONGEST, split_sentences
from pipeline.extract.sentences.predicates import find_predicates
from pipeline.extract.sentences.tokens import Token, tokenize
from pipeline.extract.sentences.verbs import Form, forms_of


def read(text: str) -> list[Token]:
    return tokenize(text, 0, len(text), load_lexicon().find(text))


def clauses(text: str) -> list[Clause]:
    tokens = read(text)
    return ClauseSplitter(tokens, find_predicates(tokens, load_acts(), is_title=False)).split()


def meaning(text: str) -> str | None:
    """The force of the first act of a sentence."""
    tokens = read(text)
    chain = find_predicates(tokens, load_acts(), is_title=False)
    found = read_chain(chain)
    settled = settle(found) if found is not None else None
    return settled.force.value if settled is not None else None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The U.S. will help. So will the U.K. government.", 2),
        ("Mr. Starmer spoke at 9 a.m. on Monday.", 1),
        ("“We are ready.” He did not elaborate.", 2),
        ("First line\nSecond line", 2),
        ("It cost £2.5bn. Nobody asked!", 2),
        ("", 0),
        ("   \n\n  ", 0),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, count: int) -> None:
    assert len(split_sentences(text, "text")) == count


def test_sentences_keep_their_offsets() -> None:
    text = "  Kyiv asked.\nParis refused.  "
    assert [text[s.start : s.end] for s in split_sentences(text, "text")] == ["Kyiv asked.", "Paris refused."]


def test_a_sentence_without_end_is_cut() -> None:
    assert all(s.end - s.start <= LONGEST for s in split_sentences("word " * 5000, "text"))


def test_names_are_one_token_and_a_genitive_is_its_own() -> None:
    tokens = read("Ukraine's president won't meet Emmanuel Macron")
    assert [token.lower for token in tokens] == [
        "ukraine", "'s", "president", "wo", "n't", "meet", "emmanuel macron",
    ]  # fmt: skip


def test_a_contracted_is_differs_from_a_genitive() -> None:
    assert [token.tag for token in read("It's France's")][1::2] == ["x", "'"]


def test_a_participle_is_no_actor() -> None:
    tags = {token.lower: token.tag for token in read("the US-led talks")}
    assert tags["us"] == "k"


def test_quotation_marks_leave_a_trace() -> None:
    tokens = read("Rutte called it “vital” for Kyiv")
    assert [token.lower for token in tokens if token.quoted] == ["vital"]


@pytest.mark.parametrize(
    ("lemma", "word", "form"),
    [
        ("deploy", "deploys", Form.THIRD),
        ("deny", "denied", Form.PAST),
        ("agree", "agreeing", Form.GERUND),
        ("rule", "ruling", Form.GERUND),
        ("put", "put", Form.PARTICIPLE),
        ("be", "were", Form.PAST),
    ],
)
def test_verbs_take_their_forms(lemma: str, word: str, form: Form) -> None:
    irregular = {"put": "puts put put putting"}
    assert form in forms_of(lemma, irregular)[word]


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("France will send troops", "PLEDGE"),
        ("France will not send troops", "REJECT"),
        ("France could send troops", "CONSIDER"),
        ("France should send troops", "REQUEST"),
        ("France has sent troops", "IMPLEMENT"),
        ("France refuses to send troops", "REJECT"),
        ("France refuses to rule out sending troops", "CONSIDER"),
        ("France does not rule out sending troops", "CONSIDER"),
        ("France does not oppose sending troops", "CONCEDE"),
        ("France is ready to send troops", "PLEDGE"),
        ("France is not ready to send troops", "REJECT"),
        ("France promised to suspend aid", "SUSPEND"),
        ("France agreed to lift the freeze on aid", "PLEDGE"),
        ("France wants to discuss troops", "CONSULT"),
        ("France plans to sign the accord", "SIGN"),
        ("France has not signed the accord", None),
        ("France has yet to sign the accord", None),
    ],
)
def test_a_chain_of_act_words_means_one_act(text: str, force: str | None) -> None:
    assert meaning(text) == force


def test_a_noun_is_not_taken_for_a_verb() -> None:
    tokens = read("the European calls for guarantees")
    kinds = [(p.lemma, p.form) for p in find_predicates(tokens, load_acts(), is_title=False)]
    assert ("call for", "finite") not in kinds


@pytest.mark.parametrize(
    ("text", "intros"),
    [
        ("Starmer said that London would send troops", ["main", "that"]),
        ("Starmer said London would send troops", ["main", "that"]),
        ("London would send troops, Starmer said", ["main", "tail"]),
        ("London would send troops if Washington helped", ["main", "cond"]),
        ("According to Starmer, London would send troops", ["according", "main"]),
        ("Poland backs the force but will not send soldiers", ["main", "conj"]),
        ("The pact, which Kyiv signed, helps", ["main", "rel"]),
    ],
)
def test_clauses_open_where_the_grammar_opens_them(text: str, intros: list[str]) -> None:
    assert [clause.intro for clause in clauses(text)][: len(intros)] == intros


def test_a_trailing_frame_speaks_for_the_clause_before_it() -> None:
    first, frame = clauses("London would send troops, Starmer said")
    assert first.speaker_frame is frame


def test_an_unknown_force_is_refused() -> None:
    with pytest.raises(SettingsError, match="no force"):
        build_acts({"act": [{"id": "x", "force": "SING", "verbs": ["sing"]}]})


def test_a_wording_in_two_places_is_refused() -> None:
    acts = [{"id": "a", "force": "PLEDGE", "verbs": ["sing"]}, {"id": "b", "force": "REJECT", "verbs": ["sing"]}]
    with pytest.raises(SettingsError, match="already means a"):
        build_acts({"act": acts})


def test_every_force_has_words() -> None:
    lexicon = load_acts()
    assert lexicon.size > 3000
    tokens = read("France will veto it")
    assert lexicon.at(tokens, 2)[0].pattern.act.force is Force.REJECT


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("LONDON (Reuters) -The bank said no.", "The bank said no."),
        ("Washington, December 15 (Post Bureau) – The bank said no.", "The bank said no."),
        ("New York, 12 Feb 2025 - The council met.", "The council met."),
        ("MOSCOW, September 13 /TASS/ - Russia said no.", "Russia said no."),
        ("- Opening the talks, Kyiv said no.", "Opening the talks, Kyiv said no."),
        # An aside, or a day that something happened on, is no dateline.
        ("France (and Britain) - once rivals - said no.", "France (and Britain) - once rivals - said no."),
        ("Ukraine said on March 3 - the day it happened - no.", "Ukraine said on March 3 - the day it happened - no."),
    ],
)
def test_a_text_begins_behind_its_dateline_or_bullet(text: str, first: str) -> None:
    sentence = split_sentences(text, "text")[0]
    assert text[sentence.start : sentence.end] == first
    assert split_sentences(text, "title")[0].start == (2 if text.startswith("- ") else 0)
