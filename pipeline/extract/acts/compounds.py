"""Acts that a headline tells as one noun with its instrument: "Germany's Taurus refusal", "Macron's troop plan"."""

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.extract.acts.drafts import Draft
from pipeline.extract.acts.meaning import Meaning
from pipeline.extract.objects.instruments import Held
from pipeline.extract.sentences.act_words import Act, Force, Kind
from pipeline.extract.sentences.groups import Predicate
from pipeline.extract.sentences.reading import Reading

if TYPE_CHECKING:
    from pipeline.extract.acts.frames import FrameReader

NOUNS = {
    "plan": Force.PROPOSE, "proposal": Force.PROPOSE, "initiative": Force.PROPOSE, "blueprint": Force.PROPOSE,
    "idea": Force.PROPOSE,
    "refusal": Force.REJECT, "veto": Force.REJECT, "rejection": Force.REJECT, "snub": Force.REJECT,
    "pledge": Force.PLEDGE, "promise": Force.PLEDGE, "offer": Force.PLEDGE, "commitment": Force.PLEDGE,
    "freeze": Force.SUSPEND, "pause": Force.SUSPEND, "halt": Force.SUSPEND, "suspension": Force.SUSPEND,
    "cutoff": Force.SUSPEND, "cut-off": Force.SUSPEND, "stoppage": Force.SUSPEND,
    "request": Force.REQUEST, "plea": Force.REQUEST, "demand": Force.REQUEST, "appeal": Force.REQUEST,
}  # fmt: skip
"""What stands behind the instrument and tells what its owner does about it."""
ACTS = {noun: Act(f"compound.{noun}", force) for noun, force in NOUNS.items()}
HOSTILE = frozenset({"RUS", "BLR", "PRK", "IRN"})
"""The enemy and those who help it: their plans and offers of soldiers or arms are the war's."""
OWNED_BY = 3
"""Words of a headline that may stand before the mark of its owner: "Prime Minister X's"."""


def compound(reader: "FrameReader", reading: Reading) -> Draft | None:
    """The act of the compound that opens a headline, whoever owns it in the genitive."""
    tokens = reading.tokens
    mark = next((at for at, token in enumerate(tokens[: OWNED_BY + 1]) if token.tag == "'"), None)
    if not reading.is_title or mark is None or not mark:
        return None
    clause = reading.clauses[0]
    first = next((p.group for p in reading.predicates if p.form == "finite"), clause.end)
    held = reader.instruments.held(tokens, mark, min(clause.end, first))
    named = next((one for one in held if _noun_of(reading, one)), None)
    noun = _noun_of(reading, named) if named is not None else ""
    owner = reader.subjects.texts.bare(tokens, 0, mark)
    if named is None or not owner or {one.code for one in owner} <= HOSTILE:
        return None
    end = named.at + (1 if noun in reading.words[named.at].split() else 2)
    head = Predicate(ACTS[noun], Kind.NOUN, noun, mark + 1, mark + 1, end, "noun")
    meaning = Meaning(NOUNS[noun], ACTS[noun].act_id)
    draft = reader.draft_of(reading, clause, head, (meaning, owner, (named.instrument,), (named,)))
    return replace(draft, speaker=[])  # the medium tells of it


def _noun_of(reading: Reading, held: Held) -> str:
    """The noun of action that an instrument is part of, or that stands right behind it."""
    inside = reading.words[held.at].split()
    after = reading.words[held.at + 1 : held.at + 2]
    return next((word for word in (*reversed(inside), *after) if word in NOUNS), "")
