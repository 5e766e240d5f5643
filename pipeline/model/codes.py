"""The closed lists: every code that a field of a record may take."""

from enum import StrEnum


class CaptureKind(StrEnum):
    """What a capture was asked for as."""

    FEED = "feed"
    PAGE = "page"
    ROBOTS = "robots"


class BlockKind(StrEnum):
    """What a stretch of body is to the reader of news."""

    BACKGROUND = "background"
    SOURCE = "source"
    QUOTE = "quote"


class ChangeKind(StrEnum):
    """What happened to a paragraph."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"


class RejectionReason(StrEnum):
    """Why a page is not an article: a closed list."""

    HTTP_STATUS = "http_status"
    EMPTY = "empty"
    NOT_HTML = "not_html"
    BAD_CHARSET = "bad_charset"
    LIMITS = "limits"
    TIMEOUT = "timeout"
    NO_TEXT = "no_text"
    TRUNCATED = "truncated"
    CONSENT_WALL = "consent_wall"
    PAYWALL = "paywall"
    LOGIN = "login"
    BOT_CHECK = "bot_check"
    SOFT_404 = "soft_404"
    JAVASCRIPT_SHELL = "javascript_shell"
    SECTION_FRONT = "section_front"
    VIDEO_PAGE = "video_page"
    GALLERY = "gallery"
    ERROR_PAGE = "error_page"


class EventType(StrEnum):
    """The act (codebook, table of types)."""

    CONSULT = "CONSULT"
    CONSIDER = "CONSIDER"
    PROPOSE = "PROPOSE"
    REQUEST = "REQUEST"
    PLEDGE = "PLEDGE"
    SIGN = "SIGN"
    RATIFY = "RATIFY"
    IMPLEMENT = "IMPLEMENT"
    SUPPORT = "SUPPORT"
    REJECT = "REJECT"
    ACCUSE = "ACCUSE"
    THREATEN = "THREATEN"
    SUSPEND = "SUSPEND"
    CONCEDE = "CONCEDE"


class Instrument(StrEnum):
    """What the act is about (codebook, list of instruments)."""

    TROOPS = "TROOPS"
    MONITOR = "MONITOR"
    AIR = "AIR"
    MARITIME = "MARITIME"
    NATO = "NATO"
    ART5 = "ART5"
    BACKSTOP = "BACKSTOP"
    BILAT = "BILAT"
    EU = "EU"
    ARMS = "ARMS"
    TRAIN = "TRAIN"
    INTEL = "INTEL"
    FUND = "FUND"
    SNAPBACK = "SNAPBACK"
    NUCLEAR = "NUCLEAR"
    DMZ = "DMZ"
    NEUTRAL = "NEUTRAL"
    GUARANTOR = "GUARANTOR"
    BUDAPEST = "BUDAPEST"
    GENERIC = "GENERIC"


class Sector(StrEnum):
    """The part of a polity an actor speaks from."""

    GOV = "GOV"
    LEG = "LEG"
    MIL = "MIL"
    OPP = "OPP"
    ELI = "ELI"
    IGO = "IGO"


class Status(StrEnum):
    """State of the instrument after the act, as reported; the first seven are the ladder, in order."""

    SPECULATED = "speculated"
    DISCUSSED = "discussed"
    PROPOSED = "proposed"
    PLEDGED = "pledged"
    SIGNED = "signed"
    RATIFIED = "ratified"
    IMPLEMENTED = "implemented"
    REJECTED = "rejected"
    SUSPENDED = "suspended"
    DENIED = "denied"


class Stance(StrEnum):
    """The actor's polarity towards the instrument."""

    SUPPORT = "support"
    OPPOSE = "oppose"
    CONDITIONAL = "conditional"
    UNDECIDED = "undecided"
    NEUTRAL = "neutral"


class Condition(StrEnum):
    """What the act is made to wait for."""

    CEASEFIRE = "ceasefire"
    PEACE_DEAL = "peace_deal"
    US_BACKSTOP = "us_backstop"
    PARLIAMENT = "parliament"
    UN_MANDATE = "un_mandate"
    RUSSIAN_CONSENT = "russian_consent"
    OTHER = "other"


class Factuality(StrEnum):
    """FactBank value of the act for the outermost cited source (Saurí and Pustejovsky 2009)."""

    CERTAIN = "CT+"
    PROBABLE = "PR+"
    POSSIBLE = "PS+"
    CERTAINLY_NOT = "CT-"
    PROBABLY_NOT = "PR-"
    POSSIBLY_NOT = "PS-"
    UNKNOWN = "Uu"


class Confirmation(StrEnum):
    """The official reaction that the report itself carries."""

    NONE = "none"
    CONFIRMED = "confirmed"
    DENIED = "denied"
    NOT_DENIED = "not_denied"
    NO_COMMENT = "no_comment"


class DatePrecision(StrEnum):
    """How exactly the date of the act is known; `pub` = no phrase, the publication day stands in."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    PUB = "pub"


class SourceKind(StrEnum):
    """Whose word it is."""

    NAMED = "named"
    SPOKESPERSON = "spokesperson"
    ANONYMOUS = "anonymous"
    DOCUMENT = "document"
    POLL = "poll"
    UNATTRIBUTED = "unattributed"


class QuoteKind(StrEnum):
    """How the words are given."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
