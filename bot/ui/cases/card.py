"""The card of a case in the quality channel: what happened, who has it, what is due, what to press.

Never the complainant: their name and contact stay in the case (see `case_view`).
"""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.calendar.wall_time import local_day
from bot.domain.cases.cases import Case, Status
from bot.domain.cases.on_spot import is_short
from bot.domain.cases.taxonomy import Continuity, Kind
from bot.domain.mail.case_mail import NO_MAIL, CaseMail
from bot.domain.school.office import CardDetail, Office
from bot.domain.steps.decisions import ALONE, CaseContext
from bot.ui.actions.action_lines import open_action_lines
from bot.ui.blocks.blocks import (
    Block,
    Post,
    StepButton,
    actions,
    beside,
    button,
    context,
    header,
    plain,
    section,
)
from bot.ui.blocks.people import mentions
from bot.ui.cases import case_lines
from bot.ui.cases.timeline import refused_mark
from bot.ui.mail.letter_lines import owed_lines
from bot.ui.mail.replies import reply_line
from bot.ui.school.substitutes import lines_of_case
from bot.ui.steps.menu import card_buttons, card_menu
from bot.ui.texts.catalogue import Texts
from bot.ui.texts.language import BETWEEN

VIEW_CASE = "view_case"
SAID_MAX = 1_800
"""Characters of what people wrote in a message's `text`, whose limit is 4,000 for all."""


def card(
    case: Case,
    *,
    office: Office,
    texts: Texts,
    now: datetime,
    around: CaseContext = ALONE,
    refused: Sequence[str] = (),
    mention: bool = False,
    mail: CaseMail = NO_MAIL,
) -> Post:
    """The card as the case is now.

    `refused` are the reasons, as codes, why files of it are not kept. What it waits for, given
    what is `around` it, is its first button. With `mention`, an interrupted session or an injury
    notifies the training managers, unless the case is confidential. Dates are told on the
    site's clock where the site is named.
    """
    is_full = office.card_detail is CardDetail.FULL and not case.confidential
    office = office.at(case.site) if is_full else office
    late = case_lines.late_marks(case, office=office, texts=texts, now=now)
    title = case_lines.title(case, texts, brief=not is_full)
    if late:
        title = texts.card.late_title.format(title=title)
    alerts = _alerts(case, office=office, texts=texts, is_full=is_full) if mention else []
    told = _mail_lines(mail, office=office, texts=texts, now=now)
    first, last = [*late, *alerts], _last_lines(case, around, office=office, texts=texts, now=now)
    last = [*told, *last]
    facts, said = [], []
    if is_full:
        facts = _facts(case, office=office, texts=texts, now=now, refused=refused)
        said = _said(case, office=office, texts=texts, now=now)
        said += [refused_mark(refused, texts)] if refused else []
    return Post(
        text="\n".join([title, *first, *said, *last]),
        blocks=[
            header(title),
            *([section("\n".join(first))] if first else []),
            *facts,
            *([section("\n".join(last))] if last else []),
            case_buttons(case, texts, around=around),
        ],
    )


def case_buttons(case: Case, texts: Texts, *, around: CaseContext | None = None) -> Block:
    """« Voir le dossier »; before and after it, given what is `around` the case, its steps."""
    steps = [] if around is None else card_buttons(case, texts, around=around)
    menu = [] if around is None else card_menu(case, texts, around=around)
    view = StepButton(label=texts.card.view, action_id=VIEW_CASE, value=str(case.id))
    spoken = texts.card.view_spoken.format(ref=case.ref)
    return actions([*(button(step) for step in steps), button(view, spoken=spoken), *menu])


