"""Messages about an action, and about a topic that comes back in spite of one."""

from datetime import datetime, timedelta

from bot.domain.actions.action_steps import ActionStep
from bot.domain.actions.actions import Action, ActionStatus
from bot.domain.cases.cases import Case
from bot.domain.cases.roles import may_see
from bot.domain.cases.taxonomy import Category
from bot.domain.messages.actions import ActionNotice, ActionOwnerLeftNotice, RecurrenceNotice
from bot.domain.reports.quality_risks import CaseTopic, Recurred
from bot.domain.school.office import Office
from bot.messages import kind
from bot.messages.kind import Context, PostKind, brief
from bot.ui.actions.action_lines import titled
from bot.ui.actions.recurrence import recurrence_post
from bot.ui.blocks.blocks import Block, Post, actions, button, plain, section
from bot.ui.blocks.dates import dated, day_of
from bot.ui.blocks.escape import cut, one_line
from bot.ui.blocks.limits import SECTION_MAX
from bot.ui.blocks.people import mention
from bot.ui.cases import case_lines
from bot.ui.cases.card import SAID_MAX, case_buttons
from bot.ui.steps.menu import action_button
from bot.ui.texts.catalogue import Texts
from storage.cases import cases
from storage.reports import risks

QUOTED_MAX = 1_000
"""Characters of what people wrote in one message."""


def _action_notice(message: ActionNotice, context: Context) -> Post:
    return action_notice(
        context.known_action(message.action_id),
        _case_of(context),
        office=context.work.office,
        texts=context.texts,
        now=context.work.now,
    )


def _is_no_longer_theirs(message: ActionNotice, context: Context) -> bool:
    """A done one is theirs until it is judged; but nobody is told any more that it is to do."""
    action = context.known_action(message.action_id)
    is_told = action.status is ActionStatus.TO_DO or context.is_posted
    is_settled = action.status in {ActionStatus.EFFECTIVE, ActionStatus.CANCELLED}
    return is_settled or action.owner != message.recipient or not is_told


def _is_not_to_do(message: ActionOwnerLeftNotice, context: Context) -> bool:
    return not context.known_action(message.action_id).status.is_running


def _where_it_stands(message: ActionNotice | ActionOwnerLeftNotice, context: Context) -> Post:
    return action_as_it_is(
        context.known_action(message.action_id),
        _case_of(context),
        office=context.work.office,
        texts=context.texts,
        now=context.work.now,
    )


def action_as_it_is(
    action: Action, case: Case | None, *, office: Office, texts: Texts, now: datetime
) -> Post:
    """Tells who had to do with an action what became of it."""
    done_at = action.done_at
    said = texts.news.action_is[action.status].format(
        ref=action.ref,
        title=titled(action),
        owner=mention(action.owner),
        when=dated(done_at, office.zone, texts, now=now) if done_at else "",
        who=mention(action.done_by) if action.done_by else "",
    )
    buttons = _case_buttons(case, texts)
    return brief(said, *([actions(buttons)] if buttons else []))


def _case_of(context: Context) -> Case | None:
    """The case that an action comes from, if it comes from one and its reader may open it."""
    case, reader = context.case() if context.row.case_id else None, context.row.recipient
    return case if case and may_see(reader or "", case, context.work.office) else None


def action_notice(
    action: Action, case: Case | None, *, office: Office, texts: Texts, now: datetime
) -> Post:
    """Tells somebody that an action is theirs, until when, and how one will tell that it worked.

    Once it is done, what became of it. `case` is where it comes from, for who may open it.
    """
    if not action.status.is_running:
        return action_as_it_is(action, case, office=office, texts=texts, now=now)
    says = texts.news
    day = day_of(action.due_on, texts, today=now.astimezone(office.zone).date())
    said = says.action.format(ref=action.ref, day=day)
    title = cut(one_line(action.title), QUOTED_MAX)
    criterion = cut(one_line(action.success_criterion or ""), QUOTED_MAX)
    wrote = [title, *([says.action_criterion, criterion] if criterion else [])]
    done = action_button(ActionStep.COMPLETE, action.id, texts=texts, primary=True)
    return Post(
        text="\n".join([said, case_lines.said(wrote, limit=SAID_MAX)]),
        blocks=[
            section(said),
            section(plain("\n".join(wrote), limit=SECTION_MAX)),
            actions([button(done), *_case_buttons(case, texts)]),
        ],
    )


def _action_owner_left(message: ActionOwnerLeftNotice, context: Context) -> Post:
    return action_owner_left_notice(
        context.known_action(message.action_id),
        _case_of(context),
        left=message.left,
        office=context.work.office,
        texts=context.texts,
        now=context.work.now,
    )


def action_owner_left_notice(
    action: Action, case: Case | None, *, left: str, office: Office, texts: Texts, now: datetime
) -> Post:
    """Tells who leads an action that its owner has left, and whose it is until they decide."""
    said = texts.news.action_owner_left.format(
        ref=action.ref,
        day=day_of(action.due_on, texts, today=now.astimezone(office.zone).date()),
        owner=mention(action.owner),
        left=mention(left),
    )
    give = action_button(ActionStep.REASSIGN, action.id, texts=texts)
    return brief(said, actions([button(give), *_case_buttons(case, texts)]))


def _case_buttons(case: Case | None, texts: Texts) -> list[Block]:
    found: list[Block] = case_buttons(case, texts)["elements"] if case else []
    return found


def _recurrence(message: RecurrenceNotice, context: Context) -> Post:
    """Names the cases that may be named by now; one may have become confidential since."""
    recurred = message.recurred
    known = cases.by_ids(context.work.connection, recurred.case_ids)
    risk = risks.of_topic(context.work.connection, recurred.topic)
    return recurrence_post(
        recurred,
        [known[one] for one in recurred.case_ids if not known[one].confidential],
        context.action(recurred.remedy),
        office=context.work.office,
        texts=context.texts,
        now=context.work.now,
        risk_id=risk.id if risk else None,
    )


KINDS = (
    PostKind(
        example=ActionNotice(case_id=kind.CASE, recipient=kind.PERSON, action_id=kind.ACTION),
        render=_action_notice,
        of_case=True,
        is_over=_is_no_longer_theirs,
        ended=_where_it_stands,
    ),
    PostKind(
        example=ActionOwnerLeftNotice(
            case_id=kind.CASE, recipient=kind.MANAGER, action_id=kind.ACTION, left="U0PARTI"
        ),
        render=_action_owner_left,
        of_case=True,
        is_over=_is_not_to_do,
        ended=_where_it_stands,
    ),
    PostKind(
        example=RecurrenceNotice(
            recipient=kind.MANAGER,
            once="20261116083000",
            recurred=Recurred(
                topic=CaseTopic(category=Category.TRAINER, incident_type=None, cause_family=None),
                case_ids=(kind.CASE,),
            ),
        ),
        render=_recurrence,
        lives=timedelta(days=30),
    ),
)
