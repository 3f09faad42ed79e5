"""The evidence pack: what an auditor asks for, in one archive that proves itself whole."""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.delivery.kept_files import KeptFiles
from bot.documents.evidence import texts
from bot.documents.evidence.archive import MANIFEST, Archive, writing_archive
from bot.documents.evidence.history import history_page, letters_in
from bot.documents.evidence.index_page import Pack, index_page, read_rnq
from bot.documents.evidence.pieces import FaultyFile, PackedFiles
from bot.documents.register import words
from bot.documents.register.flat_files import write_csv
from bot.documents.register.register_figures import RegisterTally
from bot.documents.register.workbook import write_workbook
from bot.documents.reports.review_pages import review_document
from bot.documents.typesetting.typesetting import TypesettingError, set_pdf
from bot.domain.cases.taxonomy import Kind
from bot.services.register.register_lines import Line, Part
from bot.services.register.registers import Register
from bot.ui.reports.meeting_forms import minutes_document
from bot.ui.reports.summary import summary_text
from bot.ui.texts.catalogue import FRENCH
from storage.cases.journal import Flaw, Head

FORMAT = "vigie-evidence-1"
INDEX = "index.html"
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
    register: Register, path: Path, *, kept: KeptFiles, policy_file: Path | None = None
) -> Evidence:
    """Write the pack, with the files in `kept` that its reader may have.

    `policy_file` is the school's own document, put beside our text of it. A broken journal is told
    in the pack, not hidden, and so are a document that cannot be made and a file that is not what
    was kept. Raises CannotWriteError.
    """
    rnq = read_rnq()
    head, flaw = register.chain()
    with (
        writing_archive(path, now=register.now) as archive,
        TemporaryDirectory(dir=path.parent, prefix=".vigie-") as folder,
    ):
        tally = _add_register(archive, register, Path(folder))
        pieces = PackedFiles(archive, kept, with_names=register.wanted.with_names)
        cases = sum(_add_cases(archive, register, kind, pieces=pieces) for kind in Kind)
        _add_summaries(archive, register)
        _add_minutes(archive, register)
        missing = (*pieces.missing, *_add_reviews(archive, register, Path(folder)))
        _add_policy(archive, register.office.policy.version, policy_file)
        pack = Pack(register=register, tally=tally, rnq=rnq, head=head, flaw=flaw, missing=missing)
        names = [str(about["path"]) for about in archive.files]
        archive.add_text(INDEX, index_page(pack, names))
        archive.close_with(_facts(pack))
        return Evidence(
            files=len(archive.files),
            cases=cases,
            missing=missing,
            faults=tuple(pieces.faults),
            head=head,
            flaw=flaw,
        )


def missing_in(path: Path) -> int:
    """How many documents a pack on disk says that it lacks."""
    with zipfile.ZipFile(path) as pack:
        return len(json.loads(pack.read(MANIFEST))["missing"])


def _add_register(archive: Archive, register: Register, folder: Path) -> RegisterTally:
    book = folder / texts.WORKBOOK
    tally = write_workbook(register, book)
    archive.add_file(f"{texts.REGISTER}/{book.name}", book)
    for part, name in _CSV_NAMES.items():
        write_csv(register, folder / name, part=part)
        archive.add_file(f"{texts.REGISTER}/{name}", folder / name)
    return tally


def _add_cases(archive: Archive, register: Register, kind: Kind, *, pieces: PackedFiles) -> int:
    return sum(_add_case(archive, register, line, pieces=pieces) for line in register.lines(kind))


def _add_case(archive: Archive, register: Register, line: Line, *, pieces: PackedFiles) -> int:
    """Add what is known of one case; returns one, for counting."""
    zone, folder = register.office.zone, f"{texts.CASES}/{line.case.ref}"
    entries = tuple(register.history(line))
    archive.add_text(f"{folder}/{texts.HISTORY_FILE}", history_page(line, entries, zone=zone))
    for number, letter in enumerate(letters_in(entries), start=1):
        name = texts.LETTER_FILE.format(number=number)
        archive.add_text(f"{folder}/{name}", letter.as_text(zone))
    for number, mailed in enumerate(register.mailed_letters(line), start=1):
        name = texts.MAILED_LETTER_FILE.format(number=number)
        archive.add_bytes(f"{folder}/{texts.MAILED_LETTERS}/{name}", mailed.raw)
    pieces.add(f"{folder}/{texts.PIECES}", register.kept_files(line))
    return 1


def _add_summaries(archive: Archive, register: Register) -> None:
    for month, report in register.summaries():
        if report is None:
            said = texts.SUMMARY_CHANGED
        else:
            said = summary_text(report, zone=register.office.zone, texts=FRENCH)
        archive.add_text(f"{texts.SUMMARIES}/{month}.txt", f"{said}\n")


def _add_minutes(archive: Archive, register: Register) -> None:
    """As they were frozen, byte by byte, where names may be read; else without the names."""
    zone = register.office.zone
    for month, written in register.minutes():
        if written is None:
            said = f"{texts.MINUTES_CHANGED}\n"
        elif register.wanted.with_names:
            said = written.document
        else:
            names = {label: words.person(label) for label in written.people}
            document = minutes_document(written, names, zone=zone, texts=FRENCH)
            said = f"{document}\n{texts.UNNAMED.format(hash=written.fingerprint)}\n"
        archive.add_text(f"{texts.MINUTES}/{month}.md", said)


def _add_reviews(archive: Archive, register: Register, folder: Path) -> Iterator[str]:
    """Each as it was frozen; where names may not be read, with functions in their place.

    Yields those that could not be set, of which a text says so.
    """
    for semester, review in register.reviews():
        name = f"{texts.REVIEWS}/{semester}"
        if review is None:
            archive.add_text(f"{name}.txt", f"{texts.REVIEW_CHANGED}\n")
            continue
        names = {label: words.person(label) for label in review.people}
        zone = register.office.zone
        document = review_document(review, zone=zone, texts=FRENCH, names=names)
        path = folder / f"{semester}.pdf"
        try:
            path.write_bytes(set_pdf(document, made_at=review.generated_at))
        except TypesettingError:
            archive.add_text(f"{name}.txt", f"{texts.REVIEW_NOT_SET.format(semester=semester)}\n")
            yield f"{name}.pdf"
        else:
            archive.add_file(f"{name}.pdf", path)


def _add_policy(archive: Archive, version: str, policy_file: Path | None) -> None:
    known = read_policy(version)
    if known is not None:
        archive.add_text(f"{texts.POLICY}/{version}.txt", known)
    if policy_file is not None:
        archive.add_file(f"{texts.POLICY}/{policy_file.name}", policy_file)


def _facts(pack: Pack) -> dict[str, Any]:
    register, head, flaw = pack.register, pack.head, pack.flaw
    wanted = register.wanted
    return {
        "format": FORMAT,
        "period": {"from": str(wanted.first_day), "to": str(wanted.last_day)},
        "parts": [words.word(part) for part in wanted.parts],
        "with_names": wanted.with_names,
        "policy_version": register.office.policy.version,
        "rnq_version": pack.rnq.version,
        "missing": list(pack.missing),
        "journal": {
            "entries": head.seq,
            "hash": head.hash,
            "is_whole": flaw is None,
            "first_flaw": None if flaw is None else {"entry": flaw.seq, "reason": flaw.reason},
        },
    }


def read_policy(version: str) -> str | None:
    """The text of a version of the policy; None for one that is the school's own."""
    found = files("bot.documents.evidence").joinpath(f"policies/{version}.txt")
    return found.read_text(encoding="utf-8") if found.is_file() else None
