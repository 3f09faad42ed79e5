"""The half-yearly review (policy §6): looked at, completed by people, approved by one of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import Connection

from bot.domain.actions.actions import ActionOrigin, Provenance
from bot.domain.calendar.periods import Semester, check_begun
from bot.domain.cases.journal_entries import VIGIE
from bot.domain.errors import NotAllowedError, VigieError
from bot.domain.messages.reports import ReviewMessage
from bot.domain.reports.quality_risks import risks_of
from bot.domain.reports.reviews import (
    Approval,
    ApprovedMeanwhileError,
    PlanEntry,
    Review,
    ReviewFigures,
    ReviewNotes,
)
from bot.domain.school.office import Office
from bot.services.actions.action_plan import plan_action
from bot.services.messages.notifications import tell
from bot.services.reports.review_drafts import draft_of, freeze, told_activity
from bot.services.school.offices import refuse_all_but_managers, refuse_guests
from bot.services.unit_of_work import Transactions, UnitOfWork
from storage.cases import inbox, journal
from storage.reports import editions
from storage.reports import editions as review_notes
from storage.reports.review_figures import read_review_figures
from storage.school import people

Change = Callable[[ReviewNotes], ReviewNotes]
"""A change that somebody makes to a review's notes."""


class UnpreparedReviewError(VigieError):
    """Nobody prepared the review of this half-year yet."""


class UnfinishedHalfYearError(VigieError):
    """A half-year is approved once it is over: what is still to come belongs to it."""


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
    reads_plan: bool
    office: Office
    names: Mapping[str, str]


def look_at_review(work: UnitOfWork, semester: Semester, *, reader: str) -> ReviewView:
    """A half-year as it is now, without freezing anything; its plan for those in charge only.

    Raises NotAllowedError to guests, FuturePeriodError, StorageUnavailableError.
    """
    refuse_guests(work, reader)
    check_begun(semester, now=work.now, zone=work.office.zone)
    figures = read_review_figures(work.connection, semester, now=work.now, zone=work.office.zone)
    latest = editions.latest_review(work.connection, semester)
    notes = review_notes.notes_of(work.connection, semester)
    in_charge = {VIGIE, *work.office.in_quality, *work.office.in_training}
    reads_plan = reader in in_charge
    drafted = notes or ReviewNotes(risks=risks_of(figures.topics))
    edition = (latest.edition if latest else 0) + 1
    draft = draft_of(work, figures, drafted, edition=edition, by=reader)
    if not reads_plan:
        draft = replace(draft, notes=replace(drafted, plan=()))
    return ReviewView(
        review=draft.with_activity(told_activity(work.connection, semester)),
        latest=latest if reads_plan else None,
        is_begun=notes is not None,
        may_write=reader in work.office.in_quality,
        may_approve=may_approve(reader, work.office),
        reads_plan=reads_plan,
        office=work.office,
        names={person.id: person.name for person in people.everyone(work.connection)},
    )


def read_edition(work: UnitOfWork, semester: Semester, edition: int) -> Review:
    """An edition as it was frozen. Raises UnknownEditionError, StorageUnavailableError."""
    try:
        return editions.read_review(work.connection, semester, edition)
    except LookupError as error:
        raise UnknownEditionError from error


def may_approve(person: str, office: Office) -> bool:
    """Quality managers and the heads of training stand for a review; no substitute does."""
    return person in {*office.quality_managers, *office.training_managers}


def write_review(
    work: UnitOfWork, semester: Semester, change: Change, *, actor: str, submission_id: UUID
) -> bool:
    """Change what people wrote into a review, and bring its message up to date.

    False when the same form had been taken before. Raises NotAllowedError,
    UnpreparedReviewError, and ApprovedMeanwhileError: what is approved changes by another
    edition only.
    """
    refuse_all_but_managers(work, actor)
    notes = review_notes.notes_for_update(work.connection, semester)
    if notes is None:
        raise UnpreparedReviewError
    if not inbox.is_first(work.connection, submission_id, at=work.now):
        return False
    latest = editions.latest_review(work.connection, semester)
    if latest is not None and latest.approval:
        raise ApprovedMeanwhileError
    review_notes.save_notes(work.connection, semester, change(notes), by=actor, at=work.now)
    tell(work, [ReviewMessage(period=str(semester))])
    told = {"period": str(semester)}
    journal.append(work.connection, "review_written", at=work.now, actor=actor, details=told)
    return True


def freeze_draft(
    transactions: Transactions, semester: Semester, *, edition: int, actor: str
) -> Review | None:
    """Freeze what is written so far as another draft, whose PDF goes into the thread.

    None when this edition is there already. Raises NotAllowedError, UnpreparedReviewError.
    """
    figures = _counted(transactions, semester, actor=actor)
    with transactions.writing() as work:
        refuse_all_but_managers(work, actor)
        notes = _notes_to_change(work.connection, semester)
        draft = draft_of(work, figures, notes, edition=edition, by=actor)
        return freeze(work.connection, draft)


def approve_review(
    transactions: Transactions, semester: Semester, *, edition: int, actor: str
) -> Review | None:
    """Freeze the review as approved; what it plans becomes actions, each once.

    None when this edition is there already: pressed twice, or somebody was faster.
    Raises NotAllowedError, UnpreparedReviewError, UnfinishedHalfYearError.
    """
    figures = _counted(transactions, semester, actor=actor)
    if not figures.is_whole:
        raise UnfinishedHalfYearError
    with transactions.writing() as work:
        notes = _notes_to_change(work.connection, semester)
        if edition != editions.latest_edition(work.connection, semester) + 1:
            return None
        plan = [_carried_on(work, one, semester, actor=actor) for one in notes.plan]
        decided = replace(notes, plan=tuple(plan))
        review_notes.save_notes(work.connection, semester, decided, by=actor, at=work.now)
        draft = draft_of(work, figures, decided, edition=edition, by=actor)
        return freeze(work.connection, replace(draft, approval=Approval(by=actor, at=work.now)))


def _counted(transactions: Transactions, semester: Semester, *, actor: str) -> ReviewFigures:
    """The figures, counted outside any writing, so that filing does not wait."""
    with transactions.reading() as work:
        if not may_approve(actor, work.office):
            raise NotAllowedError
        return read_review_figures(work.connection, semester, now=work.now, zone=work.office.zone)


def _notes_to_change(connection: Connection, semester: Semester) -> ReviewNotes:
    notes = review_notes.notes_for_update(connection, semester)
    if notes is None:
        raise UnpreparedReviewError
    return notes


def _carried_on(work: UnitOfWork, entry: PlanEntry, semester: Semester, *, actor: str) -> PlanEntry:
    """The entry with its action, written now unless an edition before did."""
    if entry.action_ref is not None:
        return entry
    provenance = Provenance(
        origin=ActionOrigin.REVIEW, period=str(semester), refs=entry.origin_refs
    )
    action = plan_action(work, entry.draft, provenance, actor=actor)
    return replace(entry, action_ref=action.ref)
