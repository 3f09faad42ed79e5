"""The evidence pack: what an auditor asks for, in one archive that proves itself whole."""

import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.delivery.kept_files import KeptFiles
from bot.documents.evidence import texts
from bot.documents.evidence.archive import MANIFEST, writing_archive
from bot.documents.evidence.case_part import add_cases
from bot.documents.evidence.index_page import Pack, index_page
from bot.documents.evidence.making import FaultyFile, Making
from bot.documents.evidence.parts import PARTS
from bot.documents.evidence.rnq import read_rnq
from bot.documents.register import words
from bot.documents.register.flat_files import write_csv
from bot.documents.register.register_figures import RegisterTally
from bot.documents.register.workbook import write_workbook
from bot.documents.typesetting.letter_press import letter_press
from bot.domain.register.policy_texts import KeptPolicy
from bot.services.register.register_lines import Part
from bot.services.register.registers import Register
from storage.cases.journal import Flaw, Head

FORMAT = "vigie-evidence-1"
INDEX = texts.INDEX
_CSV_NAMES = {
    Part.COMPLAINTS: texts.COMPLAINTS_FILE,
    Part.INCIDENTS: texts.INCIDENTS_FILE,
    Part.ACTIONS: texts.ACTIONS_FILE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Contents of a pack, and where the journal's chain stood; `flaw` is None when it is whole.

    `missing` are the documents that could not be made and the files that could not be read as
    they were kept, for which the pack says why; `faults` are these files.
    """

    files: int
    cases: int
    missing: tuple[str, ...]
    faults: tuple[FaultyFile, ...]
    head: Head
    flaw: Flaw | None


def write_evidence(
    register: Register,
    path: Path,
    *,
    kept: KeptFiles,
    policies: Sequence[KeptPolicy] = (),
    policy_file: Path | None = None,
) -> Evidence:
    """Write the pack, with the files in `kept` that its reader may have.

    `policies` are the versions of the school's policy that were in force in the period,
    `policy_file` another document of it, put beside our text of what is counted. A broken journal
    is told in the pack, not hidden, and so are a document that cannot be made and a file that is
    not what was kept. Raises CannotWriteError.
    """
    head, flaw = register.chain()
    with (
        writing_archive(path, now=register.now) as archive,
        TemporaryDirectory(dir=path.parent, prefix=".vigie-") as folder,
        letter_press() as press,
    ):
        making = Making(
            archive=archive,
            register=register,
            folder=Path(folder),
            kept=kept,
            press=press,
            rnq=read_rnq(),
            policy_file=policy_file,
            policies=policies,
        )
        tally = _add_register(making)
        return _packed(Pack(making=making, tally=tally, head=head, flaw=flaw))


def _packed(pack: Pack) -> Evidence:
    """Add what stands beside the register, and close the archive."""
    making = pack.making
    add_cases(making)
    for add_part in PARTS:
        add_part(making)
    making.archive.add_text(INDEX, index_page(pack))
    making.archive.close_with(_facts(pack))
    return Evidence(
        files=len(making.archive.files),
        cases=len(making.cases),
        missing=tuple(making.missing),
        faults=tuple(making.faults),
        head=pack.head,
        flaw=pack.flaw,
    )


def missing_in(path: Path) -> int:
    """How many documents a pack on disk says that it lacks."""
    with zipfile.ZipFile(path) as pack:
        return len(json.loads(pack.read(MANIFEST))["missing"])


def _add_register(making: Making) -> RegisterTally:
    archive, register = making.archive, making.register
    book = making.folder / texts.WORKBOOK
    tally = write_workbook(register, book)
    archive.add_file(f"{texts.REGISTER}/{book.name}", book)
    for part, name in _CSV_NAMES.items():
        write_csv(register, making.folder / name, part=part)
        archive.add_file(f"{texts.REGISTER}/{name}", making.folder / name)
    return tally


def _facts(pack: Pack) -> dict[str, Any]:
    register, head, flaw = pack.making.register, pack.head, pack.flaw
    wanted = register.wanted
    return {
        "format": FORMAT,
        "period": {"from": str(wanted.first_day), "to": str(wanted.last_day)},
        "parts": [words.word(part) for part in wanted.parts],
        "with_names": wanted.with_names,
        "policy_version": register.office.policy.version,
        "rnq_version": pack.making.rnq.version,
        "missing": pack.making.missing,
        "journal": {
            "entries": head.seq,
            "hash": head.hash,
            "is_whole": flaw is None,
            "first_flaw": None if flaw is None else {"entry": flaw.seq, "reason": flaw.reason},
        },
    }
