"""A half-yearly review as a message: what was found and planned, what is still to be written."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from bot.domain.reviews import Review, ReviewNotes
from bot.ui.blocks import context, header, section
from bot.ui.dates import day_of, moment
from bot.ui.escape import cut, mrkdwn
from bot.ui.limits import HEADER_MAX, MESSAGE_TEXT_MAX, SECTION_MAX
from bot.ui.post import Post
from bot.ui.review_lines import opening_lines, review_title, risk_name
from bot.ui.texts.catalogue import Texts

_FINGERPRINT_SHOWN = 12
_RISKS_SHOWN = 5


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
        ],
    )


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
    says = texts.review
    yield "\n".join(opening_lines(review.figures, texts))
    if notes.risks:
        yield "\n".join([f"*{says.risks}*", *_risks(notes, texts)])
    if notes.plan:
        yield "\n".join([f"*{says.plan}*", *_plan(notes, texts)])
    missing = missing_parts(notes, texts)
    if missing and review.approval is None:
        yield says.missing.format(parts=", ".join(missing))


def _risks(notes: ReviewNotes, texts: Texts) -> Iterator[str]:
    says = texts.review
    for number, risk in enumerate(notes.risks[:_RISKS_SHOWN], start=1):
        yield says.risk_line.format(
            number=number, risk=mrkdwn(risk_name(risk, texts)), level=says.level[risk.level]
        )


def _plan(notes: ReviewNotes, texts: Texts) -> Iterator[str]:
    for one in notes.plan:
        yield texts.review.plan_line.format(
            ref=f"{one.action_ref} · " if one.action_ref else "",
            title=mrkdwn(one.title),
            owner=f"<@{one.owner}>",
            due=day_of(one.due_on, texts, today=one.due_on),
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
