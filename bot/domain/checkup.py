"""What `vigie doctor` looks at, and what can be wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Subject(StrEnum):
    """What is looked at, in the order in which it is told."""

    DATABASE = "database"
    FILES = "files"
    BOT_TOKEN = "bot_token"  # noqa: S105  # a word, not a token
    SCOPES = "scopes"
    CLOCK = "clock"
    REQUESTS = "requests"
    CHANNEL = "channel"
    PEOPLE = "people"
    OUTBOX = "outbox"


class Trouble(StrEnum):
    """What can be wrong; each has its remedy."""

    DATABASE_AWAY = "database_away"
    DATABASE_NOT_MADE = "database_not_made"
    SCHEMA_OLD = "schema_old"
    FILES_NOT_WRITABLE = "files_not_writable"
    TOKEN_MALFORMED = "token_malformed"  # noqa: S105  # a word
    TOKEN_REFUSED = "token_refused"  # noqa: S105  # a word
    SLACK_AWAY = "slack_away"
    SCOPES_MISSING = "scopes_missing"
    CLOCK_WRONG = "clock_wrong"
    SOCKET_REFUSED = "socket_refused"
    SECRET_MISSING = "secret_missing"  # noqa: S105  # a word
    CHANNEL_NOT_CHOSEN = "channel_not_chosen"
    CHANNEL_NOT_SEEN = "channel_not_seen"
    CHANNEL_NOT_JOINED = "channel_not_joined"
    CHANNEL_PUBLIC = "channel_public"
    CHANNEL_ARCHIVED = "channel_archived"
    NO_QUALITY_MANAGER = "no_quality_manager"
    NO_TRAINING_MANAGER = "no_training_manager"
    PERSON_UNKNOWN = "person_unknown"
    PERSON_LEFT = "person_left"
    MESSAGES_STOPPED = "messages_stopped"


LETS_RUN = frozenset(
    {
        Trouble.DATABASE_NOT_MADE,
        Trouble.SCHEMA_OLD,
        Trouble.CHANNEL_NOT_CHOSEN,
        Trouble.NO_QUALITY_MANAGER,
        Trouble.NO_TRAINING_MANAGER,
        Trouble.MESSAGES_STOPPED,
    }
)
"""What is to be known rather than mended first: `vigie run` starts, or makes it right itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was found of one subject. Without `trouble` all is well.

    `facts` fill the sentence: names of scopes, variables and ids, never a token.
    """

    subject: Subject
    trouble: Trouble | None = None
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_failure(self) -> bool:
        """Whether Vigie cannot do its work before this is mended."""
        return self.trouble is not None and self.trouble not in LETS_RUN
