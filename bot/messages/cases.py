"""Messages about a case: its card, the lines in the card's thread, and what people are told."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from bot.domain.actions.actions import Action
from bot.domain.cases.cases import Case
from bot.domain.cases.confidentiality import is_kept_from_channel
from bot.domain.cases.roles import may_see
from bot.domain.messages.cases import (
    AccessEndedNotice,
    CardMessage,
    NoteAnswer,
    NoteRefusedNotice,
    ReporterNews,
    StepLineMessage,
)
from bot.domain.messages.message import Message, StepTold
from bot.domain.messages.step_facts import IS_KEPT_ONLY
from bot.domain.school.office import Office
from bot.domain.steps.decisions import CaseContext
from bot.domain.steps.lifecycles import Step
from bot.messages import kind
from bot.messages.kind import (
    Context,
    PostKind,
    beneath_card,
    beneath_receipt,
    brief,
    where_it_was_written,
)
from bot.messages.step_lines import step_line
from bot.services.cases.case_mail import mail_of_case
from bot.services.steps.consequences import case_context_of
from bot.ui.blocks.blocks import Post, plain, section
from bot.ui.blocks.escape import cut, one_line
from bot.ui.cases import case_lines
from bot.ui.cases.card import SAID_MAX, card, case_buttons
from bot.ui.texts.catalogue import Texts
from storage.cases import cases, journal

QUOTED_MAX = 1_000
"""Characters of what people wrote in one message."""


def is_closed(message: Message, context: Context) -> bool:
    """Whether the case is none of the reader's any more, or is about them."""
    row = context.row
    case = cases.by_id(context.work.connection, row.case_id) if row.case_id else None
    if case is None or row.recipient is None or may_see(row.recipient, case, context.work.office):
        return False
    is_concerned = row.recipient in case.concerned_people
    action = context.action(_action_in(message))
    is_theirs = action is not None and action.owner == row.recipient
    return is_concerned if is_theirs else context.is_posted or is_concerned


def _action_in(message: Message) -> UUID | None:
    """The action that a message is about, if it is about one."""
    if isinstance(message, StepTold):
        named = message.facts.get("action_id")
        return UUID(named) if named else None
    found: UUID | None = getattr(message, "action_id", None)
    return found


def _card(_message: CardMessage, context: Context) -> Post | None:
    """None is posted that the channel must not hear of."""
    case = context.case()
    if not context.is_posted and is_kept_from_channel(case, context.work.office):
        return None
    return card(
        case,
        office=context.work.office,
        texts=context.texts,
        now=context.work.now,
        around=_discreet_actions(context, case),
        refused=cases.refusals_of(context.work.connection, case.id) if case.file_count else (),
        mention=True,
        mail=mail_of_case(context.work, case),
    )


def _step_line(message: StepLineMessage, context: Context) -> Post | None:
    case = context.case()
    if is_kept_from_channel(case, context.work.office):
        return None
    action = context.action(_action_in(message))
    return brief(
        step_line(
            case,
            message,
            action=action and _discreet_action(context, action),
            words=_note_in(message, context),
            office=context.work.office,
            texts=context.texts,
            now=message.at if context.is_posted else context.work.now,
        )
    )


def _discreet_actions(context: Context, case: Case) -> CaseContext:
    """What is around a case, its actions in words that may be posted."""
    around = case_context_of(context.work, case)
    return replace(around, actions=tuple(_discreet_action(context, one) for one in around.actions))


def _discreet_action(context: Context, action: Action) -> Action:
    return replace(action, title=context.discreet(action.title))


def _note_in(message: StepLineMessage, context: Context) -> str | None:
    """The words of a note, fit to be posted; None of any other step, and once they are erased."""
    if message.event != Step.ADD_NOTE or message.case_id is None:
        return None
    found = journal.words_of(
        context.work.connection,
        message.case_id,
        message.event,
        actor=message.actor,
        at=message.at,
    )
    return found and context.discreet(found)


def _reporter_news(message: ReporterNews, context: Context) -> Post:
    return reporter_news(
        context.case(),
        message,
        action=context.action(_action_in(message)),
        office=context.work.office,
        texts=context.texts,
        now=context.work.now,
    )


def reporter_news(
    case: Case,
    told: StepTold,
    *,
    action: Action | None = None,
    office: Office,
    texts: Texts,
    now: datetime,
) -> Post:
    """Tells who filed a case what became of it; of measures, in the words of who decided them."""
    line = step_line(case, told, action=action, office=office, texts=texts, now=now)
    says = texts.news.told_brief if case.confidential else texts.news.told
    said = says.format(ref=case.ref, line=case_lines.in_line(line))
    measures = _measures(case) if _is_measure(told) else None
    return Post(
        text=" ".join([said, case_lines.said([measures], limit=SAID_MAX)]) if measures else said,
        blocks=[
            section(said),
            *([section(plain(measures))] if measures else []),
            case_buttons(case, texts),
        ],
    )


def _is_measure(told: StepTold) -> bool:
    is_settled = told.event == Step.SETTLE_ON_SPOT and IS_KEPT_ONLY not in told.facts
    return is_settled or told.event == Step.DECIDE_MEASURES


def _measures(case: Case) -> str | None:
    """The explanation of the latest measures; a confidential case quotes nobody."""
    if case.confidential or not case.measures:
        return None
    return cut(one_line(case.measures[-1].explanation), QUOTED_MAX)


def access_ended(_message: Message, context: Context) -> Post:
    """Without a word of the case."""
    return brief(context.texts.news.access_ended.format(ref=context.case().ref))


def _note_refused(_message: Message, context: Context) -> Post:
    return brief(context.texts.news.note_refused.format(ref=context.case().ref))


def _note_answer(message: NoteAnswer, context: Context) -> Post:
    if not message.is_kept:
        return _note_refused(message, context)
    says = context.texts.news
    return brief(says.told.format(ref=context.case().ref, line=says.note_kept.say(message.files)))


KINDS = (
    PostKind(example=CardMessage(case_id=kind.CASE), render=_card),
    PostKind(
        example=StepLineMessage(
            case_id=kind.CASE,
            event=Step.TAKE_CHARGE,
            actor=kind.MANAGER,
            at=kind.AT,
            facts={"owner": kind.PERSON},
        ),
        render=_step_line,
        place=beneath_card,
    ),
    PostKind(
        example=ReporterNews(
            case_id=kind.CASE,
            recipient=kind.PERSON,
            event=Step.TAKE_CHARGE,
            actor=kind.MANAGER,
            at=kind.AT,
            facts={"owner": kind.PERSON},
        ),
        render=_reporter_news,
        place=beneath_receipt,
        of_case=True,
    ),
    PostKind(
        example=AccessEndedNotice(case_id=kind.CASE, recipient=kind.PERSON), render=access_ended
    ),
    PostKind(
        example=NoteRefusedNotice(case_id=kind.CASE, recipient=kind.PERSON), render=_note_refused
    ),
    PostKind(
        example=NoteAnswer(
            case_id=kind.CASE,
            recipient=kind.PERSON,
            once="29840000",
            thread_ts="1794588600.000100",
            is_kept=True,
            files=2,
        ),
        render=_note_answer,
        place=where_it_was_written,
    ),
)
