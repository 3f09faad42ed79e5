"""All that there is about a session, on one screen; its trainers are named, nobody else."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from bot.domain.calendar.wall_time import local_day
from bot.domain.cases.cases import Case
from bot.domain.cases.confidentiality import discreet
from bot.domain.cases.letters import LetterKind
from bot.domain.cases.taxonomy import Kind, Means
from bot.domain.register.session_dossiers import ProvenCase, SessionDossier
from bot.domain.sessions.sessions import KnownSession, TrainingSession
from bot.slack.payload_shapes import View
from bot.ui.actions.action_lines import TITLE_MAX
from bot.ui.blocks.blocks import (
    Block,
    Post,
    StepButton,
    actions,
    beside,
    button,
    context,
    divider,
    section,
)
from bot.ui.blocks.dates import full_moment
from bot.ui.blocks.escape import cut, mrkdwn, one_line
from bot.ui.blocks.modal import carried_by, modal
from bot.ui.blocks.read_back import page_in, read_back
from bot.ui.cases import case_lines
from bot.ui.cases.lists import titled_row
from bot.ui.filing.session_choice import days_of, short_day
from bot.ui.mail.letter_lines import letter_line
from bot.ui.sessions.appreciations import figures_lines
from bot.ui.sessions.session_form import CORRECT, adding
from bot.ui.texts.catalogue import Texts
from bot.ui.texts.language import BETWEEN

CALLBACK_ID = "session_dossier"
PREVIOUS, NEXT = "session_previous", "session_next"
LINK = "session_link"
OPEN = "session_open"
ACTIONS_SHOWN = 4
CLOSE_ONES_MAX = 10
CODE_SHOWN = 60
NAMES_SHOWN = 500
"""Characters of the trainers' names."""


def dossier_modal(dossier: SessionDossier, texts: Texts) -> Block:
    """The session, a page of its cases with what proves each, and cases to link to it."""
    says, session = texts.dossier, dossier.known.session
    today = local_day(dossier.read_at, dossier.office.zone)
    blocks = [
        section(f"*{mrkdwn(session.label)}*"),
        context(BETWEEN.join([*_about(session, texts, today=today), _source(dossier, texts)])),
        actions([_correction(session, texts)]),
        *_counted(dossier, texts),
        *figures_lines(dossier.said, texts),
        *(block for one in dossier.cases for block in _case(one, dossier, texts)),
        *_turns(dossier, texts),
        *_likely(dossier, texts),
    ]
    return modal(
        says.title,
        blocks,
        callback_id=CALLBACK_ID,
        close=says.close,
        carried={"session": session.key, "page": dossier.page},
    )


def shown_in(view: View) -> tuple[str, int]:
    """The key of the session that a modal shows, and its page. Raises UnreadableError."""
    carried = carried_by(view)
    return read_back(str, carried.get("session")), page_in(carried.get("page"))


def close_post(found: Sequence[KnownSession], texts: Texts, *, code: str, today: date) -> Post:
    """The sessions that may be meant, each with a button that opens it, for one person's eyes."""
    says = texts.dossier
    asked = mrkdwn(cut(one_line(code), CODE_SHOWN))
    said = says.unknown.format(code=asked) if asked else says.nothing_today
    if found:
        said = f"{said} {says.close_ones}" if asked else says.today
    rows = [_row(one.session, texts, today=today) for one in found[:CLOSE_ONES_MAX]]
    labels = [mrkdwn(one.session.label) for one in found[:CLOSE_ONES_MAX]]
    blocks = [section(said), *rows, actions([adding(cut(one_line(code), CODE_SHOWN), texts)])]
    return Post(text="\n".join([said, *labels]), blocks=blocks)


def _correction(session: TrainingSession, texts: Texts) -> Block:
    label = texts.session_form.correct
    return button(StepButton(label=label, action_id=CORRECT, value=session.key))


def _row(session: TrainingSession, texts: Texts, *, today: date) -> Block:
    says = texts.dossier
    told = BETWEEN.join(filter(None, (days_of(session, texts, today=today), session.site)))
    opening = StepButton(label=says.open, action_id=OPEN, value=session.key)
    spoken = says.open_spoken.format(code=session.code)
    lines = [mrkdwn(session.label), *([mrkdwn(told)] if told else [])]
    return section("\n".join(lines)) | {"accessory": button(opening, spoken=spoken)}


def _about(session: TrainingSession, texts: Texts, *, today: date) -> Iterator[str]:
    says = texts.dossier
    if days := days_of(session, texts, today=today):
        yield days
    if place := ", ".join(filter(None, (session.site, session.room))):
        yield says.place.format(place=mrkdwn(place))
    if names := cut(mrkdwn(", ".join(session.trainers)), NAMES_SHOWN):
        yield says.trainers.format(names=names)
    if session.trainees is not None:
        yield says.trainees.say(session.trainees)
    for template, name in ((says.client, session.client), (says.funder, session.funder)):
        if name:
            yield template.format(name=mrkdwn(name))
    if session.is_cancelled:
        yield says.cancelled


