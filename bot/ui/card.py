"""The card of a case in the quality channel: what happened, who has it, what is due, what to press.

Never the complainant: their name and contact stay in the case (see `case_view`).
"""

from datetime import datetime

from bot.domain.cases import Case
from bot.domain.office import CardDetail, Office
from bot.domain.steps import ALONE, Surroundings
from bot.domain.taxonomy import Continuity, Kind
from bot.ui import case_lines
from bot.ui.blocks import Block, StepButton, actions, button, context, header, plain, section
from bot.ui.people import mentions
from bot.ui.post import Post
from bot.ui.steps.menu import card_buttons, card_menu
from bot.ui.texts.catalogue import Texts

VIEW_CASE = "view_case"
SAID_MAX = 1_800
"""Characters of what people wrote in a message's `text`, whose limit is 4,000 for all."""


def card(
    case: Case,
    *,
    office: Office,
    texts: Texts,
    now: datetime,
    around: Surroundings = ALONE,
    mention: bool = False,
) -> Post:
    """The card as the case is now.

    What it waits for, given what is `around` it, is its first button. With `mention`, an
    interrupted session or an injury notifies the training managers, unless the case is
    confidential. Dates are told on the site's clock where the site is named.
    """
    is_full = office.card_detail is CardDetail.FULL and not case.confidential
    office = office.at(case.site) if is_full else office
    late = case_lines.late_marks(case, office=office, texts=texts, now=now)
    title = case_lines.title(case, texts, brief=not is_full)
    if late:
        title = texts.card.late_title.format(title=title)
    alerts = _alerts(case, office=office, texts=texts, is_full=is_full) if mention else []
    first, last = [*late, *alerts], _last_lines(case, office=office, texts=texts, now=now)
    facts, said = [], []
    if is_full:
        facts = _facts(case, office=office, texts=texts, now=now)
        said = _said(case, office=office, texts=texts, now=now)
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


def case_buttons(case: Case, texts: Texts, *, around: Surroundings | None = None) -> Block:
    """« Voir le dossier »; before and after it, given what is `around` the case, its steps."""
    steps = [] if around is None else card_buttons(case, texts, around=around)
    menu = [] if around is None else card_menu(case, texts, around=around)
    view = StepButton(label=texts.card.view, action_id=VIEW_CASE, value=str(case.id))
    spoken = texts.card.view_spoken.format(ref=case.ref)
    return actions([*(button(step) for step in steps), button(view, spoken=spoken), *menu])


def facts_of(case: Case, *, office: Office, texts: Texts, now: datetime) -> list[Block]:
    """What happened, and who told it when; what people wrote stands as plain text."""
    told = [case_lines.reception(case, office=office, texts=texts, now=now)]
    if case.kind is Kind.COMPLAINT:
        told.append(case_lines.recorded(case, texts))
    else:
        told.append(case_lines.severity(case, texts))
    if case.site is not None:
        told.append(case_lines.site(case.site, texts))
    if case.file_count:
        told.append(texts.card.files.say(case.file_count))
    session = [plain(case.session)] if case.session else []
    line = " · ".join(told)
    remedy = case_lines.remedy(case, texts)
    return [
        section(plain(case_lines.excerpt(case, texts))),
        *([section(plain(remedy))] if remedy else []),
        *([section(texts.card.injury)] if case.injury else []),
        context(*session, f"· {line}" if session else case_lines.capital(line)),
    ]


def told_lines(case: Case, *, office: Office, texts: Texts, now: datetime) -> list[str]:
    """The same for a message's `text`."""
    wrote = (case_lines.excerpt(case, texts), case_lines.remedy(case, texts), case.session)
    reception = case_lines.reception(case, office=office, texts=texts, now=now)
    where = [case_lines.site(case.site, texts)] if case.site else []
    about = [case_lines.capital(reception), case_lines.severity(case, texts), *where]
    return [
        case_lines.said(wrote, limit=SAID_MAX),
        *([texts.card.injury] if case.injury else []),
        " · ".join(about),
    ]


def _facts(case: Case, *, office: Office, texts: Texts, now: datetime) -> list[Block]:
    return [
        *facts_of(case, office=office, texts=texts, now=now),
        context(case_lines.progress(case, texts)),
    ]


def _said(case: Case, *, office: Office, texts: Texts, now: datetime) -> list[str]:
    status = texts.words.status[case.status]
    return [*told_lines(case, office=office, texts=texts, now=now), status]


def _last_lines(case: Case, *, office: Office, texts: Texts, now: datetime) -> list[str]:
    """What is due, and who has it; the confidential and the minimal card name nobody."""
    dues = case_lines.due_lines(case, office=office, texts=texts, now=now)
    if case.confidential:
        return dues
    if office.card_detail is CardDetail.MINIMAL:
        return [case_lines.capital(case_lines.severity(case, texts)), *dues]
    return [*dues, case_lines.owner(case, texts)]


def _alerts(case: Case, *, office: Office, texts: Texts, is_full: bool) -> list[str]:
    """Who is called, and why; only who, where the card is to say little."""
    stopped = case.continuity is Continuity.NO
    if case.confidential or not office.training_managers or not (stopped or case.injury):
        return []
    who = mentions(office.training_managers, texts)
    if not is_full:
        return [texts.card.mention_plain.format(who=who)]
    if stopped and case.injury:
        return [texts.card.mention_both.format(who=who)]
    reason = texts.card.mention_stopped if stopped else texts.card.mention_injury
    return [reason.format(who=who)]
