"""What a pack holds of each case: its history, its letters, its kept files."""

from collections.abc import Iterator, Sequence

from bot.documents.evidence import texts
from bot.documents.evidence.history import history_page, letters_in
from bot.documents.evidence.html import link, picture, section, ways
from bot.documents.evidence.making import Making, PackedCase, PackedProof
from bot.documents.evidence.pieces import add_pieces
from bot.documents.register import words
from bot.documents.typesetting.letter_paper import on_paper
from bot.documents.typesetting.typesetting import TypesettingError
from bot.domain.cases.letters import ToldLetter, letter_told_in
from bot.domain.cases.taxonomy import Kind
from bot.services.register.register_lines import Line
from bot.ui.cases import case_lines
from bot.ui.texts.catalogue import FRENCH
from storage.cases.journal import Entry

_SHOWN_INLINE = (".avif", ".bmp", ".gif", ".jpeg", ".jpg", ".png", ".webp")
"""Pictures that every browser shows; a page or a drawing, which may hold a script, is none."""


def add_cases(making: Making) -> None:
    """Add every case of the period, and note it for the pages that list them."""
    for kind in Kind:
        for line in making.register.lines(kind):
            making.cases.append(_add_case(making, line))


def _add_case(making: Making, line: Line) -> PackedCase:
    case, folder = line.case, f"{texts.CASES}/{line.case.ref}"
    entries = tuple(making.register.history(line))
    letters = [*_letters(making, line, entries), *_mailed(making, line)]
    files = making.register.kept_files(line)
    kept = list(add_pieces(making, f"{folder}/{texts.PIECES}", files))
    history = PackedProof(path=f"{folder}/{texts.HISTORY_FILE}", label=texts.HISTORY)
    papers = _papers(letters, kept, folder=folder)
    zone = making.register.office.zone
    making.archive.add_text(history.path, history_page(line, entries, zone=zone, papers=papers))
    has_actions = any(entry.event.startswith("action_") for entry in entries)
    is_told = not line.is_sealed
    return PackedCase(
        ref=case.ref,
        received_at=case.received_at,
        what=_what(line),
        standing=case_lines.standing(case, FRENCH),
        session_key=case.session_code,
        session=case.session or "",
        proofs=(history, *letters, *kept),
        indicators=making.rnq.proved_by(case, has_actions=has_actions) if is_told else (),
    )


def _what(line: Line) -> str:
    """What a case is about, in the words of a closed set."""
    case = line.case
    if line.is_sealed:
        return texts.SEALED_CASE
    about = case.category or case.incident_type
    return words.word(about) if about is not None else words.word(case.kind)


def _letters(making: Making, line: Line, entries: Sequence[Entry]) -> Iterator[PackedProof]:
    """Each letter as text and as it is printed."""
    folder, zone = f"{texts.CASES}/{line.case.ref}", making.register.office.zone
    told = [found for entry in entries if (found := letter_told_in(entry.details))]
    for number, (letter, said) in enumerate(zip(told, letters_in(entries), strict=True), start=1):
        name = texts.LETTER_FILE.format(number=number)
        making.archive.add_text(f"{folder}/{name}", said.as_text(zone))
        yield from _paper(making, line, letter, number=number)


def _paper(making: Making, line: Line, letter: ToldLetter, *, number: int) -> Iterator[PackedProof]:
    """The letter on paper; where names may not be read it has no addressee."""
    office = making.register.office
    paper = on_paper(
        letter,
        ref=line.case.ref,
        complainant=line.complainant,
        letterhead=office.letterhead,
        zone=office.zone,
    )
    name = texts.LETTER_PAPER.format(number=number)
    path = f"{texts.CASES}/{line.case.ref}/{texts.LETTERS}/{name}"
    label = texts.PRINTED.format(
        kind=words.code_in_words("kind", letter.kind), at=letter.at.astimezone(office.zone)
    )
    try:
        made = making.press.set(paper, made_at=letter.at)
    except TypesettingError:
        making.lacks(path, because=texts.LETTER_NOT_SET)
    else:
        making.archive.add_bytes(path, made)
        yield PackedProof(path=path, label=label)


def _mailed(making: Making, line: Line) -> Iterator[PackedProof]:
    """The mails byte by byte, where names may be read."""
    folder = f"{texts.CASES}/{line.case.ref}/{texts.LETTERS}"
    for number, mailed in enumerate(making.register.mailed_letters(line), start=1):
        path = f"{folder}/{texts.MAILED_LETTER_FILE.format(number=number)}"
        making.archive.add_bytes(path, mailed.raw)
        label = texts.MAILED.format(kind=words.code_in_words("kind", mailed.kind))
        yield PackedProof(path=path, label=label)


def _papers(
    letters: Sequence[PackedProof], kept: Sequence[PackedProof], *, folder: str
) -> Iterator[str]:
    """What stands above a history: the ways back, and the case's letters and files."""
    up = texts.UP
    yield ways(
        link(f"{up}{texts.INDEX}", texts.BACK),
        link(f"{up}{texts.CASES_PAGE}", texts.BY_CASE),
        link(f"{up}{texts.SESSIONS_PAGE}", texts.BY_SESSION),
    )
    for title, proofs in ((texts.LETTERS_TITLE, letters), (texts.PIECES_TITLE, kept)):
        if proofs:
            shown = [_shown(one.path.removeprefix(f"{folder}/"), one.label) for one in proofs]
            yield section(title, "\n".join(shown))


def _shown(path: str, label: str) -> str:
    if path.lower().endswith(_SHOWN_INLINE):
        return picture(path, label)
    return f"<p>{link(path, label)}</p>"
