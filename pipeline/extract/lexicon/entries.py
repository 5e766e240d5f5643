"""What a stretch of text can be: the entries that a match points at (a union told apart by class)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.model import Instrument, Sector


class SurfaceKind(StrEnum):
    """How a surface names its country: by name, by people, by capital, or by a seat of power."""

    NAME = "name"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    METONYM = "metonym"


class Strength(StrEnum):
    """Whether an instrument's wording needs company: a weak one needs Ukraine or a guarantee in the document."""

    STRONG = "strong"
    WEAK = "weak"


class CueKind(StrEnum):
    """What a cue tells the reader of a clause; the file cues.toml says what each is for."""

    ANONYMOUS = "anonymous"
    DOCUMENT = "document"
    POLL = "poll"
    SAY = "say"
    ACCORDING = "according"
    MEDIUM = "medium"
    NEGATOR = "negator"
    DOUBLE_NEGATION = "double_negation"
    MODAL = "modal"
    HYPOTHETICAL = "hypothetical"
    OPINION = "opinion"
    CONDITION = "condition"
    HINGE = "hinge"
    CONFIRM = "confirm"
    DENY = "deny"
    NOT_DENIED = "not_denied"
    NO_COMMENT = "no_comment"
    BACKGROUND = "background"
    OTHER_BENEFICIARY = "other_beneficiary"
    OFF_TOPIC = "off_topic"
    MASK = "mask"


@dataclass(frozen=True, slots=True)
class Role:
    """A dated office: `title` is a key of titles.toml, `start` and `end` are half-open, `end` None = still held.

    The role of somebody out of office has the title `former` (or `elect` before the first one) and sector ELI.
    """

    title: str
    represents: str
    sector: Sector
    start: date
    end: date | None
    source: str
    is_spokesperson: bool = False

    def holds(self, on: date) -> bool:
        """Whether the office is held on that day."""
        return self.start <= on and (self.end is None or on < self.end)


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """An office-holder; `names[0]` is the full name; `roles` are in order and never overlap."""

    person_id: str
    names: tuple[str, ...]
    country: str
    roles: tuple[Role, ...]

    @property
    def name(self) -> str:
        """The full name."""
        return self.names[0]


@dataclass(frozen=True, slots=True)
class CountryEntry:
    """A surface of a country; `sector` is who is meant where the surface acts ("the Rada voted": LEG)."""

    code: str
    name: str
    kind: SurfaceKind
    sector: Sector = Sector.GOV


@dataclass(frozen=True, slots=True)
class Membership:
    """A country's time in a body: from the day `start` until the day before `end`; None: it lasts, or is not dated."""

    country: str
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class BodyEntry:
    """An international body or group. As an actor it is `code`, or else its `members`; with neither it is no actor.

    `joined` dates those who belong to a body that acts by itself.
    """

    body_id: str
    name: str
    code: str | None
    sector: Sector
    members: tuple[str, ...] = ()
    joined: tuple[Membership, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The actor codes this body stands for."""
        return (self.code,) if self.code else self.members

    @property
    def memberships(self) -> tuple[Membership, ...]:
        """All who belong to it, dated or not."""
        return (*(Membership(member, None, None) for member in self.members), *self.joined)


@dataclass(frozen=True, slots=True)
class InstrumentEntry:
    """A wording of an instrument."""

    instrument: Instrument
    strength: Strength


@dataclass(frozen=True, slots=True)
class TitleEntry:
    """A word for an office or an institution: the key under which `Lexicon.holder` finds who holds it."""

    key: str
    sector: Sector
    is_institution: bool = False
    is_spokesperson: bool = False
    is_plural: bool = False


@dataclass(frozen=True, slots=True)
class SummitEntry:
    """A named meeting or accord with the days it took (closed intervals, in order)."""

    summit_id: str
    name: str
    occurrences: tuple[tuple[date, date], ...]
    place: str

    def nearest(self, on: date) -> tuple[date, date]:
        """The occurrence that a text of that day means: the closest one, the earlier on a tie."""
        return min(self.occurrences, key=lambda days: min(abs((on - days[0]).days), abs((on - days[1]).days)))


@dataclass(frozen=True, slots=True)
class OutletEntry:
    """A medium that a report may be taken from."""

    name: str
    is_agency: bool = False


@dataclass(frozen=True, slots=True)
class CueEntry:
    """A wording with a function; `value` is the Condition of a condition cue, or what the cue is about."""

    kind: CueKind
    value: str = ""


Entry = (
    PersonEntry | CountryEntry | BodyEntry | InstrumentEntry | TitleEntry | SummitEntry | OutletEntry | CueEntry
)  # fmt: skip


@dataclass(slots=True)  # made for every sentence: frozen takes four times as long
class Match:
    """An entry found at code points [start, end) of the text; `text` is that slice.

    `glued` is what a hyphen ties to it: `-led` in "US-led", `pro-` in "pro-Russian"; such a match is no actor.
    """

    start: int
    end: int
    text: str
    entry: Entry
    glued: str = ""
