"""Files that are kept under their hash, whole on the disk before anything says that they are.

Whoever reads one checks it: a disk forgets, and people change what they should not.
"""

import hashlib
import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import NamedTemporaryFile

_CHUNK = 1 << 20


class FileFault(StrEnum):
    """What may be wrong with a kept file: it cannot be read, or is not what was kept."""

    MISSING = "missing"
    ALTERED = "altered"


@dataclass(frozen=True, slots=True)
class KeptFiles:
    """A folder in which content is kept once, however often it comes."""

    folder: Path

    def path_of(self, sha256: str) -> Path:
        """Where a kept file stands."""
        return self.folder / sha256[:2] / sha256

    def keep(self, content: bytes) -> str:
        """Write content durably and say its SHA-256. Raises OSError."""
        sha256 = hashlib.sha256(content).hexdigest()
        write_durably(self.path_of(sha256), content)
        return sha256

    def remove(self, sha256: str) -> None:
        """Forget content that nothing names any more; harmless where it is gone. Raises OSError."""
        self.path_of(sha256).unlink(missing_ok=True)

    def fault_of(self, sha256: str) -> FileFault | None:
        """What is wrong with a kept file, read as a whole; None where it is as it was kept."""
        found = hashlib.sha256()
        try:
            with self.path_of(sha256).open("rb") as source:
                while chunk := source.read(_CHUNK):
                    found.update(chunk)
        except OSError:
            return FileFault.MISSING
        return None if found.hexdigest() == sha256 else FileFault.ALTERED


def write_durably(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole, or not at all."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with NamedTemporaryFile(dir=path.parent, delete=False) as partial:
        partial.write(content)
        partial.flush()
        os.fsync(partial.fileno())
    Path(partial.name).replace(path)