def _source(dossier: SessionDossier, texts: Texts) -> str:
    known, says = dossier.known, texts.dossier
    template = says.source if known.gone_at is None else says.gone
    day = _day(known.gone_at or known.seen_at, dossier, texts)
    return template.format(source=mrkdwn(known.source), day=day)


def _counted(dossier: SessionDossier, texts: Texts) -> Iterator[Block]:
    """How many cases there are, or that there is none, as of when it is read."""
    says, at = texts.dossier, full_moment(dossier.read_at, dossier.office.zone, texts)
    if dossier.total:
        cases = says.cases.say(dossier.total)
        yield section(says.counted.format(cases=cases, moment=at))
    elif not dossier.hidden:
        yield section(says.none.format(moment=at))
    if dossier.hidden:
        yield context(says.hidden.say(dossier.hidden))


def _case(proven: ProvenCase, dossier: SessionDossier, texts: Texts) -> list[Block]:
    """A case and its proofs in five blocks at most, beneath the button that opens it."""
    facts = context(_facts(proven, dossier, texts))
    blocks = [divider(), titled_row(proven.case, texts), facts]
    letters = list(_letters(proven, dossier, texts))
    acted = list(_acted(proven, texts))
    blocks += [section("\n".join(letters))] if letters else []
    return [*blocks, context("\n".join(acted))] if acted else blocks


def _facts(proven: ProvenCase, dossier: SessionDossier, texts: Texts) -> str:
    says, case, traces = texts.dossier, proven.case, proven.traces
    facts = [
        case_lines.standing(case, texts),
        _received(case, dossier, texts),
        says.files.say(traces.files),
    ]
    if traces.latest_at is not None:
        latest = _day(traces.latest_at, dossier, texts)
        entries = says.entries.say(traces.entries)
        facts.append(says.latest.format(entries=entries, day=latest))
    return BETWEEN.join(facts)


def _received(case: Case, dossier: SessionDossier, texts: Texts) -> str:
    says = texts.dossier
    template = says.received if case.kind is Kind.COMPLAINT else says.reported
    return template.format(day=_day(case.received_at, dossier, texts))


def _letters(proven: ProvenCase, dossier: SessionDossier, texts: Texts) -> Iterator[str]:
    """Letters declared as sent, then those by mail with what became of them."""
    office, now = dossier.office, dossier.read_at
    by_mail = {one.kind for one in proven.letters}
    for kind, at, means in _declared(proven.case):
        if kind not in by_mail:
            yield texts.dossier.letter.format(
                letter=texts.words.letter[kind],
                means=texts.words.means.in_line[means],
                day=_day(at, dossier, texts),
            )
    for one in proven.letters:
        yield letter_line(one, office=office, texts=texts, now=now)


def _declared(case: Case) -> Iterator[tuple[LetterKind, datetime, Means]]:
    sent = (
        (LetterKind.ACKNOWLEDGEMENT, case.ack_sent_at, case.ack_means),
        (LetterKind.PROPOSAL, case.answered_at, case.answer_means),
    )
    for kind, at, means in sent:
        if at is not None and means is not None:
            yield kind, at, means


def _acted(proven: ProvenCase, texts: Texts) -> Iterator[str]:
    """Actions with where they stand, whose last word is their effect."""
    says = texts.dossier
    for action in proven.actions[:ACTIONS_SHOWN]:
        yield says.action.format(
            ref=action.ref,
            title=mrkdwn(cut(discreet(one_line(action.title)), TITLE_MAX)),
            status=texts.words.action_status.in_line[action.status],
        )
    if more := says.more_actions.say(len(proven.actions[ACTIONS_SHOWN:])):
        yield more


def _turns(dossier: SessionDossier, texts: Texts) -> Iterator[Block]:
    says = texts.dossier
    turns = [
        (dossier.page > 0, StepButton(label=says.previous, action_id=PREVIOUS, value="previous")),
        (not dossier.is_last_page, StepButton(label=says.next, action_id=NEXT, value="next")),
    ]
    buttons = [button(step) for is_there, step in turns if is_there]
    if buttons:
        yield actions(buttons)


def _likely(dossier: SessionDossier, texts: Texts) -> Iterator[Block]:
    """Cases that may be about the session, each with the one press that links it."""
    likely, says = dossier.likely, texts.dossier
    if not likely:
        return
    yield divider()
    yield section(says.likely)
    for case in likely:
        step = StepButton(label=says.link, action_id=LINK, value=str(case.id))
        title = mrkdwn(case_lines.title(case, texts, brief=True))
        spoken = says.link_spoken.format(ref=case.ref)
        yield section(f"*{title}*") | {"accessory": button(step, spoken=spoken)}
        written = discreet(one_line(case.session or ""))
        yield beside(written, _received(case, dossier, texts))


def _day(at: datetime, dossier: SessionDossier, texts: Texts) -> str:
    """« 3 décembre 2026 », the year always: it is read in an audit."""
    return short_day(local_day(at, dossier.office.zone), texts)