def facts_of(case: Case, *, office: Office, texts: Texts, now: datetime) -> list[Block]:
    """Facts and their reporter; people's own words stand as plain text."""
    told = [case_lines.reception(case, office=office, texts=texts, now=now)]
    if case.kind is Kind.COMPLAINT:
        told.append(case_lines.recorded(case, texts))
    else:
        told.append(case_lines.severity(case, texts))
    if case.site is not None:
        told.append(case_lines.site(case.site, texts))
    if case.file_count:
        told.append(texts.card.files.say(case.file_count))
    line = BETWEEN.join(told)
    remedy = case_lines.remedy(case, texts)
    return [
        section(plain(case_lines.excerpt(case, texts))),
        *([section(plain(remedy))] if remedy else []),
        *map(section, case_lines.marks(case, texts)),
        *map(section, case_lines.on_spot(case, office=office, texts=texts, now=now)),
        beside(case.session, line) if case.session else context(case_lines.capital(line)),
    ]


def told_lines(case: Case, *, office: Office, texts: Texts, now: datetime) -> list[str]:
    """The facts as lines, for a message's `text`, which notices show."""
    wrote = (case_lines.excerpt(case, texts), case_lines.remedy(case, texts), case.session)
    reception = case_lines.reception(case, office=office, texts=texts, now=now)
    where = [case_lines.site(case.site, texts)] if case.site else []
    about = [case_lines.capital(reception), case_lines.severity(case, texts), *where]
    return [
        case_lines.said(wrote, limit=SAID_MAX),
        *case_lines.marks(case, texts),
        *case_lines.on_spot(case, office=office, texts=texts, now=now),
        BETWEEN.join(about),
    ]


def _mail_lines(mail: CaseMail, *, office: Office, texts: Texts, now: datetime) -> list[str]:
    """An answer that waits for a step, and letters that did not simply leave."""
    reply = mail.reply
    answered = [reply_line(reply, office=office, texts=texts, now=now)] if reply else []
    return [*answered, *owed_lines(mail.letters, office=office, texts=texts, now=now)]


def _facts(
    case: Case, *, office: Office, texts: Texts, now: datetime, refused: Sequence[str]
) -> list[Block]:
    return [
        *facts_of(case, office=office, texts=texts, now=now),
        *([context(f":warning: {refused_mark(refused, texts)}")] if refused else []),
        context(case_lines.progress(case, texts)),
    ]


def _said(case: Case, *, office: Office, texts: Texts, now: datetime) -> list[str]:
    told = told_lines(case, office=office, texts=texts, now=now)
    return [*told, case_lines.standing(case, texts)]


def _last_lines(
    case: Case, around: CaseContext, *, office: Office, texts: Texts, now: datetime
) -> list[str]:
    """Deadlines, actions and owner; the confidential and the minimal card name nobody."""
    dues = [
        *case_lines.due_lines(case, office=office, texts=texts, now=now),
        *case_lines.answer_lines(case, office=office, texts=texts, now=now),
    ]
    if case.confidential:
        return dues
    if office.card_detail is CardDetail.MINIMAL:
        return [case_lines.capital(case_lines.severity(case, texts)), *dues]
    today = local_day(now, office.zone)
    running = open_action_lines(around.actions, texts, today=today)
    validating = case_lines.validating(case, texts, around=around)
    replaced = lines_of_case(case, office, texts, today=today)
    return [*dues, *running, *case_lines.owners(case, texts), *replaced, *validating]


def _alerts(case: Case, *, office: Office, texts: Texts, is_full: bool) -> list[str]:
    """Who is called, and why, until somebody takes it on; only who, where it is to say little."""
    if case.status is not Status.REPORTED:
        return []
    stopped = case.continuity is Continuity.NO and not is_short(case)
    if case.confidential or not office.in_training or not (stopped or case.injury):
        return []
    who = mentions(office.in_training, texts)
    if not is_full:
        return [texts.card.mention_plain.format(who=who)]
    if stopped and case.injury:
        return [texts.card.mention_both.format(who=who)]
    reason = texts.card.mention_stopped if stopped else texts.card.mention_injury
    return [reason.format(who=who)]
