"""Messages about Vigie itself, its settings and what surrounds it."""

from datetime import date, timedelta

from bot.domain.calendar.wall_time import local_day
from bot.domain.messages.school import (
    OVER,
    Alarm,
    AlarmNotice,
    DirectAnswer,
    HandlersChangedNotice,
    MovedNotice,
    SubstitutionNews,
    SubstitutionNotice,
    TroubleNotice,
)
from bot.domain.school.office import Office
from bot.messages import kind as examples
from bot.messages.kind import Context, PostKind, brief, where_it_stands, where_it_was_written
from bot.ui.blocks.blocks import Post, StepButton, actions, button, section
from bot.ui.blocks.blocks import context as small_print
from bot.ui.blocks.dates import day_of, span
from bot.ui.blocks.escape import mrkdwn
from bot.ui.blocks.people import mention, mentions
from bot.ui.cases.card import case_buttons
from bot.ui.cases.home import FILE_COMPLAINT, FILE_INCIDENT
from bot.ui.texts.catalogue import Texts
from storage.cases import cases
from storage.messages import places


def _handlers_changed(message: HandlersChangedNotice, context: Context) -> Post:
    says, texts = context.texts.news, context.texts
    before, after = (
        mentions(named, texts) if named else says.handlers_nobody
        for named in (message.before, message.after)
    )
    said = says.handlers_changed.format(actor=mention(message.actor), before=before, after=after)
    return brief(said)


def _trouble(message: TroubleNotice, context: Context) -> Post:
    return trouble_notice(context.texts, kind=message.what, error=message.error)


def trouble_notice(texts: Texts, *, kind: str, error: str) -> Post:
    """Tells a quality manager once that Slack takes no more messages of a kind, and why."""
    says = texts.trouble
    reason = says.reasons.get(error, says.other_reason.format(error=mrkdwn(error)))
    said = says.stopped.format(what=says.kinds.get(kind, says.other_kind), reason=reason)
    return Post(text=f"{said}\n{says.kept}", blocks=[section(said), small_print(says.kept)])


def _alarm(message: AlarmNotice, context: Context) -> Post:
    """What is wrong around Vigie and what to do."""
    says, far_off = context.texts.alarms, timedelta(seconds=message.seconds or 0)
    said = says.wrong[message.alarm].format(span=span(far_off, context.texts))
    again = [says.daily] if message.alarm in OVER else []
    remedy = " ".join([says.remedy[message.alarm], *again])
    return Post(text=f"{said}\n{remedy}", blocks=[section(said), small_print(remedy)])


def _direct_answer(message: DirectAnswer, context: Context) -> Post:
    return direct_answer(context.work.office, context.texts, reader=message.recipient)


def direct_answer(office: Office, texts: Texts, *, reader: str | None) -> Post:
    """That nobody reads it, both forms, where cases are, and who else can be asked."""
    says = texts.help
    lines = [says.direct]
    if others := [one for one in office.in_quality if one != reader]:
        lines.append(says.direct_ask.format(who=mentions(others, texts)))
    said = "\n".join(lines)
    labels = {FILE_INCIDENT: texts.incident.title, FILE_COMPLAINT: texts.complaint.title}
    steps = [
        StepButton(label=label, action_id=action_id, value=action_id)
        for action_id, label in labels.items()
    ]
    return Post(text=said, blocks=[section(said), actions([button(step) for step in steps])])


def _substitution(message: SubstitutionNotice, context: Context) -> Post:
    today = local_day(context.work.now, context.work.office.zone)
    return substitution_post(message, context.texts, today=today)


def substitution_post(message: SubstitutionNotice, texts: Texts, *, today: date) -> Post:
    """Tells of a substitution that is planned, begins or is over; once it begins, what it means."""
    says = texts.substitutes
    said = says.news[message.news].format(
        substitute=mention(message.substitute),
        absent=mention(message.absent),
        first=day_of(message.begins_on, texts, today=today),
        last=day_of(message.ends_on, texts, today=today),
    )
    is_begun = message.news is SubstitutionNews.BEGUN
    return brief(said, *([small_print(says.what)] if is_begun else []))


def _moved(message: MovedNotice, context: Context) -> Post | None:
    """Says where a message is now; nothing where it stands nowhere."""
    work, row, says = context.work, context.row, context.texts.card
    place = places.place_of(work.connection, message.of)
    if place is None:
        return None
    case = cases.by_id(work.connection, row.case_id) if row.case_id else None
    channel = f"<#{place.channel}>"
    if case is None:
        said = says.moved.format(channel=channel)
        return brief(said)
    said = says.case_moved.format(ref=case.ref, channel=channel)
    return brief(said, case_buttons(case, context.texts))


KINDS = (
    PostKind(
        example=HandlersChangedNotice(
            recipient=examples.MANAGER, actor=examples.PERSON, before=(), after=(examples.MANAGER,)
        ),
        render=_handlers_changed,
    ),
    PostKind(
        example=TroubleNotice(
            recipient=examples.MANAGER,
            once="card:is_archived:2026-11-16:U0QUALITE",
            what="card",
            error="is_archived",
        ),
        render=_trouble,
        lives=timedelta(days=1),
    ),
    PostKind(
        example=AlarmNotice(
            recipient=examples.MANAGER,
            once="clock:vigie-1:20261116T083000000000",
            alarm=Alarm.CLOCK_AHEAD,
            seconds=120,
        ),
        render=_alarm,
        lives=timedelta(days=7),
    ),
    PostKind(
        example=DirectAnswer(
            recipient=examples.PERSON, once="2984000", thread_ts="1794588600.000100"
        ),
        render=_direct_answer,
        lives=timedelta(days=1),
        place=where_it_was_written,
    ),
    PostKind(
        example=SubstitutionNotice(
            recipient=examples.PERSON,
            once=f"{examples.CASE}:begun:{examples.PERSON}",
            news=SubstitutionNews.BEGUN,
            absent=examples.MANAGER,
            substitute=examples.PERSON,
            begins_on=date(2026, 11, 16),
            ends_on=date(2026, 11, 20),
        ),
        render=_substitution,
        lives=timedelta(days=7),
    ),
    PostKind(
        example=MovedNotice(
            case_id=examples.CASE, once="C0AVANT:1794588600.000100", of=f"card:{examples.CASE}"
        ),
        render=_moved,
        place=where_it_stands,
    ),
)
