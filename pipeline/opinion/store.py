"""Answers kept as files, one a question: a replay asks nobody and reads the same."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError


@dataclass(frozen=True, slots=True)
class Question:
    """Everything that an answer depends on."""

    text_sha256: str
    model: str
    prompt_version: str

    @property
    def key(self) -> str:
        """Name of its answer: 64 hex digits."""
        parts = "\x1f".join((self.text_sha256, self.model, self.prompt_version))
        return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()


class _Kept(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    text_sha256: str
    model: str
    prompt_version: str
    content: str


class AnswerStore:
    """The folder of kept answers. A file that is damaged or of another question counts as none and is written anew."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, question: Question) -> Path:
        """Where the answer to a question is kept; removing the file makes the question be asked again."""
        return self._folder / question.key[:2] / f"{question.key}.json"

    def find(self, question: Question) -> str | None:
        """The kept answer, if there is one."""
        try:
            kept = _Kept.model_validate_json(self.path(question).read_bytes())
        except (FileNotFoundError, ValidationError):
            return None
        found = Question(kept.text_sha256, kept.model, kept.prompt_version)
        return kept.content if found == question else None

    def keep(self, question: Question, content: str) -> None:
        """Write an answer whole or not at all; raises OSError where the folder cannot take it."""
        path = self.path(question)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        kept = _Kept(
            text_sha256=question.text_sha256,
            model=question.model,
            prompt_version=question.prompt_version,
            content=content,
        )
        handle, aside = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".new")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(kept.model_dump_json().encode("utf-8"))
                file.flush()
                os.fsync(file.fileno())
            Path(aside).replace(path)
        except BaseException:
            Path(aside).unlink(missing_ok=True)
            raise
