"""Every error the package raises on purpose.

    GuaranteesError
    ├── FaultError        one input is at fault: becomes one typed error row, the others go on
    ├── UsageError        the person typed something that cannot be done (exit code 2)
    ├── SettingsError     the environment or a card is wrong (exit code 2)
    ├── ServerError       the database server cannot be started or reached (exit code 1)
    ├── SchedulerError    Airflow cannot be started, reached or stopped (exit code 1)
    ├── MigrationError    the schema on the server and the files disagree (exit code 1)
    ├── BatchStoppedError the quality gate stopped a batch (exit code 3)
    ├── GateError         the validator itself failed: nothing is published (exit code 3)
    └── StaleBatchError   another batch was published meanwhile: stage again (retried by run)

A message names the thing, what is wrong with it, and the next step.
"""

from enum import StrEnum


class FaultClass(StrEnum):
    """The closed list of fault classes: the `error_class` of a typed error row."""

    HTTP_STATUS = "http_status"
    RATE_LIMITED = "rate_limited"
    TIMEOUT = "timeout"
    TOO_LARGE = "too_large"
    TRUNCATED = "truncated"
    PROTOCOL = "protocol"
    REDIRECT = "redirect"
    BLOCKED = "blocked"
    ROBOTS = "robots"
    BAD_ENCODING = "bad_encoding"
    BAD_CHARSET = "bad_charset"
    NOT_A_FEED = "not_a_feed"
    MALFORMED = "malformed"
    LIMITS = "limits"
    NOT_ARTICLE = "not_article"
    TEXT = "text"
    DATE = "date"
    UNREACHABLE = "unreachable"
    EXTRACTOR = "extractor"
    GX_ERROR = "gx_error"


class GuaranteesError(Exception):
    """Root of the tree; `exit_code` is what the command ends with."""

    exit_code = 1


class FaultError(GuaranteesError):
    """One input (feed, page, row) cannot be used.

    `detail` is cut to 1 kB. Whoever catches it writes an error row and goes on with the next input.
    """

    def __init__(self, fault: FaultClass, detail: str, url: str = "") -> None:
        self.fault = fault
        self.detail = detail[:1000]
        self.url = url
        super().__init__(f"{url or 'input'}: {fault}: {self.detail}")


class UsageError(GuaranteesError):
    """What was typed cannot be done."""

    exit_code = 2


class SettingsError(GuaranteesError):
    """A setting or a source card is wrong."""

    exit_code = 2


class ServerError(GuaranteesError):
    """The database server cannot be started or reached."""


class SchedulerError(GuaranteesError):
    """Airflow cannot be started, reached or stopped."""


class MigrationError(GuaranteesError):
    """Migration files and the schema on the server disagree."""


class BatchStoppedError(GuaranteesError):
    """The quality gate stopped a batch; it stays in staging."""

    exit_code = 3


class GateError(GuaranteesError):
    """The validator failed to give an answer, which counts as no."""

    exit_code = 3


class StaleBatchError(GuaranteesError):
    """The warehouse moved on since this batch was linked."""
