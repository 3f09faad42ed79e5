"""What a pack holds beside cases: summaries, minutes, reviews, the policy."""

from importlib.resources import files
from pathlib import PurePosixPath

from bot.documents.evidence import texts
from bot.documents.evidence.making import Making
from bot.documents.register import words
from bot.documents.reports.review_pages import review_document
from bot.documents.typesetting.typesetting import TypesettingError, set_pdf
from bot.domain.register.policy_texts import PolicyFile
from bot.ui.cases.shown_files import safe_name
from bot.ui.reports.meeting_forms import minutes_document
from bot.ui.reports.summary import summary_text
from bot.ui.texts.catalogue import FRENCH


def add_summaries(making: Making) -> None:
    register = making.register
    for month, report in register.summaries():
        if report is None:
            said = texts.SUMMARY_CHANGED
        else:
            said = summary_text(report, zone=register.office.zone, texts=FRENCH)
        making.archive.add_text(f"{texts.SUMMARIES}/{month}.txt", f"{said}\n")


def add_minutes(making: Making) -> None:
    """As they were frozen, byte by byte, where names may be read; else without the names."""
    register = making.register
    for month, written in register.minutes():
        if written is None:
            said = f"{texts.MINUTES_CHANGED}\n"
        elif register.wanted.with_names:
            said = written.document
        else:
            names = {label: words.person(label) for label in written.people}
            document = minutes_document(written, names, zone=register.office.zone, texts=FRENCH)
            said = f"{document}\n{texts.UNNAMED.format(hash=written.fingerprint)}\n"
        making.archive.add_text(f"{texts.MINUTES}/{month}.md", said)


def add_reviews(making: Making) -> None:
    """Each as it was frozen; where names may not be read, with functions in their place."""
    zone = making.register.office.zone
    for semester, review in making.register.reviews():
        name = f"{texts.REVIEWS}/{semester}"
        if review is None:
            making.archive.add_text(f"{name}.txt", f"{texts.REVIEW_CHANGED}\n")
            continue
        names = {label: words.person(label) for label in review.people}
        document = review_document(review, zone=zone, texts=FRENCH, names=names)
        try:
            made = set_pdf(document, made_at=review.generated_at)
        except TypesettingError:
            because = texts.REVIEW_NOT_SET.format(semester=semester)
            making.lacks(f"{name}.pdf", because=because)
        else:
            making.archive.add_bytes(f"{name}.pdf", made)


def add_policy(making: Making) -> None:
    """Our text of the version in force, and the school's own document beside it."""
    version = making.register.office.policy.version
    known = read_policy(version)
    if known is not None:
        making.archive.add_text(f"{texts.POLICY}/{version}.txt", known)
    if making.policy_file is not None:
        path = f"{texts.POLICY}/{making.policy_file.name}"
        making.archive.add_file(path, making.policy_file)


def add_kept_policies(making: Making) -> None:
    """The versions that the school kept, of those in force in the period, by their first day."""
    for policy in making.policies:
        path = f"{texts.POLICY}/{policy.in_force_on}"
        if policy.text:
            making.archive.add_text(f"{path}.txt", f"{policy.text}\n")
        if policy.file is not None:
            _add_document(making, path, policy.file)


def _add_document(making: Making, path: str, file: PolicyFile) -> None:
    """The signed document, checked; what it is called may name who signed it."""
    name = safe_name(file.name, file.media_type)
    path = f"{path}{PurePosixPath(name).suffix}"
    if file.sha256 is None:
        said = texts.POLICY_NOT_KEPT
    elif fault := making.kept.fault_of(file.sha256):
        said = texts.PIECE_HASH.format(why=texts.PIECE_FAULTS[fault], sha256=file.sha256)
    else:
        making.archive.add_file(path, making.kept.path_of(file.sha256), packed=False)
        return
    making.missing.append(path)
    making.archive.add_text(f"{path}.txt", said)


def read_policy(version: str) -> str | None:
    """The text of a version of the policy; None for one that is the school's own."""
    found = files("bot.documents.evidence").joinpath(f"policies/{version}.txt")
    return found.read_text(encoding="utf-8") if found.is_file() else None
