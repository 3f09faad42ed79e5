"""The meeting that discusses a month's summary: questions, decisions and minutes (policy §5)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import Connection

from bot.domain.actions.actions import Action, ActionDraft, ActionOrigin, Provenance
from bot.domain.cases.refusals import check_text
from bot.domain.messages.reports import MeetingLine
from bot.domain.reports.figures import Report
from bot.domain.reports.meeting_notes import Decided, Discussed, Minutes, MinutesDraft
from bot.domain.school.office import Office
from bot.services.actions.action_plan import plan_action
from bot.services.school.offices import refuse_all_but_managers
from bot.services.unit_of_work import UnitOfWork
from storage.actions import actions
from storage.cases import inbox, journal
from storage.messages import outbox
from storage.reports import editions, minutes
from storage.school import people

Wording = Callable[[Minutes, Mapping[str, str]], str]
"""Words minutes as a document, given the members' names by id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingView:
    """A summary as somebody is about to note what was said of it; `latest` minutes if any."""

    report: Report
    latest: Minutes | None
    office: Office


def look_at_meeting(work: UnitOfWork, discussed: Discussed, *, reader: str) -> MeetingView:
    """The summary and its latest minutes. Raises NotAllowedError, LookupError."""
    refuse_all_but_managers(work, reader)
    return MeetingView(
        report=editions.read_report(work.connection, discussed.month, discussed.edition),
        latest=minutes.latest(work.connection, discussed.month),
        office=work.office,
    )


def decide(
    work: UnitOfWork,
    draft: ActionDraft,
    discussed: Discussed,
    *,
    origin: ActionOrigin,
    actor: str,
    submission_id: UUID,
) -> Action | None:
    """Make an action of what the meeting decided, and say so under the summary.

    None when the same form had been taken before. Raises NotAllowedError, and
    IllegalStepError where the draft says too little.
    """
    check_text(draft.title, field="title")
    refuse_all_but_managers(work, actor)
    if not inbox.is_first(work.connection, submission_id, at=work.now):
        return None
    provenance = Provenance(origin=origin, period=str(discussed.month))
    action = plan_action(work, draft, provenance, actor=actor)
    line = MeetingLine(period=str(discussed.month), edition=discussed.edition, action_id=action.id)
    outbox.enqueue(work.connection, line, at=work.now)
    return action


def write_minutes(
    work: UnitOfWork,
    draft: MinutesDraft,
    discussed: Discussed,
    *,
    worded: Wording,
    actor: str,
    submission_id: UUID,
) -> Minutes | None:
    """Freeze the minutes with what was decided so far, and say so under the summary.

    Written again they are another edition. None when the same form had been taken before.
    Raises NotAllowedError, and IllegalStepError where the draft says too little.
    """
    check_text(draft.text, field="text")
    refuse_all_but_managers(work, actor)
    if not inbox.is_first(work.connection, submission_id, at=work.now):
        return None
    written = _minutes(work, draft, discussed, actor=actor)
    frozen = _freeze(work.connection, written, worded)
    line = MeetingLine(
        period=str(discussed.month), edition=discussed.edition, minutes=frozen.edition
    )
    outbox.enqueue(work.connection, line, at=work.now)
    told = {
        "period": str(frozen.month),
        "edition": frozen.edition,
        "fingerprint": frozen.fingerprint,
    }
    journal.append(work.connection, "minutes_frozen", at=work.now, actor=actor, details=told)
    return frozen


def _minutes(work: UnitOfWork, draft: MinutesDraft, discussed: Discussed, *, actor: str) -> Minutes:
    report = editions.read_report(work.connection, discussed.month, discussed.edition)
    return Minutes(
        month=discussed.month,
        edition=minutes.latest_edition(work.connection, discussed.month) + 1,
        report_edition=report.edition,
        report_fingerprint=report.fingerprint,
        held_on=draft.held_on,
        participants=draft.participants,
        text=draft.text,
        decided=tuple(map(_decided, actions.decided_about(work.connection, str(discussed.month)))),
        written_by=actor,
        written_at=work.now,
    )


def _decided(action: Action) -> Decided:
    return Decided(
        ref=action.ref,
        title=action.title,
        owner=action.owner,
        due_on=action.due_on,
        is_improvement=action.origin is ActionOrigin.IMPROVEMENT,
    )


def _freeze(connection: Connection, written: Minutes, worded: Wording) -> Minutes:
    known = people.by_ids(connection, written.people)
    names = {id_: person.name for id_, person in known.items()}
    while True:
        document = worded(written, names)
        frozen = minutes.freeze(connection, replace(written, document=document))
        if frozen is not None:
            return frozen
        # another process was faster: its edition can be read by now
        written = replace(written, edition=minutes.latest_edition(connection, written.month) + 1)
