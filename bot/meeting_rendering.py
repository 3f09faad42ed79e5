"""What stands in a summary's thread, made from what was frozen and decided."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from bot.domain.office import Office
from bot.domain.outgoing import Outgoing
from bot.domain.periods import parse_month
from bot.domain.reports import Report
from bot.services.activity import is_known
from bot.services.meeting_days import meeting_at
from bot.services.meeting_notes import summary_key
from bot.services.topics import recurred_in
from bot.slack_gateway import PostponedError
from bot.ui.activity import activity_request
from bot.ui.meeting_days import day_off_notice
from bot.ui.meeting_questions import decision_line, minutes_line, questions_post
from bot.ui.post import Post
from bot.ui.recurrence import recurrence_post
from bot.ui.summary import summary_post
from bot.ui.texts import texts_for
from bot.ui.texts.catalogue import Texts
from storage import actions, cards, cases, minutes, reports
from storage.cards import Place
from storage.claims import Claimed

IN_SUMMARY_THREAD = frozenset({Outgoing.MEETING_QUESTIONS, Outgoing.MEETING_LINE})
"""The outbox's kinds that this module words."""
ABOUT_MEETINGS = frozenset(
    {Outgoing.ACTIVITY_REQUEST, Outgoing.RECURRENCE, Outgoing.MEETING_DAY_OFF}
)
"""The kinds for quality managers alone."""
SUMMARY_NOT_POSTED = "summary_not_posted"
"""Our own word beside Slack's: a line waits until the summary stands whose thread it belongs to."""


def thread_of(connection: Connection, row: Claimed) -> Place:
    """Where the summary stands that a row belongs to. Raises PostponedError until it does."""
    details = _details(row)
    key = summary_key(parse_month(details["period"]), details["edition"])
    place = cards.place_of(connection, key)
    if place is None:
        raise PostponedError(SUMMARY_NOT_POSTED)
    return place


def said_in_thread(connection: Connection, row: Claimed, texts: Texts) -> Post:
    """The message for a row."""
    details = _details(row)
    if row.kind == Outgoing.MEETING_QUESTIONS:
        return questions_post(report_of(connection, row), texts)
    if "minutes" in details:
        month = parse_month(details["period"])
        return minutes_line(minutes.read_minutes(connection, month, details["minutes"]), texts)
    action = actions.by_id(connection, UUID(details["action_id"]))
    if action is None:
        raise LookupError(row.key)
    return decision_line(action, texts)


def said_of_month(connection: Connection, row: Claimed, office: Office) -> Post:
    """The summary itself, as it was frozen."""
    report = report_of(connection, row)
    return summary_post(report, zone=office.zone, texts=texts_for(office.locale))


def said_to_manager(
    connection: Connection, row: Claimed, *, office: Office, texts: Texts, now: datetime
) -> Post | None:
    """What a quality manager is told or asked; None when it is moot by now."""
    if row.kind == Outgoing.RECURRENCE:
        return _recurrence(connection, row, office=office, texts=texts, now=now)
    if row.kind == Outgoing.MEETING_DAY_OFF:
        meeting = meeting_at(datetime.fromisoformat(_details(row)["starts_at"]), office)
        if meeting is None:
            return None
        return day_off_notice(meeting, office=office, texts=texts, now=now)
    month = parse_month(_details(row)["period"])
    return None if is_known(connection, month) else activity_request(month, texts)


def _recurrence(
    connection: Connection, row: Claimed, *, office: Office, texts: Texts, now: datetime
) -> Post:
    """Names the cases that may be named by now; one may have become confidential since."""
    recurred = recurred_in(_details(row))
    known = cases.by_ids(connection, recurred.case_ids)
    named = [known[one] for one in recurred.case_ids if not known[one].confidential]
    remedy = actions.by_id(connection, recurred.remedy) if recurred.remedy else None
    return recurrence_post(recurred, named, remedy, office=office, texts=texts, now=now)


def report_of(connection: Connection, row: Claimed) -> Report:
    """The report that a row is about, as it was frozen."""
    details = _details(row)
    return reports.read_report(connection, parse_month(details["period"]), details["edition"])


def _details(row: Claimed) -> Mapping[str, Any]:
    return row.details or {}
