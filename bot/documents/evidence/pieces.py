"""The kept files of cases in the evidence pack, each checked before it is put there."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from bot.delivery.kept_files import FileFault, KeptFiles
from bot.documents.evidence import texts
from bot.documents.evidence.archive import Archive
from bot.ui.cases.shown_files import safe_name
from storage.cases.cases import KeptFile

_HASH_SHOWN = 12
"""Characters of a hash that stand for a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultyFile:
    """A kept file that is not in the pack, and why."""

    file: KeptFile
    fault: FileFault


class PackedFiles:
    """Puts kept files into the pack; of what is not as it was kept, a text says so.

    A file's name is what somebody typed: without names its hash stands in its place.
    """

    def __init__(self, archive: Archive, kept: KeptFiles, *, with_names: bool) -> None:
        self._archive = archive
        self._kept = kept
        self._with_names = with_names
        self.missing: list[str] = []
        self.faults: list[FaultyFile] = []

    def add(self, folder: str, files: Sequence[KeptFile]) -> None:
        """Add those of one case, numbered."""
        for number, file in enumerate(files, start=1):
            named = texts.PIECE_FILE.format(number=number, name=self._name_of(file))
            self._add(f"{folder}/{named}", file, sha256=file.sha256 or "")

    def _add(self, path: str, file: KeptFile, *, sha256: str) -> None:
        fault = self._kept.fault_of(sha256)
        if fault is None:
            self._archive.add_file(path, self._kept.path_of(sha256))
            return
        said = texts.PIECE_HASH.format(why=texts.PIECE_FAULTS[fault], sha256=sha256)
        self._archive.add_text(f"{path}.txt", said)
        self.missing.append(path)
        self.faults.append(FaultyFile(file=file, fault=fault))

    def _name_of(self, file: KeptFile) -> str:
        name = safe_name(file.name, file.media_type)
        if self._with_names:
            return name
        return f"{(file.sha256 or '')[:_HASH_SHOWN]}{PurePosixPath(name).suffix}"
