"""« Audit »: the form that draws a sample, and the sample with its record."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from uuid import UUID

from bot.domain.register.audits import DRAWN_MAX, AuditItem, AuditSample, AuditWish, Drawn, Sampled
from bot.domain.school.office import Office
from bot.slack.payload_shapes import Pressed, View
from bot.ui.blocks import inputs
from bot.ui.blocks.answers import Answers
from bot.ui.blocks.blocks import Block, StepButton, button, context, divider, plain, section
from bot.ui.blocks.dates import full_moment
from bot.ui.blocks.escape import mrkdwn, one_line
from bot.ui.blocks.form_errors import FieldError, FormErrors
from bot.ui.blocks.modal import carried_by, modal
from bot.ui.blocks.people import mention
from bot.ui.blocks.read_back import page_in, read_back, text_in
from bot.ui.sessions.informing import information_button
from bot.ui.texts.catalogue import Texts

CALLBACK_ID = "audit_form"
SAMPLE_ID = "audit_sample"
OPEN = "audit_open"
AGAIN = "audit_again"
SHOW = "audit_show"
SHOWN_TO, SAMPLED, COUNT = "shown_to", "sampled", "count"
FIRST_DAY, LAST_DAY, NAMED = "first_day", "last_day", "named"
USUAL_COUNT = 5
NAME_MAX = 100
NAMED_MAX = 500
SHOWN_TIMES = 3
"""Times that an item was shown that are told, the latest last."""
_A_YEAR = timedelta(days=365)
_BETWEEN_NAMES = re.compile(r"[,;\n]")


def audit_form(
    earlier: Sequence[AuditSample],
    texts: Texts,
    *,
    submission_id: UUID,
    office: Office,
    today: date,
) -> Block:
    """What is drawn and for whom; earlier samples beneath."""
    says = texts.audit
    kinds = inputs.options(says.kinds)
    blocks = [
        inputs.labelled(
            inputs.text(limit=NAME_MAX), says.shown_to, block_id=SHOWN_TO, hint=says.shown_to_hint
        ),
        inputs.labelled(inputs.radio(kinds, initial=kinds[0]), says.sampled, block_id=SAMPLED),
        inputs.labelled(inputs.count(USUAL_COUNT), says.count, block_id=COUNT),
        inputs.labelled(inputs.day(today - _A_YEAR), says.first_day, block_id=FIRST_DAY),
        inputs.labelled(inputs.day(today), says.last_day, block_id=LAST_DAY),
        inputs.labelled(
            inputs.text(limit=NAMED_MAX, multiline=True),
            says.named,
            block_id=NAMED,
            hint=says.named_hint,
            optional=True,
        ),
        information_button(texts),
        *_earlier(earlier, texts, office=office),
    ]
    return modal(
        says.title,
        blocks,
        callback_id=CALLBACK_ID,
        submit=says.submit,
        close=says.close,
        carried={"submission": str(submission_id)},
    )


def read_audit_form(view: View) -> AuditWish | FormErrors:
    """The sample that is asked for, or what has to be corrected."""
    answers = Answers(view)
    sampled, count = answers.choice(SAMPLED, Sampled), answers.count(COUNT)
    first, last = answers.given_day(FIRST_DAY), answers.given_day(LAST_DAY)
    shown_to = one_line(answers.written(SHOWN_TO))
    if count is None or not 1 <= count <= DRAWN_MAX:
        answers.refuse(COUNT, FieldError.NOT_A_COUNT)
    if first and last and last < first:
        answers.refuse(LAST_DAY, FieldError.DAYS_REVERSED)
    if answers.refusals or not (sampled and count and first and last):
        return FormErrors(answers.refusals)
    return AuditWish(
        submission_id=read_back(UUID, carried_by(view).get("submission")),
        shown_to=shown_to,
        sampled=sampled,
        count=count,
        first_day=first,
        last_day=last,
        named=_names_in(answers.text(NAMED)),
    )


def sample_modal(drawn: Drawn, texts: Texts, *, office: Office) -> Block:
    """Each item of a sample with its record and the press that shows it."""
    says, audit = texts.audit, drawn.audit
    told = says.drawn.format(
        moment=full_moment(audit.begun_at, office.zone, texts),
        who=mrkdwn(audit.shown_to),
        by=mention(audit.begun_by),
    )
    unknown = [context(plain(says.unknown.format(names=", ".join(drawn.unknown))))]
    rows = [
        _row(audit, place, item, texts, office=office) for place, item in enumerate(audit.items)
    ]
    blocks = [
        section(told),
        *(unknown if drawn.unknown else []),
        *(rows or [section(plain(says.nothing))]),
    ]
    carried = {"audit": str(audit.id)}
    return modal(says.title, blocks, callback_id=SAMPLE_ID, close=says.close, carried=carried)


def item_in(pressed: Pressed) -> tuple[UUID, int]:
    """The sample and the place in it that a button names. Raises UnreadableError."""
    audit_id, _, place = text_in(pressed).partition(":")
    return read_back(UUID, audit_id), page_in(place)


def _row(audit: AuditSample, place: int, item: AuditItem, texts: Texts, *, office: Office) -> Block:
    says = texts.audit
    step = StepButton(label=says.show, action_id=SHOW, value=f"{audit.id}:{place}")
    record = says.not_yet
    if item.shown_at:
        moments = (full_moment(at, office.zone, texts) for at in item.shown_at[-SHOWN_TIMES:])
        record = says.was_shown.format(moments=", ".join(moments))
    text = f"*{mrkdwn(item.label)}*\n{record}"
    spoken = says.show_spoken.format(name=item.label)
    return section(text) | {"accessory": button(step, spoken=spoken)}


def _earlier(earlier: Sequence[AuditSample], texts: Texts, *, office: Office) -> Iterator[Block]:
    if not earlier:
        return
    says = texts.audit
    yield divider()
    yield section(says.before)
    for audit in earlier:
        said = says.row.format(
            moment=full_moment(audit.begun_at, office.zone, texts),
            who=mrkdwn(audit.shown_to),
            items=says.items.say(len(audit.items)),
        )
        step = StepButton(label=says.again, action_id=AGAIN, value=str(audit.id))
        yield section(said) | {"accessory": button(step)}


def _names_in(text: str) -> tuple[str, ...]:
    names = (" ".join(name.split()) for name in _BETWEEN_NAMES.split(text))
    return tuple(dict.fromkeys(name for name in names if name))
