"""Writing a file so that it is there whole, or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.domain.errors import VigieError

_OWNER_ONLY = 0o600


class CannotWriteError(VigieError):
    """The file cannot be written there."""


class TooManyRowsError(VigieError):
    """A sheet takes at most 1,048,575 rows: choose a shorter period, or CSV."""


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path to write to, in a folder of its own; it takes the place of `path` at the end.

    The file is for its owner only. Raises CannotWriteError, and then `path` is as it was.
    """
    try:
        with TemporaryDirectory(dir=path.parent, prefix=".vigie-") as folder:
            partial = Path(folder) / path.name
            yield partial
            partial.chmod(_OWNER_ONLY)
            partial.replace(path)
    except OSError as error:
        msg = f"Cannot write {path}: {error.strerror or error}."
        raise CannotWriteError(msg) from error
