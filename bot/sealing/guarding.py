"""What is wrong with where the sealed folder lies: open to others, or within what is copied."""

import stat
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path


class Misplaced(StrEnum):
    """Why a folder is no place for keys."""

    MISSING = "missing"
    OPEN = "open"
    INSIDE = "inside"
    AROUND = "around"


def misplaced(folder: Path, copied: Iterable[Path]) -> Iterator[Misplaced]:
    """What is wrong; `copied` are the folders of database and files, of which backups are made."""
    folder = folder.resolve()
    if not folder.is_dir():
        yield Misplaced.MISSING
    elif any(path.lstat().st_mode & (stat.S_IRWXG | stat.S_IRWXO) for path in _all_in(folder)):
        yield Misplaced.OPEN
    for other in {path.resolve() for path in copied}:
        if folder.is_relative_to(other):
            yield Misplaced.INSIDE
        elif other.is_relative_to(folder):
            yield Misplaced.AROUND


def _all_in(folder: Path) -> Iterator[Path]:
    yield folder
    yield from folder.iterdir()
