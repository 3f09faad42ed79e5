"""What becomes of a letter that is handed to a server, and what stood in its way."""

from dataclasses import dataclass
from enum import StrEnum


class Retry(StrEnum):
    """Whether to come back: later, never with this letter, or not until somebody mends it."""

    LATER = "later"
    NEVER = "never"
    LANE = "lane"


class Obstacle(StrEnum):
    """What stood in the way; `REFUSED` is the server's own word, its answer says more."""

    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    DROPPED = "dropped"
    SLOW = "slow"
    ODD_ANSWER = "odd_answer"
    CERTIFICATE = "certificate"
    TLS = "tls"
    NO_STARTTLS = "no_starttls"
    NO_LOGIN = "no_login"
    LOGIN_REFUSED = "login_refused"
    TOKEN_REFUSED = "token_refused"  # noqa: S105  # a word for what happened, no secret
    TOO_BIG = "too_big"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpAnswer:
    """What a server said: its code, the enhanced one (RFC 3463), its words, its own name.

    The words may hold the recipient's address: they are kept with the letter and go into no log.
    """

    code: int
    enhanced: str | None
    text: str
    server: str


class SubmissionError(Exception):
    """A letter was not accepted. Its text is a code, and may go into a log."""


class NotSentError(SubmissionError):
    """The server does not have the letter; `retry` says whether to come back with it."""

    def __init__(
        self, obstacle: Obstacle, *, retry: Retry, answer: SmtpAnswer | None = None
    ) -> None:
        super().__init__(obstacle.value if answer is None else f"{obstacle}:{answer.code}")
        self.obstacle = obstacle
        self.retry = retry
        self.answer = answer


class UnknownFateError(SubmissionError):
    """The text left and no answer came: the server may have the letter, or not (RFC 1047)."""

    def __init__(self, obstacle: Obstacle, *, server: str) -> None:
        super().__init__(obstacle.value)
        self.obstacle = obstacle
        self.server = server
