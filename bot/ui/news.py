"""Direct messages about a case or an action: news, something given to do, a note not kept."""

from datetime import datetime

from bot.domain.action_steps import ActionStep
from bot.domain.actions import Action
from bot.domain.cases import Case
from bot.domain.lifecycles import Step
from bot.domain.office import Office
from bot.domain.steps import ALONE
from bot.ui import case_lines
from bot.ui.blocks import actions, button, plain, section
from bot.ui.card import SAID_MAX, case_buttons
from bot.ui.dates import day_of
from bot.ui.escape import cut, mrkdwn, one_line
from bot.ui.limits import SECTION_MAX
from bot.ui.people import mention
from bot.ui.post import Post
from bot.ui.step_lines import Told, step_line
from bot.ui.steps.action_menu import action_button
from bot.ui.texts.catalogue import Texts

QUOTED_MAX = 1_000
"""Characters of what people wrote in one message."""


def line_post(case: Case, told: Told, *, office: Office, texts: Texts, now: datetime) -> Post:
    """The line in the card's thread."""
    line = step_line(case, told, office=office, texts=texts, now=now)
    return Post(text=line, blocks=[section(line)])


def reporter_news(case: Case, told: Told, *, office: Office, texts: Texts, now: datetime) -> Post:
    """Tells who filed a case what became of it; of measures, in the words of who decided them."""
    line = step_line(case, told, office=office, texts=texts, now=now)
    says = texts.news.told_brief if case.confidential else texts.news.told
    said = says.format(ref=case.ref, line=case_lines.in_line(line))
    measures = _measures(case) if told.event == Step.DECIDE_MEASURES else None
    return Post(
        text=" ".join([said, case_lines.said([measures], limit=SAID_MAX)]) if measures else said,
        blocks=[
            section(said),
            *([section(plain(measures))] if measures else []),
            case_buttons(case, texts),
        ],
    )


def owner_notice(case: Case, *, office: Office, texts: Texts, now: datetime) -> Post:
    """Tells somebody that a case is theirs now, and what it waits for."""
    if case.confidential:
        said = texts.news.owned_confidential.format(ref=case.ref)
    else:
        said = texts.news.owned.format(title=mrkdwn(case_lines.title(case, texts, brief=True)))
    to_do = [texts.case.to_do.format(what=case_lines.to_do(case, texts))]
    late = case_lines.late_lines(case, office=office, texts=texts, now=now)
    dues = case_lines.due_lines(case, office=office, texts=texts, now=now)
    lines = "\n".join([said, *late, *to_do, *dues])
    return Post(text=lines, blocks=[section(lines), case_buttons(case, texts, around=ALONE)])


def action_notice(
    action: Action, case: Case | None, *, office: Office, texts: Texts, now: datetime
) -> Post:
    """Tells somebody that an action is theirs, until when, and how one will tell that it worked."""
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
            actions([button(done), *(case_buttons(case, texts)["elements"] if case else [])]),
        ],
    )


def owner_left_notice(case: Case, *, owner: str, texts: Texts) -> Post:
    """Tells who leads the case that its owner has left and it waits for another."""
    said = texts.news.owner_left.format(ref=case.ref, owner=mention(owner))
    return Post(text=said, blocks=[section(said), case_buttons(case, texts)])


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
    shown = case_buttons(case, texts)["elements"] if case else []
    return Post(text=said, blocks=[section(said), actions([button(give), *shown])])


def note_refused(case: Case, texts: Texts) -> Post:
    """Tells somebody that what they said in a thread is not in the case."""
    said = texts.news.note_refused.format(ref=case.ref)
    return Post(text=said, blocks=[section(said)])


def _measures(case: Case) -> str | None:
    """The explanation of the latest measures; a confidential case quotes nobody."""
    if case.confidential or not case.measures:
        return None
    return cut(one_line(case.measures[-1].explanation), QUOTED_MAX)
