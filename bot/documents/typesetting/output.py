"""Writing a file so that it is there whole, or not at all."""

import errno
import os
import shutil
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

    The file is for its owner only. A link is followed; a device or a pipe is written into once
    all is ready. Raises CannotWriteError, and then `path` is as it was.
    """
    try:
        target = _followed(path)
        is_special = target.exists() and not target.is_file()
        # beside its target, so that it moves there at once; beside a device nothing is written
        beside = None if is_special else target.parent
        with TemporaryDirectory(dir=beside, prefix=".vigie-") as folder:
            partial = Path(folder) / target.name
            yield partial
            partial.chmod(_OWNER_ONLY)
            if is_special:
                _pour(partial, path)
            else:
                partial.replace(target)
    except OSError as error:
        msg = f"Cannot write {path}: {error.strerror or error}."
        raise CannotWriteError(msg) from error


def _followed(path: Path) -> Path:
    """Where a link leads to, if it is one. Raises OSError for a folder and for links in a ring."""
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if target.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    # what the link of an open file leads to may have no name of its own: /dev/stdout in a pipe
    return path if path.exists() and not target.exists() else target


def _pour(made: Path, device: Path) -> None:
    with made.open("rb") as source, device.open("wb") as target:
        shutil.copyfileobj(source, target)
