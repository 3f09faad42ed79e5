"""Messages about mails that arrived, from what is known of them when they are said."""

from bot.domain.cases.confidentiality import is_kept_from_channel
from bot.domain.deadlines.due_dates import acknowledgement_due
from bot.domain.mail.arrivals import Mail, MailState
from bot.domain.mail.reading import may_read
from bot.domain.messages.mails import (
    FoldedMailsMessage,
    MailCardMessage,
    MailLineMessage,
    MailRecall,
)
from bot.messages import kind as examples
from bot.messages.kind import Context, PostKind, beneath_card, brief
from bot.services.cases.mailed import in_charge
from bot.services.mail.triage import without_card
from bot.ui.blocks.blocks import Post
from bot.ui.blocks.dates import moment
from bot.ui.mail.mail_card import mail_card, mail_line, mail_recall, recall_over
from storage.cases import cases
from storage.mail import mails


def _mail(message: MailCardMessage | MailLineMessage | MailRecall, context: Context) -> Mail:
    found = mails.by_id(context.work.connection, message.mail_id)
    if found is None:
        raise LookupError(context.row.key)
    return found


def _card(message: MailCardMessage, context: Context) -> Post:
    work, mail = context.work, _mail(message, context)
    case = cases.by_id(work.connection, mail.case_id) if mail.case_id else None
    return mail_card(
        mail,
        case,
        office=work.office,
        texts=context.texts,
        now=work.now,
        behind=len(without_card(work, mail)),
    )


def _line(message: MailLineMessage, context: Context) -> Post | None:
    work, case = context.work, context.case()
    if is_kept_from_channel(case, work.office):
        return None
    return mail_line(
        _mail(message, context), case, office=work.office, texts=context.texts, now=work.now
    )


def _recall(message: MailRecall, context: Context) -> Post:
    work, mail, due = context.work, _mail(message, context), None
    if message.is_last:
        calendar, policy = work.office.calendar, work.office.policy
        due_at = acknowledgement_due(mail.received_at, calendar, policy=policy)
        due = moment(due_at, work.office.zone, context.texts, now=work.now)
    return mail_recall(mail, due=due, office=work.office, texts=context.texts, now=work.now)


def _is_sorted(message: MailRecall, context: Context) -> bool:
    """Whether nobody need decide any more, or its reader may not."""
    mail = mails.by_id(context.work.connection, message.mail_id)
    if mail is None or mail.state is not MailState.NEW:
        return True
    reader = message.recipient or ""
    work = context.work
    return not may_read(reader, mail, None, work.office, in_charge(work, mail))


def _recall_ended(_message: MailRecall, context: Context) -> Post:
    return recall_over(context.texts)


def _folded(message: FoldedMailsMessage, context: Context) -> Post:
    return brief(context.texts.mails.daily.say(message.count))


KINDS = (
    PostKind(example=MailCardMessage(mail_id=examples.MAIL), render=_card),
    PostKind(
        example=MailLineMessage(case_id=examples.CASE, mail_id=examples.MAIL),
        render=_line,
        place=beneath_card,
    ),
    PostKind(
        example=MailRecall(recipient=examples.MANAGER, mail_id=examples.MAIL),
        render=_recall,
        is_over=_is_sorted,
        ended=_recall_ended,
    ),
    PostKind(example=FoldedMailsMessage(day="2026-11-16", count=4), render=_folded),
)
