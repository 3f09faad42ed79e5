"""The folder of the ledger: lists that only grow, a whole line at a time, on the disk at once."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ANCHORS = "anchors.log"
ERASURES = "erasures.jsonl"
_TAIL = 4_096
"""Bytes from a list's end that hold its last line."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The folder that `VIGIE_LEDGER_FOLDER` names; several processes write into it."""

    folder: Path

    @property
    def anchors(self) -> Path:
        return self.folder / ANCHORS

    @property
    def erasures(self) -> Path:
        return self.folder / ERASURES

    def add(self, path: Path, line: str) -> None:
        """Write a line at the end of a list. Raises OSError."""
        self.add_if(path, lambda _tail: line)

    def add_if(self, path: Path, line_after: Callable[[str], str | None]) -> bool:
        """Write the line that is to follow the list's end, if one is, while nobody else writes.

        Raises OSError.
        """
        with _open_for_one(path) as file:
            size = os.fstat(file).st_size
            tail = os.pread(file, _TAIL, max(0, size - _TAIL)).decode(errors="replace")
            line = line_after(tail)
            if line is None:
                return False
            begun = "\n" if tail and not tail.endswith("\n") else ""  # a crash cut that line
            os.write(file, f"{begun}{line}\n".encode())
            os.fsync(file)
            return True


@contextmanager
def _open_for_one(path: Path) -> Iterator[int]:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW
    file = os.open(path, flags, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file
    finally:
        os.close(file)
