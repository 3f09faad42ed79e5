"""What the parts of an evidence pack are given, and what they find out on the way."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bot.delivery.kept_files import FileFault, KeptFiles
from bot.documents.evidence.archive import Archive
from bot.documents.evidence.rnq import Rnq
from bot.documents.typesetting.letter_press import LetterPress
from bot.domain.register.policy_texts import KeptPolicy
from bot.services.register.registers import Register
from storage.cases.cases import KeptFile


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultyFile:
    """A kept file that is not in the pack, and why."""

    file: KeptFile
    fault: FileFault


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedProof:
    """A file of a case in the pack, by its path and what a link to it says."""

    path: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedCase:
    """A case in the pack, as the pages that list cases tell of it.

    `proofs` begin with its history; `indicators` are the numbers of those that it proves.
    """

    ref: str
    received_at: datetime
    what: str
    standing: str
    session_key: str | None
    session: str
    proofs: tuple[PackedProof, ...]
    indicators: tuple[int, ...]


@dataclass(slots=True, kw_only=True)
class Making:
    """A pack being made. What could not be put into it is `missing`, and a text says why."""

    archive: Archive
    register: Register
    folder: Path
    kept: KeptFiles
    press: LetterPress
    rnq: Rnq
    policy_file: Path | None = None
    policies: Sequence[KeptPolicy] = ()
    cases: list[PackedCase] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    faults: list[FaultyFile] = field(default_factory=list)

    def lacks(self, path: str, *, because: str) -> None:
        """Note that a document is not there, and say why in a text in its place."""
        self.archive.add_text(f"{path.rpartition('.')[0]}.txt", f"{because}\n")
        self.missing.append(path)

    def of_indicator(self, number: int) -> Sequence[PackedCase]:
        return [case for case in self.cases if number in case.indicators]
