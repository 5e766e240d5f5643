"""What a model may answer: one closed shape, from which both the schema it is sent and the check of its answer come."""

import hashlib
import json
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.errors import FaultClass, FaultError
from pipeline.model import (
    Condition,
    Confirmation,
    EventType,
    Factuality,
    Instrument,
    QuoteKind,
    Sector,
    SourceKind,
    Stance,
    Status,
)

PROMPT = Path(__file__).with_name("prompt.md").read_text("utf-8")

SHOWN_FAULTS = 3
"""Places of an answer's mistakes that a fault names; the rest is more of the same."""


class _Closed(BaseModel):
    # Strict, and nothing beyond the fields: a model that drifts from the shape is not half believed.
    # Limits of length are kept out: the strict dialect of endpoints does not know them; the validator has them.
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class AnswerActor(_Closed):
    """An actor as the model gives it; never a name, which could be anything."""

    code: str
    sector: Sector


class AnswerEvent(_Closed):
    """An event as the model gives it."""

    type: EventType
    instruments: list[Instrument]
    actors: list[AnswerActor]
    recipients: list[str]
    providers: list[str]
    status: Status
    stance: Stance
    conditions: list[Condition]
    factuality: Factuality
    confirmation: Confirmation
    field: Literal["title", "text"]
    trigger: str
    date_text: str | None
    speaker: str | None
    source_kind: SourceKind
    quote_kind: QuoteKind
    background: bool


class Answer(_Closed):
    """The whole answer."""

    events: list[AnswerEvent]


def read_answer(content: str) -> Answer:
    """The answer that a model wrote; raises FaultError(malformed) on anything but the closed shape."""
    try:
        return Answer.model_validate_json(content)
    except ValidationError as error:
        raise FaultError(FaultClass.MALFORMED, f"the answer is not of the asked shape: {mistakes(error)}") from error


def mistakes(error: ValidationError) -> str:
    """Where a shape was broken, and how; never the values, which were written by others."""
    found = error.errors(include_input=False, include_url=False, include_context=False)
    # Names of unknown fields are the answer's own words, so only known ones and places are told.
    shown = [f"{'.'.join(_place(part) for part in one['loc']) or 'whole'} {one['type']}" for one in found]
    return f"{'; '.join(shown[:SHOWN_FAULTS])} ({len(shown)} in all)"


def _place(part: int | str) -> str:
    return str(part) if isinstance(part, int) or part in KNOWN_PLACES else "unknown"


KNOWN_PLACES = frozenset({*Answer.model_fields, *AnswerEvent.model_fields, *AnswerActor.model_fields})


def answer_schema() -> dict[str, Any]:
    """The JSON schema of an answer, in the strict dialect: every field required, none beyond, no references."""
    whole = Answer.model_json_schema()
    schema: dict[str, Any] = _inlined(whole, whole["$defs"])
    return schema


def _inlined(node: Any, definitions: dict[str, Any]) -> Any:
    """A schema with each reference replaced by what it names, without titles and descriptions meant for people."""
    if isinstance(node, list):
        return [_inlined(one, definitions) for one in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return _inlined(definitions[node["$ref"].rpartition("/")[2]], definitions)
    return {
        key: {name: _inlined(one, definitions) for name, one in value.items()}
        if key == "properties"
        else _inlined(value, definitions)
        for key, value in node.items()
        if key not in ("$defs", "title", "description")
    }


def prompt_version() -> str:
    """A digest of everything but the article that shapes an answer: other words or another schema ask anew."""
    asked = PROMPT + json.dumps(answer_schema(), sort_keys=True)
    return hashlib.sha256(asked.encode("utf-8")).hexdigest()[:16]
