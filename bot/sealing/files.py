"""Small files of the sealed folder: written whole and on the disk, or not at all."""

import os
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

_ONLY_OURS = 0o600


def write(path: Path, content: bytes) -> None:
    """Put a file in its place, over the one that is there."""
    fresh = _written_beside(path, content)
    try:
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
    _settle(path.parent)


def write_new(path: Path, content: bytes) -> bool:
    """Put a file where there is none; False where somebody else was first, whose stays."""
    fresh = _written_beside(path, content)
    try:
        os.link(fresh, path)
    except FileExistsError:
        return False
    finally:
        fresh.unlink(missing_ok=True)
    _settle(path.parent)
    return True


def remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    with suppress(FileNotFoundError):
        _settle(path.parent)


def _written_beside(path: Path, content: bytes) -> Path:
    fresh = path.with_name(f".{uuid4().hex}.new")
    try:
        with os.fdopen(
            os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _ONLY_OURS), "wb"
        ) as it:
            it.write(content)
            it.flush()
            os.fsync(it.fileno())
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
    return fresh


def _settle(folder: Path) -> None:
    """Have the folder itself written, where the system can."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
