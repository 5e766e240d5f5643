"""Read a data file of the lexicon as cards whose every mistake is named: file, entry, field."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from importlib.resources import files
from typing import Any, NoReturn, TypeVar

from pipeline.errors import SettingsError
from pipeline.extract.lexicon.patterns import expand

Member = TypeVar("Member", bound=StrEnum)


class Card:
    """One table of a data file; each getter takes the field away, `close` refuses what is left over."""

    def __init__(self, origin: str, table: Mapping[str, Any]) -> None:
        self.origin = origin
        self._left = dict(table)

    def wrong(self, field: str, what: str) -> NoReturn:
        """Raise the error for a field of this card."""
        raise SettingsError(f"{self.origin}, field {field}: {what}")

    def text(self, field: str, default: str | None = None) -> str:
        """A string that is not empty; without a default it must be there."""
        value = self._left.pop(field, default)
        if not isinstance(value, str) or (not value.strip() and value != default):
            self.wrong(field, f"should be text, not {value!r}")
        return value

    def optional_text(self, field: str) -> str | None:
        """A string, or None where the field is left out."""
        return self.text(field) if field in self._left else None

    def texts(self, field: str) -> tuple[str, ...]:
        """A list of strings, empty where the field is left out."""
        value = self._left.pop(field, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            self.wrong(field, f"should be a list of texts, not {value!r}")
        return tuple(value)

    def wordings(self, field: str) -> tuple[str, ...]:
        """A list of patterns, each written out."""
        try:
            return tuple(dict.fromkeys(wording for pattern in self.texts(field) for wording in expand(pattern)))
        except ValueError as error:
            self.wrong(field, str(error))

    def flag(self, field: str) -> bool:
        """True or false, false where left out."""
        value = self._left.pop(field, False)
        if not isinstance(value, bool):
            self.wrong(field, f"should be true or false, not {value!r}")
        return value

    def day(self, field: str) -> date:
        """A date written as YYYY-MM-DD without quotes."""
        found = self.optional_day(field)
        return found if found is not None else self.wrong(field, "is missing; write a date as YYYY-MM-DD")

    def optional_day(self, field: str) -> date | None:
        """A date, or None where the field is left out."""
        value = self._left.pop(field, None)
        if value is not None and (not isinstance(value, date) or isinstance(value, datetime)):
            self.wrong(field, f"should be a date written as YYYY-MM-DD, not {value!r}")
        return value

    def member(self, field: str, of: type[Member], default: Member | None = None) -> Member:
        """A value of a closed list."""
        value = self._left.pop(field, default)
        try:
            return of(value)
        except ValueError:
            self.wrong(field, f"{value!r} is none of {', '.join(of)}")

    def cards(self, field: str) -> tuple["Card", ...]:
        """The cards of a list of tables, numbered from 1 for errors."""
        value = self._left.pop(field, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.wrong(field, "should be a list of tables")
        return tuple(Card(f"{self.origin}, {field} {at}", item) for at, item in enumerate(value, 1))

    def mapping(self, field: str) -> dict[str, str]:
        """A table of texts, empty where the field is left out."""
        value = self._left.pop(field, {})
        if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
            self.wrong(field, f"should be a table of texts, not {value!r}")
        return value

    def close(self) -> None:
        """Refuse fields that nobody asked for: a misspelt field is an error, not a silence."""
        for field in self._left:
            self.wrong(field, "is no field of this kind of entry")


class DataFiles:
    """The data files by name: those beside this module, or texts put in their place."""

    def __init__(self, texts: Mapping[str, str] | None = None) -> None:
        self._texts = texts or {}

    def cards(self, name: str, kind: str, key: str) -> Iterator[Card]:
        """The cards of kind `kind` in `name`; `key` is the field that names one in errors."""
        tables = self._tables(name).get(kind, [])
        if not tables:
            raise SettingsError(f"{name}: holds no [[{kind}]]")
        for at, table in enumerate(tables, 1):
            yield Card(f"{name}, {kind} {table.get(key, f'number {at}')}", table)

    def _tables(self, name: str) -> dict[str, Any]:
        try:
            return tomllib.loads(self._text(name))
        except tomllib.TOMLDecodeError as error:
            raise SettingsError(f"{name}: is not TOML ({error})") from error

    def _text(self, name: str) -> str:
        if name in self._texts:
            return self._texts[name]
        try:
            return files(__package__).joinpath(name).read_text("utf-8")
        except FileNotFoundError as error:
            raise SettingsError(f"{name}: is missing beside the lexicon; install the package again") from error
