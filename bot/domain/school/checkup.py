"""Subjects that `vigie doctor` looks at, and troubles that it can find."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Subject(StrEnum):
    """Subjects looked at, in the order in which it is told."""

    VERSION = "version"
    DATABASE = "database"
    FILES = "files"
    MODES = "modes"
    DISK = "disk"
    BACKUP = "backup"
    REHEARSAL = "rehearsal"
    SEALED = "sealed"
    BOT_TOKEN = "bot_token"  # noqa: S105  # a word, not a token
    SCOPES = "scopes"
    CLOCK = "clock"
    REQUESTS = "requests"
    CHANNEL = "channel"
    PEOPLE = "people"
    OUTBOX = "outbox"


class Trouble(StrEnum):
    """Troubles; each has its remedy."""

    DATABASE_AWAY = "database_away"
    DATABASE_FOREIGN = "database_foreign"
    DATABASE_ENCODING = "database_encoding"
    DATABASE_NOT_MADE = "database_not_made"
    SCHEMA_OLD = "schema_old"
    FILES_NOT_WRITABLE = "files_not_writable"
    READABLE_BY_ALL = "readable_by_all"
    DISK_TIGHT = "disk_tight"
    BACKUP_OLD = "backup_old"
    BACKUP_NEVER = "backup_never"
    NOT_REHEARSED = "not_rehearsed"
    SEALED_NOT_MADE = "sealed_not_made"
    SEALED_OPEN = "sealed_open"
    SEALED_COPIED = "sealed_copied"
    SEALED_UNUSABLE = "sealed_unusable"
    NUMBERS_OLD = "numbers_old"
    TOKEN_MALFORMED = "token_malformed"  # noqa: S105  # a word
    TOKEN_REFUSED = "token_refused"  # noqa: S105  # a word
    SLACK_AWAY = "slack_away"
    SCOPES_MISSING = "scopes_missing"
    CLOCK_WRONG = "clock_wrong"
    SOCKET_REFUSED = "socket_refused"
    REQUESTS_NOT_SEEN = "requests_not_seen"
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
    FILES_NOT_HANDED_OUT = "files_not_handed_out"


LETS_RUN = frozenset(
    {
        Trouble.REQUESTS_NOT_SEEN,
        Trouble.DATABASE_NOT_MADE,
        Trouble.SCHEMA_OLD,
        Trouble.READABLE_BY_ALL,
        Trouble.DISK_TIGHT,
        Trouble.BACKUP_OLD,
        Trouble.BACKUP_NEVER,
        Trouble.NOT_REHEARSED,
        Trouble.SEALED_NOT_MADE,
        Trouble.NUMBERS_OLD,
        Trouble.CHANNEL_NOT_CHOSEN,
        Trouble.NO_QUALITY_MANAGER,
        Trouble.NO_TRAINING_MANAGER,
        Trouble.MESSAGES_STOPPED,
        Trouble.FILES_NOT_HANDED_OUT,
    }
)
"""Troubles to be known rather than mended first: `vigie run` starts, or makes it right itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A finding on one subject. Without `trouble` all is well.

    `facts` fill the sentence: names of scopes, variables and ids, never a token.
    """

    subject: Subject
    trouble: Trouble | None = None
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_failure(self) -> bool:
        """Whether Vigie cannot do its work before this is mended."""
        return self.trouble is not None and self.trouble not in LETS_RUN
