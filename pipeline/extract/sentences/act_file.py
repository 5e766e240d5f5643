"""The act lexicon of lexicon/acts.toml: every wording as a pattern, its verbs in all their forms."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from pipeline.errors import SettingsError
from pipeline.extract.lexicon.collecting import uncollected
from pipeline.extract.sentences.act_words import Act, ActLexicon, Force, Kind, Pattern
from pipeline.extract.sentences.judgements import judgements_of
from pipeline.extract.sentences.verbs import Form, forms_of


@cache
def load_acts() -> ActLexicon:
    """The act lexicon of lexicon/acts.toml, built once a process."""
    source = files("pipeline.extract") / "lexicon" / "acts.toml"
    with uncollected():
        return build_acts(tomllib.loads(source.read_text(encoding="utf-8")))


def build_acts(data: Mapping[str, Any]) -> ActLexicon:
    """An act lexicon of parsed TOML; raises SettingsError on an unknown force or a wording that stands twice."""
    irregular: Mapping[str, str] = data.get("irregular", {})
    patterns: dict[tuple[tuple[str | None, ...], Kind], Pattern] = {}
    for row in data["act"]:
        if row["force"] not in Force.__members__:
            raise SettingsError(f"acts.toml, act {row['id']}: {row['force']!r} is no force")
        act = Act(row["id"], Force(row["force"]))
        for pattern in _patterns(act, row, irregular):
            key = (pattern.words, pattern.kind)
            other = patterns.setdefault(key, pattern)
            if other.act != act:
                raise SettingsError(f"acts.toml, act {act.act_id}: {pattern.lemma!r} already means {other.act.act_id}")
    acts = {pattern.act.act_id for pattern in patterns.values()}
    judging = [judgement for row in data.get("judgement", ()) for judgement in judgements_of(row, irregular)]
    for judgement in judging:
        if judgement.act_id not in acts:
            raise SettingsError(f"acts.toml, judgement: {judgement.act_id!r} is no act")
    return ActLexicon(list(patterns.values()), frozenset(_finite_forms(data, irregular)), judging)


def _finite_forms(data: Mapping[str, Any], irregular: Mapping[str, str]) -> Iterator[str]:
    for lemma in data.get("common", {}).get("verbs", ()):
        for word, forms in forms_of(lemma.split()[0], irregular).items():
            if forms & {Form.THIRD, Form.PAST} and Form.BASE not in forms:
                yield word


def _patterns(act: Act, row: Mapping[str, Any], irregular: Mapping[str, str]) -> list[Pattern]:
    found: list[Pattern] = []
    known: dict[str, dict[str, frozenset[Form]]] = {}
    for wording in row.get("verbs", ()):
        first, *rest = wording.split()
        tail = tuple(None if word == "*" else word for word in rest)
        if first not in known:
            known[first] = forms_of(first, irregular)
        found.extend(Pattern((word, *tail), act, Kind.VERB, forms, wording) for word, forms in known[first].items())
    said = [f"{be} {wording}" for wording in row.get("states", ()) for be in SAID_OF]
    for wordings, kind in (
        (row.get("nouns", ()), Kind.NOUN),
        (row.get("phrases", ()), Kind.PHRASE),
        (said, Kind.PHRASE),
    ):
        for wording in wordings:
            words = tuple(None if word == "*" else word for word in wording.replace("n't", " n't").split())
            found.append(Pattern(words, act, kind, frozenset(), wording))
    return found


SAID_OF = ("is", "are", "was", "were", "be", "been")
"""Verbs by which a thing is said to be in a state: "is premature" weighs, "a premature peacekeeping plan" does not."""
