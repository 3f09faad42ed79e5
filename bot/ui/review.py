"""A half-yearly review as a message: what was found and planned, what is still to be written."""

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from bot.domain.periods import Semester, parse_semester
from bot.domain.reviews import Review, ReviewNotes, mark_of
from bot.ui import inputs
from bot.ui.blocks import Block, StepButton, actions, button, context, header, plain, section
from bot.ui.dates import day_of, moment
from bot.ui.escape import cut, mrkdwn
from bot.ui.limits import HEADER_MAX, MESSAGE_TEXT_MAX, OPTIONS_MAX, SECTION_MAX
from bot.ui.post import Post
from bot.ui.read_back import page_in
from bot.ui.review_lines import opening_lines, review_title, risk_name
from bot.ui.texts.catalogue import Texts

PREPARE_REVIEW = "prepare_review"
WRITE_REVIEW = "write_review"
JUDGE_RISK = "judge_review_risk"
PLAN_ACTION = "plan_review_action"
FREEZE_REVIEW = "freeze_review"
APPROVE_REVIEW = "approve_review"

_FINGERPRINT_SHOWN = 12
_RISKS_SHOWN = 5
_ACTS = "review_acts"


def review_post(review: Review, notes: ReviewNotes, *, zone: ZoneInfo, texts: Texts) -> Post:
    """The latest edition's figures, with what was written since."""
    lines = list(_parts(review, notes, texts))
    stamp = _stamp(review, zone, texts)
    title = review_title(review.figures.semester, texts)
    return Post(
        text=cut("\n".join([title, *lines, stamp]), MESSAGE_TEXT_MAX),
        blocks=[
            header(cut(title, HEADER_MAX)),
            *(section(cut(part, SECTION_MAX)) for part in lines if part),
            context(stamp),
            *_acts(review, notes, texts),
        ],
    )


def review_preview(
    review: Review, *, is_begun: bool, may_write: bool, zone: ZoneInfo, texts: Texts
) -> Post:
    """A half-year as it is now, for whoever asked; quality managers may have it prepared."""
    says = texts.review
    when = moment(review.generated_at, zone, texts, now=review.generated_at)
    notes = [texts.summary.preview, texts.summary.stamp.format(when=when)]
    note = " ".join(notes if is_begun else [*notes, says.not_prepared])
    lines = list(_parts(review, review.notes, texts))
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


def missing_parts(notes: ReviewNotes, texts: Texts) -> list[str]:
    """What nobody has written yet, by the names of the sections."""
    says = texts.review
    written = {
        says.activity: notes.trainees is not None and notes.sessions is not None,
        says.recurring: bool(notes.recurring),
        says.difficulties: bool(notes.difficulties),
        says.risks: bool(notes.risks) and all(risk.treatment for risk in notes.risks),
        says.plan: bool(notes.plan),
        says.decisions: bool(notes.decisions),
    }
    return [name for name, is_there in written.items() if not is_there]


def _parts(review: Review, notes: ReviewNotes, texts: Texts) -> Iterator[str]:
    says, today = texts.review, review.generated_at.date()
    yield "\n".join(opening_lines(review.figures, texts))
    if notes.risks:
        yield "\n".join([f"*{says.risks}*", *_risks(notes, texts)])
    if notes.plan:
        yield "\n".join([f"*{says.plan}*", *_plan(notes, texts, today=today)])
    missing = missing_parts(notes, texts)
    if missing and review.approval is None:
        yield says.missing.format(parts=", ".join(missing))


def _acts(review: Review, notes: ReviewNotes, texts: Texts) -> list[Block]:
    """What may be done to a review; who may is for the service to say."""
    says, period = texts.review, str(review.figures.semester)
    named = f"{period}:{review.edition + 1}"
    risks = [(risk_name(risk, texts), mark_of(risk)) for risk in notes.risks]
    plan = [(one.title, mark_of(one)) for one in notes.plan if one.action_ref is None]
    approve = StepButton(label=says.approve, action_id=APPROVE_REVIEW, value=named, primary=True)
    return [
        actions(
            [
                button(StepButton(label=says.complete, action_id=WRITE_REVIEW, value=period)),
                _menu(JUDGE_RISK, says.judge_risk, [*risks, (says.another_risk, "")], period),
                _menu(PLAN_ACTION, says.plan_action, [*plan, (says.another_action, "")], period),
                button(StepButton(label=says.new_pdf, action_id=FREEZE_REVIEW, value=named)),
                button(approve) | {"confirm": _confirmation(texts)},
            ],
            block_id=_ACTS,
        )
    ]


def _menu(action_id: str, placeholder: str, choices: list[tuple[str, str]], period: str) -> Block:
    options = [inputs.option(label, f"{period}:{mark}") for label, mark in choices[-OPTIONS_MAX:]]
    return inputs.select(options, placeholder) | {"action_id": action_id}


def _confirmation(texts: Texts) -> Block:
    says = texts.review
    return {
        "title": plain(says.approve_title),
        "text": plain(says.approve_warning),
        "confirm": plain(says.approve),
        "deny": plain(texts.forms.cancel),
    }


def _risks(notes: ReviewNotes, texts: Texts) -> Iterator[str]:
    says = texts.review
    for number, risk in enumerate(notes.risks[:_RISKS_SHOWN], start=1):
        yield says.risk_line.format(
            number=number, risk=mrkdwn(risk_name(risk, texts)), level=says.level[risk.level]
        )


def _plan(notes: ReviewNotes, texts: Texts, *, today: date) -> Iterator[str]:
    for one in notes.plan:
        yield texts.review.plan_line.format(
            ref=f"{one.action_ref} · " if one.action_ref else "",
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
    origin = texts.summary.stamp_edition.format(
        edition=review.edition,
        policy=review.policy_version,
        fingerprint=review.fingerprint[:_FINGERPRINT_SHOWN],
    )
    return f"{state}. {origin}"
