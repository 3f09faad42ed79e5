"""The half-yearly review (policy §6): prepared when a half-year ends, completed, approved."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection

from bot.domain.actions import ActionOrigin, Provenance
from bot.domain.errors import NotAllowedError, VigieError
from bot.domain.journal import VIGIE
from bot.domain.office import Office
from bot.domain.periods import Semester
from bot.domain.reviews import Approval, PlanEntry, Review, ReviewFigures, ReviewNotes
from bot.services.action_plan import plan_action
from bot.services.consequences import Happening
from bot.services.offices import current_office
from bot.services.review_editions import draft_of, first_notes, freeze, wish_message
from storage import journal, people, reviews, submissions
from storage.database import Database
from storage.review_figures import read_review_figures

CAUGHT_UP_IN = timedelta(days=92)
"""A half-year that ended so long ago still gets its review, when Vigie slept through it."""

Change = Callable[[ReviewNotes], ReviewNotes]
"""What somebody changes of a review's notes."""


class FutureSemesterError(VigieError):
    """The half-year has not begun: there is nothing to review."""


class UnpreparedReviewError(VigieError):
    """Nobody prepared the review of this half-year yet."""


class UnknownEditionError(VigieError):
    """This half-year's review has no such edition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """A half-year as it is now: `review` as the next edition would say it.

    `latest` is the last edition that was frozen. `names` are the members', by id.
    """

    review: Review
    latest: Review | None
    is_begun: bool
    may_write: bool
    may_approve: bool
    office: Office
    names: Mapping[str, str]


def look_at_review(
    database: Database, semester: Semester, *, reader: str, now: datetime, defaults: Office
) -> ReviewView:
    """A half-year as it is now, without freezing anything.

    Raises FutureSemesterError, StorageUnavailableError.
    """
    with database.reading() as connection:
        office = current_office(connection, defaults)
        _check_begun(semester, now=now, office=office)
        figures = read_review_figures(connection, semester, now=now, zone=office.zone)
        latest = reviews.latest(connection, semester)
        notes = reviews.notes_of(connection, semester)
        return ReviewView(
            review=draft_of(
                figures,
                notes or first_notes(connection, figures),
                edition=(latest.edition if latest else 0) + 1,
                by=reader,
                office=office,
            ),
            latest=latest,
            is_begun=notes is not None,
            may_write=reader in office.quality_managers,
            may_approve=may_approve(reader, office),
            office=office,
            names={person.id: person.name for person in people.everyone(connection)},
        )


def read_edition(database: Database, semester: Semester, edition: int) -> Review:
    """An edition as it was frozen. Raises UnknownEditionError, StorageUnavailableError."""
    with database.reading() as connection:
        try:
            return reviews.read_review(connection, semester, edition)
        except LookupError as error:
            raise UnknownEditionError from error


def may_approve(person: str, office: Office) -> bool:
    """Quality managers and the heads of training stand for a review."""
    return person in {*office.quality_managers, *office.training_managers}


def prepare_due_review(database: Database, *, now: datetime, defaults: Office) -> Review | None:
    """Prepare the review of the half-year that ended; None when there is none to prepare.

    Each is prepared once, however many processes ask. Raises StorageUnavailableError.
    """
    with database.reading() as connection:
        office = current_office(connection, defaults)
        semester = Semester.of(now, office.zone).previous
        if not _is_due(connection, semester, now=now, office=office):
            return None
        figures = read_review_figures(connection, semester, now=now, zone=office.zone)
    return _prepare(database, figures, by=VIGIE, office=office)


def prepare_review(
    database: Database, semester: Semester, *, actor: str, now: datetime, defaults: Office
) -> Review | None:
    """The same, asked for by a quality manager, perhaps before the half-year is over.

    None when it is prepared already. Raises NotAllowedError, FutureSemesterError.
    """
    with database.reading() as connection:
        office = _office_for(connection, actor, defaults)
        _check_begun(semester, now=now, office=office)
        if reviews.notes_of(connection, semester) is not None:
            return None
        figures = read_review_figures(connection, semester, now=now, zone=office.zone)
    return _prepare(database, figures, by=actor, office=office)


def write_review(
    database: Database,
    semester: Semester,
    change: Change,
    *,
    actor: str,
    now: datetime,
    defaults: Office,
    submission_id: UUID,
) -> bool:
    """Change what people wrote into a review, and bring its message up to date.

    False when the same form had been taken before. Raises NotAllowedError,
    UnpreparedReviewError.
    """
    with database.writing() as connection:
        _office_for(connection, actor, defaults)
        notes = reviews.notes_for_update(connection, semester)
        if notes is None:
            raise UnpreparedReviewError
        if not submissions.is_first(connection, submission_id, at=now):
            return False
        reviews.save_notes(connection, semester, change(notes), by=actor, at=now)
        wish_message(connection, semester, at=now)
        told = {"period": str(semester)}
        journal.append(connection, "review_written", at=now, actor=actor, details=told)
        return True


def freeze_draft(
    database: Database, semester: Semester, *, edition: int, actor: str, now: datetime,
    defaults: Office,
) -> Review | None:  # fmt: skip
    """Freeze what is written so far as another draft, whose PDF goes into the thread.

    None when this edition is there already. Raises NotAllowedError, UnpreparedReviewError.
    """
    figures, office = _counted(database, semester, actor=actor, now=now, defaults=defaults)
    if actor not in office.quality_managers:
        raise NotAllowedError
    with database.writing() as connection:
        notes = _notes_to_change(connection, semester)
        draft = draft_of(figures, notes, edition=edition, by=actor, office=office)
        return freeze(connection, draft)


def approve_review(
    database: Database, semester: Semester, *, edition: int, actor: str, now: datetime,
    defaults: Office,
) -> Review | None:  # fmt: skip
    """Freeze the review as approved; what it plans becomes actions, each once.

    None when this edition is there already: pressed twice, or somebody was faster.
    Raises NotAllowedError, UnpreparedReviewError.
    """
    figures, office = _counted(database, semester, actor=actor, now=now, defaults=defaults)
    with database.writing() as connection:
        notes = _notes_to_change(connection, semester)
        if edition != reviews.latest_edition(connection, semester) + 1:
            return None
        happening = Happening(actor=actor, at=now, office=office)
        plan = [_carried_on(connection, one, semester, happening) for one in notes.plan]
        decided = replace(notes, plan=tuple(plan))
        reviews.save_notes(connection, semester, decided, by=actor, at=now)
        draft = draft_of(figures, decided, edition=edition, by=actor, office=office)
        return freeze(connection, replace(draft, approval=Approval(by=actor, at=now)))


def _counted(
    database: Database, semester: Semester, *, actor: str, now: datetime, defaults: Office
) -> tuple[ReviewFigures, Office]:
    """The figures, counted outside any writing, so that filing does not wait."""
    with database.reading() as connection:
        office = current_office(connection, defaults)
        if not may_approve(actor, office):
            raise NotAllowedError
        figures = read_review_figures(connection, semester, now=now, zone=office.zone)
        return figures, office


def _notes_to_change(connection: Connection, semester: Semester) -> ReviewNotes:
    notes = reviews.notes_for_update(connection, semester)
    if notes is None:
        raise UnpreparedReviewError
    return notes


def _carried_on(
    connection: Connection, entry: PlanEntry, semester: Semester, happening: Happening
) -> PlanEntry:
    """The entry with its action, written now unless an edition before did."""
    if entry.action_ref is not None:
        return entry
    provenance = Provenance(
        origin=ActionOrigin.REVIEW, period=str(semester), refs=entry.origin_refs
    )
    action = plan_action(connection, entry.draft, provenance, happening=happening)
    return replace(entry, action_ref=action.ref)


def _prepare(
    database: Database, figures: ReviewFigures, *, by: str, office: Office
) -> Review | None:
    with database.writing() as connection:
        notes, at = first_notes(connection, figures), figures.as_of
        if not reviews.begin(connection, figures.semester, notes, by=by, at=at):
            return None
        edition = reviews.latest_edition(connection, figures.semester) + 1
        draft = draft_of(figures, notes, edition=edition, by=by, office=office)
        return freeze(connection, draft)


def _is_due(connection: Connection, semester: Semester, *, now: datetime, office: Office) -> bool:
    """Whether a half-year ended lately in which the school was at work, and nobody began on it."""
    ended_at = semester.interval(office.zone).end_at
    began_at = journal.began_at(connection)
    return (
        ended_at <= now < ended_at + CAUGHT_UP_IN
        and began_at is not None
        and began_at < ended_at
        and reviews.notes_of(connection, semester) is None
    )


def _check_begun(semester: Semester, *, now: datetime, office: Office) -> None:
    if semester > Semester.of(now, office.zone):
        raise FutureSemesterError


def _office_for(connection: Connection, person: str, defaults: Office) -> Office:
    office = current_office(connection, defaults)
    if person not in office.quality_managers:
        raise NotAllowedError
    return office
