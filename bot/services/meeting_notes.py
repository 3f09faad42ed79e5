"""The meeting that discusses a month's summary: questions, decisions and minutes (policy §5)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection

from bot.domain.actions import Action, ActionDraft, ActionOrigin, Provenance
from bot.domain.checks import check_text
from bot.domain.errors import NotAllowedError
from bot.domain.meeting_notes import Decided, Discussed, Minutes, MinutesDraft
from bot.domain.office import Office
from bot.domain.outgoing import Outgoing
from bot.domain.periods import Month
from bot.domain.reports import Report
from bot.services.action_plan import plan_action
from bot.services.consequences import Happening
from bot.services.offices import current_office
from storage import actions, journal, minutes, outbox, people, reports, submissions
from storage.database import Database

Wording = Callable[[Minutes, Mapping[str, str]], str]
"""Words minutes as a document, given the members' names by id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingView:
    """A summary as somebody is about to note what was said of it; `latest` minutes if any."""

    report: Report
    latest: Minutes | None
    office: Office


def summary_key(month: Month, edition: int) -> str:
    """The outbox's key of an edition of a month's summary."""
    return f"{Outgoing.SUMMARY}:{month}:{edition}"


def wish_questions(connection: Connection, details: Mapping[str, Any], *, at: datetime) -> None:
    """Have the questions for the meeting put under the summary that `details` name."""
    key = f"{Outgoing.MEETING_QUESTIONS}:{details['period']}:{details['edition']}"
    outbox.wish(connection, Outgoing.MEETING_QUESTIONS, key=key, at=at, details=details)


def look_at_meeting(
    database: Database, discussed: Discussed, *, reader: str, defaults: Office
) -> MeetingView:
    """The summary and its latest minutes. Raises NotAllowedError, LookupError."""
    with database.reading() as connection:
        office = _office_for(connection, reader, defaults)
        return MeetingView(
            report=reports.read_report(connection, discussed.month, discussed.edition),
            latest=minutes.latest(connection, discussed.month),
            office=office,
        )


def decide(
    database: Database,
    draft: ActionDraft,
    discussed: Discussed,
    *,
    origin: ActionOrigin,
    actor: str,
    now: datetime,
    defaults: Office,
    submission_id: UUID,
) -> Action | None:
    """Make an action of what the meeting decided, and say so under the summary.

    None when the same form had been taken before. Raises NotAllowedError, and
    IllegalStepError where the draft says too little.
    """
    check_text(draft.title, field="title")
    with database.writing() as connection:
        office = _office_for(connection, actor, defaults)
        if not submissions.is_first(connection, submission_id, at=now):
            return None
        happening = Happening(actor=actor, at=now, office=office)
        provenance = Provenance(origin=origin, period=str(discussed.month))
        action = plan_action(connection, draft, provenance, happening=happening)
        _wish_line(connection, discussed, at=now, about={"action_id": str(action.id)})
        return action


def write_minutes(
    database: Database,
    draft: MinutesDraft,
    discussed: Discussed,
    *,
    worded: Wording,
    actor: str,
    now: datetime,
    defaults: Office,
    submission_id: UUID,
) -> Minutes | None:
    """Freeze the minutes with what was decided so far, and say so under the summary.

    Written again they are another edition. None when the same form had been taken before.
    Raises NotAllowedError, and IllegalStepError where the draft says too little.
    """
    check_text(draft.text, field="text")
    with database.writing() as connection:
        _office_for(connection, actor, defaults)
        if not submissions.is_first(connection, submission_id, at=now):
            return None
        written = _minutes(connection, draft, discussed, actor=actor, now=now)
        frozen = _freeze(connection, written, worded)
        about = {"minutes": frozen.edition}
        _wish_line(connection, discussed, at=now, about=about)
        told = {
            "period": str(frozen.month),
            "edition": frozen.edition,
            "fingerprint": frozen.fingerprint,
        }
        journal.append(connection, "minutes_frozen", at=now, actor=actor, details=told)
        return frozen


def _office_for(connection: Connection, person: str, defaults: Office) -> Office:
    office = current_office(connection, defaults)
    if person not in office.quality_managers:
        raise NotAllowedError
    return office


def _minutes(
    connection: Connection,
    draft: MinutesDraft,
    discussed: Discussed,
    *,
    actor: str,
    now: datetime,
) -> Minutes:
    report = reports.read_report(connection, discussed.month, discussed.edition)
    return Minutes(
        month=discussed.month,
        edition=minutes.latest_edition(connection, discussed.month) + 1,
        report_edition=report.edition,
        report_fingerprint=report.fingerprint,
        held_on=draft.held_on,
        participants=draft.participants,
        text=draft.text,
        decided=tuple(map(_decided, actions.decided_about(connection, str(discussed.month)))),
        written_by=actor,
        written_at=now,
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


def _wish_line(
    connection: Connection, discussed: Discussed, *, at: datetime, about: Mapping[str, Any]
) -> None:
    details = {"period": str(discussed.month), "edition": discussed.edition, **about}
    key = f"{Outgoing.MEETING_LINE}:{uuid4()}"
    outbox.wish(connection, Outgoing.MEETING_LINE, key=key, at=at, details=details)
