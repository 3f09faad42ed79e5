"""The evidence pack: what an auditor asks for, in one archive that proves itself whole."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.documents import words
from bot.documents.archive import Archive, writing_archive
from bot.documents.flat_files import write_csv
from bot.documents.history import history_page, letters_in
from bot.documents.index_page import Pack, index_page
from bot.documents.references import Rnq, read_policy, read_rnq
from bot.documents.review_pages import review_document
from bot.documents.tally import Tally
from bot.documents.typesetting import set_pdf
from bot.documents.workbook import write_workbook
from bot.domain.taxonomy import Kind
from bot.services.register_lines import Line, Part
from bot.services.registers import Register
from bot.ui.minutes_document import minutes_document
from bot.ui.summary import summary_text
from bot.ui.texts.french import FRENCH
from storage.journal import Flaw, Head

FORMAT = "vigie-evidence-1"
INDEX = "index.html"
REGISTER, CASES, POLICY = "registre", "dossiers", "politique"
SUMMARIES = "tableaux-de-bord"
MINUTES = "comptes-rendus"
REVIEWS = "bilans-semestriels"

_CHANGED = "Ce tableau de bord n'est plus tel qu'il a été figé\u00a0: son empreinte a changé."
_MINUTES_CHANGED = "Ce compte rendu n'est plus tel qu'il a été figé\u00a0: son empreinte a changé."
_REVIEW_CHANGED = (
    "Ce bilan semestriel n'est plus tel qu'il a été figé\u00a0: son empreinte a changé."
)
_UNNAMED = "Sans les noms. Empreinte (SHA-256) du compte rendu tel qu'il a été figé\u00a0: {hash}"
_CSV_NAMES = {
    Part.COMPLAINTS: "reclamations.csv",
    Part.INCIDENTS: "incidents.csv",
    Part.ACTIONS: "actions.csv",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a pack holds, and where the journal's chain stood; `flaw` is None when it is whole."""

    files: int
    cases: int
    head: Head
    flaw: Flaw | None


def write_evidence(register: Register, path: Path, *, policy_file: Path | None = None) -> Evidence:
    """Write the pack. `policy_file` is the school's own document, put beside our text of it.

    A broken journal is told in the pack, not hidden. Raises CannotWriteError.
    """
    rnq = read_rnq()
    head, flaw = register.chain()
    with (
        writing_archive(path, now=register.now) as archive,
        TemporaryDirectory(dir=path.parent, prefix=".vigie-") as folder,
    ):
        tally = _add_register(archive, register, Path(folder))
        cases = sum(_add_cases(archive, register, kind) for kind in Kind)
        _add_summaries(archive, register)
        _add_minutes(archive, register)
        _add_reviews(archive, register, Path(folder))
        _add_policy(archive, register.office.policy.version, policy_file)
        pack = Pack(register=register, tally=tally, rnq=rnq, head=head, flaw=flaw)
        names = [str(about["path"]) for about in archive.files]
        archive.add_text(INDEX, index_page(pack, names))
        archive.close_with(_facts(register, rnq, head, flaw))
        return Evidence(files=len(archive.files), cases=cases, head=head, flaw=flaw)


def _add_register(archive: Archive, register: Register, folder: Path) -> Tally:
    book = folder / "registre.xlsx"
    tally = write_workbook(register, book)
    archive.add_file(f"{REGISTER}/{book.name}", book)
    for part, name in _CSV_NAMES.items():
        write_csv(register, folder / name, part=part)
        archive.add_file(f"{REGISTER}/{name}", folder / name)
    return tally


def _add_cases(archive: Archive, register: Register, kind: Kind) -> int:
    return sum(_add_case(archive, register, line) for line in register.lines(kind))


def _add_case(archive: Archive, register: Register, line: Line) -> int:
    """Add what is known of one case; returns one, for counting."""
    zone, folder = register.office.zone, f"{CASES}/{line.case.ref}"
    entries = tuple(register.history(line))
    archive.add_text(f"{folder}/historique.html", history_page(line, entries, zone=zone))
    for number, letter in enumerate(letters_in(entries), start=1):
        archive.add_text(f"{folder}/lettre-{number:02}.txt", letter.as_text(zone))
    return 1


def _add_summaries(archive: Archive, register: Register) -> None:
    for month, report in register.summaries():
        if report is None:
            said = _CHANGED
        else:
            said = summary_text(report, zone=register.office.zone, texts=FRENCH)
        archive.add_text(f"{SUMMARIES}/{month}.txt", f"{said}\n")


def _add_minutes(archive: Archive, register: Register) -> None:
    """As they were frozen, byte by byte, where names may be read; else without the names."""
    zone = register.office.zone
    for month, written in register.minutes():
        if written is None:
            said = f"{_MINUTES_CHANGED}\n"
        elif register.wanted.with_names:
            said = written.document
        else:
            names = {label: words.person(label) for label in written.people}
            document = minutes_document(written, names, zone=zone, texts=FRENCH)
            said = f"{document}\n{_UNNAMED.format(hash=written.fingerprint)}\n"
        archive.add_text(f"{MINUTES}/{month}.md", said)


def _add_reviews(archive: Archive, register: Register, folder: Path) -> None:
    """Each as it was frozen; where names may not be read, with functions in their place."""
    for semester, review in register.reviews():
        name = f"{REVIEWS}/{semester}"
        if review is None:
            archive.add_text(f"{name}.txt", f"{_REVIEW_CHANGED}\n")
            continue
        names = {label: words.person(label) for label in review.people}
        zone = register.office.zone
        document = review_document(review, zone=zone, texts=FRENCH, names=names)
        path = folder / f"{semester}.pdf"
        path.write_bytes(set_pdf(document, made_at=review.generated_at))
        archive.add_file(f"{name}.pdf", path)


def _add_policy(archive: Archive, version: str, policy_file: Path | None) -> None:
    known = read_policy(version)
    if known is not None:
        archive.add_text(f"{POLICY}/{version}.txt", known)
    if policy_file is not None:
        archive.add_file(f"{POLICY}/{policy_file.name}", policy_file)


def _facts(register: Register, rnq: Rnq, head: Head, flaw: Flaw | None) -> dict[str, Any]:
    wanted = register.wanted
    return {
        "format": FORMAT,
        "period": {"from": str(wanted.first_day), "to": str(wanted.last_day)},
        "parts": [words.word(part) for part in wanted.parts],
        "with_names": wanted.with_names,
        "policy_version": register.office.policy.version,
        "rnq_version": rnq.version,
        "journal": {
            "entries": head.seq,
            "hash": head.hash,
            "is_whole": flaw is None,
            "first_flaw": None if flaw is None else {"entry": flaw.seq, "reason": flaw.reason},
        },
    }
