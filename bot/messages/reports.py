"""Messages about reports and the meetings that they are made for."""

from dataclasses import replace

from bot.domain.calendar.periods import parse_month
from bot.domain.messages.reports import (
    ActivityRequest,
    AgedRisksNotice,
    DayOffNotice,
    MeetingLine,
    MeetingQuestions,
    OfEdition,
    ReviewMessage,
    SummaryMessage,
    SummaryRevised,
)
from bot.domain.reports.figures import Report
from bot.domain.reports.risks import QualityRisk
from bot.messages import kind
from bot.messages.kind import Context, PostKind, Rendered, brief, in_thread_of
from bot.services.register.risk_lines import risks_as_they_stand
from bot.services.reports.meeting_days import is_known, meeting_at
from bot.services.reports.review_drafts import told_activity
from bot.ui.blocks.blocks import Post
from bot.ui.blocks.dates import moment
from bot.ui.reports.meeting_days import day_off_notice
from bot.ui.reports.meeting_questions import (
    activity_line,
    activity_request,
    decision_line,
    minutes_line,
    questions_post,
)
from bot.ui.reports.review import review_post
from bot.ui.reports.revision import revision_post
from bot.ui.reports.risk_lines import aged_post
from bot.ui.reports.summary import summary_post
from storage.reports import editions, minutes, risks, tallies

SUMMARY_NOT_POSTED = "summary_not_posted"
"""Our own word beside Slack's: a line waits until the summary stands whose thread it belongs to."""


def _report(message: OfEdition, context: Context) -> Report:
    """As it was frozen."""
    return editions.read_report(context.work.connection, message.month, message.edition)


def _summary(message: SummaryMessage, context: Context) -> Post:
    return summary_post(
        _report(message, context), zone=context.work.office.zone, texts=context.texts
    )


def _revised(message: SummaryRevised, context: Context) -> Post:
    told = editions.read_report(
        context.work.connection, parse_month(message.told_in), message.told_edition
    )
    own = editions.read_report(context.work.connection, message.month, message.edition - 1)
    return revision_post(
        told, _report(message, context), refs=message.refs, texts=context.texts, own=own
    )


def _beneath_earlier(message: SummaryRevised, context: Context, post: Post) -> Rendered:
    key = SummaryMessage(period=message.period, edition=message.beneath).key
    return in_thread_of(context, key, post, missing=SUMMARY_NOT_POSTED)


def _meeting_questions(message: MeetingQuestions, context: Context) -> Post:
    return questions_post(_report(message, context), context.texts)


def _meeting_line(message: MeetingLine, context: Context) -> Post:
    if message.minutes is not None:
        noted = minutes.read_minutes(context.work.connection, message.month, message.minutes)
        return minutes_line(noted, context.texts)
    return decision_line(context.known_action(message.action_id), context.texts)


def _beneath_summary(message: OfEdition, context: Context, post: Post) -> Rendered:
    key = SummaryMessage(period=message.period, edition=message.edition).key
    return in_thread_of(context, key, post, missing=SUMMARY_NOT_POSTED)


def _day_off(message: DayOffNotice, context: Context) -> Post | None:
    meeting = meeting_at(message.starts_at, context.work.office)
    if meeting is None:
        return None
    return day_off_notice(
        meeting, office=context.work.office, texts=context.texts, now=context.work.now
    )


def _is_no_more(message: DayOffNotice, context: Context) -> bool:
    """Whether the meeting was held, moved or cancelled."""
    is_held = meeting_at(message.starts_at, context.work.office) is not None
    return message.starts_at < context.work.now or not is_held


def _day_off_settled(message: DayOffNotice, context: Context) -> Post:
    office, texts, now = context.work.office, context.texts, context.work.now
    when = moment(message.starts_at, office.zone, texts, now=now)
    said = texts.meeting_days.day_off_settled.format(when=when)
    return brief(said)


def _is_told(message: ActivityRequest, context: Context) -> bool:
    return is_known(context.work.connection, message.month)


def _activity_request(message: ActivityRequest, context: Context) -> Post:
    return activity_request(message.month, context.texts)


def _activity_told(message: ActivityRequest, context: Context) -> Post:
    told = tallies.activity_of(context.work.connection, [message.month])[message.month]
    said = activity_line(message.month, told, context.texts)
    return brief(said)


def _review(message: ReviewMessage, context: Context) -> Post:
    """The latest edition; of one that is not approved, with what was written and told since.

    The risks are then those of the register, as it stands now.
    """
    connection, semester = context.work.connection, message.semester
    review = editions.latest_review(connection, semester)
    notes = editions.notes_of(connection, semester)
    if review is None or notes is None:
        raise LookupError(context.row.key)
    if review.approval is None:
        now = notes.with_register(risks_as_they_stand(context.work))
        review = replace(review, notes=now).with_activity(told_activity(connection, semester))
    return review_post(review, zone=context.work.office.zone, texts=context.texts)


def _aged(message: AgedRisksNotice, context: Context) -> tuple[QualityRisk, ...]:
    """Those of its risks that nobody has looked at yet."""
    now, zone = context.work.now, context.work.office.zone
    found = risks.by_ids(context.work.connection, message.risk_ids)
    return tuple(one for one in found if one.is_aged(now, zone))


def _risks_aged(message: AgedRisksNotice, context: Context) -> Post | None:
    found = _aged(message, context)
    return aged_post(found, context.texts, office=context.work.office) if found else None


def _is_looked_at(message: AgedRisksNotice, context: Context) -> bool:
    return not _aged(message, context)


KINDS = (
    PostKind(
        example=AgedRisksNotice(
            recipient=kind.MANAGER, once="20261116083000", risk_ids=(kind.RISK,)
        ),
        render=_risks_aged,
        is_over=_is_looked_at,
    ),
    PostKind(example=SummaryMessage(period=kind.MONTH, edition=1), render=_summary),
    PostKind(
        example=SummaryRevised(
            period=kind.MONTH, edition=3, beneath=1, told_in=kind.MONTH, told_edition=2
        ),
        render=_revised,
        place=_beneath_earlier,
    ),
    PostKind(
        example=MeetingQuestions(period=kind.MONTH, edition=1),
        render=_meeting_questions,
        place=_beneath_summary,
    ),
    PostKind(
        example=MeetingLine(once="1", period=kind.MONTH, edition=1, action_id=kind.ACTION),
        render=_meeting_line,
        place=_beneath_summary,
    ),
    PostKind(
        example=DayOffNotice(recipient=kind.MANAGER, starts_at=kind.MEETING_AT),
        render=_day_off,
        is_over=_is_no_more,
        ended=_day_off_settled,
    ),
    PostKind(
        example=ActivityRequest(recipient=kind.MANAGER, period=kind.MONTH),
        render=_activity_request,
        is_over=_is_told,
        ended=_activity_told,
    ),
    PostKind(example=ReviewMessage(period=kind.SEMESTER), render=_review),
)
