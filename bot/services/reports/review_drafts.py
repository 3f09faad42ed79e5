"""The drafts of half-yearly reviews: each made once its half-year is over, or earlier on demand."""

from sqlalchemy import Connection

from bot.domain.calendar.periods import Semester, check_begun
from bot.domain.cases.journal_entries import VIGIE
from bot.domain.messages.reports import ReviewMessage, ReviewPdf
from bot.domain.reports.figures import MonthActivity
from bot.domain.reports.quality_risks import risks_of
from bot.domain.reports.reviews import Review, ReviewFigures, ReviewNotes
from bot.domain.reports.telling import review_due_at
from bot.domain.school.office import Office
from bot.services.register.risk_lines import risks_as_they_stand
from bot.services.school.offices import refuse_all_but_managers
from bot.services.unit_of_work import Transactions, UnitOfWork
from storage.cases import journal
from storage.messages import outbox
from storage.reports import editions, tallies
from storage.reports.editions import ToldPeriod
from storage.reports.review_figures import read_review_figures


def prepare_due_review(transactions: Transactions) -> Review | None:
    """Draft the oldest review that is due; None when there is none.

    One that was asked for before its half-year was over is drafted anew, with what people
    wrote. Each once, however many processes ask. Raises StorageUnavailableError.
    """
    with transactions.reading() as work:
        # the numbers first: what another process drafts from here on takes one
        numbers = editions.latest_editions(work.connection, Semester)
        due = [one for one in _unwhole(work) if review_due_at(one, work.office) <= work.now]
        if not due:
            return None
        figures = _figures(work, due[0])
    return _draft(transactions, figures, edition=numbers.get(due[0], 0) + 1, by=VIGIE)


def prepare_review(transactions: Transactions, semester: Semester, *, actor: str) -> Review | None:
    """Make a review that a quality manager asks for, perhaps before the half-year is over.

    None when it is prepared already. Raises NotAllowedError, FuturePeriodError.
    """
    with transactions.reading() as work:
        refuse_all_but_managers(work, actor)
        check_begun(semester, now=work.now, zone=work.office.zone)
        edition = editions.latest_edition(work.connection, semester) + 1
        if editions.notes_of(work.connection, semester) is not None:
            return None
        figures = _figures(work, semester)
    return _draft(transactions, figures, edition=edition, by=actor)


def draft_of(
    work: UnitOfWork, figures: ReviewFigures, notes: ReviewNotes, *, edition: int, by: str
) -> Review:
    """The next edition as it would be frozen now, with the register of risks as it stands."""
    return Review(
        edition=edition,
        generated_at=figures.as_of,
        generated_by=by,
        policy_version=work.office.policy.version,
        figures=figures,
        notes=notes.with_register(risks_as_they_stand(work)),
    )


def freeze(connection: Connection, draft: Review) -> Review | None:
    """Freeze an edition, tell of it and have its PDF made; None when it is there already."""
    told = told_activity(connection, draft.figures.semester)
    frozen = editions.freeze(connection, draft.with_activity(told))
    if frozen is None:
        return None
    semester, at = frozen.figures.semester, frozen.generated_at
    period, edition = str(semester), frozen.edition
    message = ReviewMessage(period=period)
    outbox.enqueue(connection, message, at=at)
    pdf = ReviewPdf(period=period, edition=edition, of=message.key)
    outbox.enqueue_once(connection, [pdf], at=at)
    event = "review_approved" if frozen.approval else "review_frozen"
    details = {"period": period, "edition": edition, "fingerprint": frozen.fingerprint}
    journal.append(connection, event, at=at, actor=frozen.generated_by, details=details)
    return frozen


def told_activity(connection: Connection, semester: Semester) -> MonthActivity:
    """The activity of a half-year, of which each of its months was told; None where one was not."""
    told = tallies.activity_of(connection, semester.months)
    months = [told.get(month, MonthActivity()) for month in semester.months]
    return MonthActivity(
        trainees=_sum([month.trainees for month in months]),
        sessions=_sum([month.sessions for month in months]),
    )


def _unwhole(work: UnitOfWork) -> list[Semester]:
    """The half-years of which no edition tells the whole, the oldest first.

    Of those that the school has lived through with Vigie, and those that somebody asked for.
    """
    known, zone = editions.told_of(work.connection, Semester, now=work.now), work.office.zone
    whole = {one.period for one in known if _is_whole(one, work.office)}
    own = {one.period for one in known if one.is_own}
    began_at = work.now if own else journal.began_at(work.connection) or work.now
    first = min(own) if own else Semester.of(began_at, zone)
    last = Semester.of(work.now, zone).previous
    wanted = {one.period for one in known} | set(first.through(last))
    return sorted(wanted - whole)


def _is_whole(one: ToldPeriod[Semester], office: Office) -> bool:
    return one.generated_at >= one.period.interval(office.zone).end_at


def _figures(work: UnitOfWork, semester: Semester) -> ReviewFigures:
    return read_review_figures(work.connection, semester, now=work.now, zone=work.office.zone)


def _draft(
    transactions: Transactions, figures: ReviewFigures, *, edition: int, by: str
) -> Review | None:
    semester, risks = figures.semester, risks_of(figures.topics)
    with transactions.writing() as work:
        first = ReviewNotes(risks=risks)
        editions.begin(work.connection, semester, first, by=by, at=figures.as_of)
        notes = editions.notes_for_update(work.connection, semester) or first
        renewed = notes.with_risks_of_cases(risks)
        editions.renew_notes(work.connection, semester, renewed)
        draft = draft_of(work, figures, renewed, edition=edition, by=by)
        return freeze(work.connection, draft)


def _sum(counts: list[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None
