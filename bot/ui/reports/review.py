"""A half-yearly review as a message: what was found and planned, what is still to be written."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain
from zoneinfo import ZoneInfo

from bot.domain.calendar.periods import Semester, parse_semester
from bot.domain.reports.reviews import Review, ReviewNotes, mark_of
from bot.ui.blocks import inputs
from bot.ui.blocks.blocks import (
    Block,
    Post,
    StepButton,
    actions,
    button,
    context,
    header,
    plain,
    section,
)
from bot.ui.blocks.dates import day_of, moment
from bot.ui.blocks.escape import cut, mrkdwn
from bot.ui.blocks.limits import HEADER_MAX, MESSAGE_TEXT_MAX, OPTIONS_MAX, SECTION_MAX
from bot.ui.blocks.read_back import page_in
from bot.ui.reports.review_lines import opening_lines, review_title, risk_name
from bot.ui.reports.summary import origin_of
from bot.ui.texts.catalogue import Texts
from bot.ui.texts.language import BETWEEN

PREPARE_REVIEW = "prepare_review"
WRITE_REVIEW = "write_review"
JUDGE_RISK = "judge_review_risk"
PLAN_ACTION = "plan_review_action"
FREEZE_REVIEW = "freeze_review"
APPROVE_REVIEW = "approve_review"

_RISKS_SHOWN = 5
_MISSING_NAMED = 3
"""Empty sections that fit into the question before approval."""
_ACTS = "review_acts"


def review_post(review: Review, *, zone: ZoneInfo, texts: Texts) -> Post:
    """A review with what is to be done about it."""
    lines = list(_parts(review, texts))
    stamp = _stamp(review, zone, texts)
    title = review_title(review.figures.semester, texts)
    return Post(
        text=cut("\n".join([title, *lines, stamp]), MESSAGE_TEXT_MAX),
        blocks=[
            header(cut(title, HEADER_MAX)),
            *(section(cut(part, SECTION_MAX)) for part in lines if part),
            context(stamp),
            *_acts(review, texts),
        ],
    )


def review_preview(
    review: Review,
    *,
    is_begun: bool,
    may_write: bool,
    zone: ZoneInfo,
    texts: Texts,
    shows_plan: bool = True,
) -> Post:
    """A half-year as it is now, for whoever asked; quality managers may have it prepared.

    Who is to do what is for those in charge: to others the plan is not even missing.
    """
    says = texts.review_forms
    when = moment(review.generated_at, zone, texts, now=review.generated_at)
    notes = [texts.summary.preview, texts.summary.stamp.format(when=when)]
    note = " ".join(notes if is_begun else [*notes, says.not_prepared])
    hidden = frozenset() if shows_plan else frozenset({says.plan_action})
    lines = list(_parts(review, texts, hidden=hidden, is_begun=is_begun))
    title = review_title(review.figures.semester, texts)
    period = str(review.figures.semester)
    prepare = button(StepButton(label=says.prepare, action_id=PREPARE_REVIEW, value=period))
    can_prepare = may_write and not is_begun
    return Post(
        text=cut("\n".join([note, title, *lines]), MESSAGE_TEXT_MAX),
        blocks=[
            header(cut(title, HEADER_MAX)),
            *(section(cut(part, SECTION_MAX)) for part in lines if part),
            context(note),
            *([actions([prepare])] if can_prepare else []),
        ],
    )


def marked_in(value: str) -> tuple[Semester, str | None]:
    """Which review, and which of its risks or actions, a button or a choice names."""
    period, _, mark = value.partition(":")
    return parse_semester(period), mark or None


def edition_in(value: str) -> tuple[Semester, int]:
    """Which review, and which edition of it, a button is to freeze."""
    period, _, edition = value.partition(":")
    return parse_semester(period), page_in(edition)


def missing_parts(notes: ReviewNotes, texts: Texts) -> Mapping[str, list[str]]:
    """What nobody has written yet, as its fields are called, by the button that asks for it."""
    says, forms = texts.review, texts.review_forms
    untreated = forms.untreated.say(sum(not risk.is_answered for risk in notes.risks))
    written = {
        says.trainees: notes.trainees is not None,
        says.sessions: notes.sessions is not None,
        forms.ask_recurring: bool(notes.recurring),
        forms.ask_difficulties: bool(notes.difficulties),
        forms.ask_feedback: bool(notes.feedback),
        forms.ask_decisions: bool(notes.decisions),
    }
    missing = {
        forms.complete: [name for name, is_there in written.items() if not is_there],
        forms.judge_risk: list(filter(None, [untreated if notes.risks else forms.no_risks])),
        forms.plan_action: [] if notes.plan else [forms.no_actions],
    }
    return {door: parts for door, parts in missing.items() if parts}


def _parts(
    review: Review, texts: Texts, *, hidden: frozenset[str] = frozenset(), is_begun: bool = True
) -> Iterator[str]:
    says, notes, today = texts.review, review.notes, review.generated_at.date()
    unconfirmed = says.to_confirm.say(review.figures.to_confirm)
    yield "\n".join(filter(None, [*opening_lines(review.figures, texts), unconfirmed]))
    if notes.risks:
        yield "\n".join([f"*{says.risks}*", *_risks(notes, texts)])
    if notes.plan and texts.review_forms.plan_action not in hidden:
        yield "\n".join([f"*{says.plan}*", *_plan(notes, texts, today=today)])
    missing = {
        door: parts
        for door, parts in missing_parts(notes, texts).items()
        if is_begun and door not in hidden
    }
    yield "\n".join(_left(missing, texts, is_approved=review.approval is not None))
    if not (review.figures.is_whole or hidden):
        yield texts.review_forms.unfinished


def _left(missing: Mapping[str, list[str]], texts: Texts, *, is_approved: bool) -> Iterator[str]:
    """Where what is missing is to be written, or that nobody wrote it."""
    forms = texts.review_forms
    if not is_approved:
        for door, parts in missing.items():
            yield forms.missing.format(door=door, parts=", ".join(parts))
    elif missing:
        yield forms.left_empty.format(parts=", ".join(chain.from_iterable(missing.values())))


def _acts(review: Review, texts: Texts) -> list[Block]:
    """Buttons on a review; who may is for the service to say.

    What is approved changes by another edition only, which is a draft again.
    """
    says, named = texts.review_forms, f"{review.figures.semester}:{review.edition + 1}"
    if review.approval is not None:
        correct = StepButton(label=says.correct, action_id=FREEZE_REVIEW, value=named)
        return [actions([button(correct)], block_id=_ACTS)]
    pdf = button(StepButton(label=says.new_pdf, action_id=FREEZE_REVIEW, value=named))
    approve = StepButton(label=says.approve, action_id=APPROVE_REVIEW, value=named, primary=True)
    confirmed = button(approve) | {"confirm": _confirmation(review.notes, texts)}
    is_over = review.figures.is_whole
    return [
        actions([*_writing(review, texts), pdf, *([confirmed] if is_over else [])], block_id=_ACTS)
    ]


def _writing(review: Review, texts: Texts) -> Iterator[Block]:
    says, notes, period = texts.review_forms, review.notes, str(review.figures.semester)
    risks = [(risk_name(risk, texts), mark_of(risk)) for risk in notes.risks]
    plan = [(one.title, mark_of(one)) for one in notes.plan if one.action_ref is None]
    yield button(StepButton(label=says.complete, action_id=WRITE_REVIEW, value=period))
    yield _menu(JUDGE_RISK, says.judge_risk, [*risks, (says.another_risk, "")], period)
    yield _menu(PLAN_ACTION, says.plan_action, [*plan, (says.another_action, "")], period)


def _menu(action_id: str, placeholder: str, choices: list[tuple[str, str]], period: str) -> Block:
    options = [inputs.option(label, f"{period}:{mark}") for label, mark in choices[-OPTIONS_MAX:]]
    return inputs.select(options, placeholder) | {"action_id": action_id}


def _confirmation(notes: ReviewNotes, texts: Texts) -> Block:
    """Asks once more, and says which sections nobody wrote."""
    says = texts.review_forms
    missing = [*chain.from_iterable(missing_parts(notes, texts).values())]
    others = texts.summary.more_late.say(len(missing) - _MISSING_NAMED)
    named = ", ".join([*missing[:_MISSING_NAMED], *([others] if others else [])])
    empty = [says.left_empty.format(parts=named)] if missing else []
    return {
        "title": plain(says.approve_title),
        "text": plain(" ".join([*empty, says.approve_warning])),
        "confirm": plain(says.approve),
        "deny": plain(texts.forms.cancel),
    }


def _risks(notes: ReviewNotes, texts: Texts) -> Iterator[str]:
    says = texts.review_forms
    for number, risk in enumerate(notes.risks[:_RISKS_SHOWN], start=1):
        level = texts.review.level[risk.level]
        yield says.risk_line.format(number=number, risk=mrkdwn(risk_name(risk, texts)), level=level)


def _plan(notes: ReviewNotes, texts: Texts, *, today: date) -> Iterator[str]:
    for one in notes.plan:
        yield texts.review_forms.plan_line.format(
            ref=f"{one.action_ref}{BETWEEN}" if one.action_ref else "",
            title=mrkdwn(one.title),
            owner=f"<@{one.owner}>",
            due=day_of(one.due_on, texts, today=today),
        )


def _stamp(review: Review, zone: ZoneInfo, texts: Texts) -> str:
    says, now = texts.review, review.generated_at
    approval = review.approval
    state = says.draft
    if approval is not None:
        when = moment(approval.at, zone, texts, now=now)
        state = says.approved.format(who=f"<@{approval.by}>", when=when)
    return f"{state}. {origin_of(review, texts=texts)}"
