"""Whether Vigie may write to a database: its own or empty, in an encoding that holds every text."""

import re
from collections.abc import Callable, Iterable

from bot.domain.errors import MisconfiguredError

REVISIONS = "alembic_version"
"""Where the schema's revision stands; other programs that use Alembic have it too."""
ENCODING = "UTF8"
_OURS_FROM_THE_FIRST = frozenset({"cases", "journal", "journal_head"})
_REVISION = re.compile(r"\d{4}")


class ForeignDatabaseError(MisconfiguredError):
    """DATABASE_URL: the database is another program's; Vigie needs one of its own."""


class EncodingError(MisconfiguredError):
    """The database was made in an encoding that cannot hold what people write."""


def check_own(tables: Iterable[str], revisions: Callable[[], Iterable[str]]) -> None:
    """Refuse a database with tables that no Vigie made. Raises ForeignDatabaseError.

    `revisions` reads what stands in `alembic_version`; it is asked only if that table is there.
    """
    found = frozenset(tables)
    if not found - {REVISIONS}:
        if REVISIONS in found and any(not _REVISION.fullmatch(one) for one in revisions()):
            raise ForeignDatabaseError
        return
    is_ours = REVISIONS in found and found >= _OURS_FROM_THE_FIRST
    if not is_ours or not all(_REVISION.fullmatch(one) for one in revisions()):
        raise ForeignDatabaseError


def check_encoding(encoding: str | None) -> None:
    """Refuse a PostgreSQL database that takes no œ, € or emoji. Raises EncodingError."""
    if encoding not in {ENCODING, None}:  # None: a pooler that does not say
        raise EncodingError(
            f"DATABASE_URL: the database is in {encoding}, which cannot hold every text: "
            "make it anew with ENCODING 'UTF8' TEMPLATE template0."
        )
