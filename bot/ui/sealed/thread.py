"""The receipt with its code, and what who has the code sees of their report."""

from uuid import UUID

from bot.domain.calendar.calendars import WorkingCalendar
from bot.domain.sealed.dues import acknowledge_by, answer_by
from bot.domain.sealed.reports import SealedReport
from bot.domain.sealed.shown import ReportThread
from bot.sealing.codes import in_fours
from bot.ui.blocks import inputs
from bot.ui.blocks.blocks import Block, divider, plain, section
from bot.ui.blocks.dates import full_day_of
from bot.ui.blocks.limits import INPUT_MAX
from bot.ui.blocks.modal import modal
from bot.ui.sealed.filing import advice_line
from bot.ui.texts.catalogue import Texts

CODE_FORM = "sealed_code"
RECEIPT = "sealed_receipt"
CODE, ADDED = "code", "added"
CODE_MAX = 40
SHOWN_REPLIES = 30


def receipt_modal(
    report: SealedReport, code: str, texts: Texts, *, calendar: WorkingCalendar
) -> Block:
    """The code, once, with what is promised and by which days."""
    says = texts.sealed
    promised = says.promised.format(
        acknowledge=full_day_of(acknowledge_by(report, calendar), texts),
        answer=full_day_of(answer_by(report, calendar), texts),
    )
    blocks = [
        section(says.code.format(code=in_fours(code))),
        section(says.code_once),
        section(plain(promised)),
        section(plain(says.rights)),
        section(advice_line(texts)),
    ]
    return modal(says.received_title, blocks, callback_id=RECEIPT, close=says.close)


def waiting_modal(texts: Texts) -> Block:
    """Stands until the receipt is made, where that takes longer than Slack waits."""
    says = texts.sealed
    blocks = [section(plain(says.waiting))]
    return modal(says.received_title, blocks, callback_id=RECEIPT, close=says.close)


def failed_modal(texts: Texts) -> Block:
    """Says that something failed, where a form can no longer be shown again."""
    says = texts.sealed
    return modal(says.title, [section(plain(says.failed))], callback_id=RECEIPT, close=says.close)


def code_modal(
    texts: Texts,
    *,
    submission_id: UUID,
    thread: ReportThread | None = None,
    calendar: WorkingCalendar | None = None,
) -> Block:
    """Asks for the code; with it, shows the replies and takes what is to be added.

    The code stays where it was typed: it is kept nowhere, so that it comes again with each form.
    """
    says = texts.sealed
    asked = inputs.labelled(inputs.text(limit=CODE_MAX), says.your_code, block_id=CODE)
    blocks = [asked]
    if thread is not None and calendar is not None:
        more = inputs.text(multiline=True, limit=INPUT_MAX)
        blocks = [
            *_answers(thread, texts, calendar),
            divider(),
            # by another name each time, so that what was added does not stand there again
            inputs.labelled(
                more, says.add, block_id=f"{ADDED} {thread.report.last}", optional=True
            ),
            asked,
        ]
    return modal(
        says.code_title,
        blocks,
        callback_id=CODE_FORM,
        submit=says.go_on,
        close=says.close,
        carried={"submission": str(submission_id)},
    )


def _answers(thread: ReportThread, texts: Texts, calendar: WorkingCalendar) -> list[Block]:
    says, report = texts.sealed, thread.report
    blocks = [section(plain(says.added))] if thread.was_added else []
    blocks.append(section(plain(says.where_it_is.format(state=says.state[report.state]))))
    first = max(len(thread.replies) - SHOWN_REPLIES, 0)
    for number, reply in enumerate(thread.replies[first:], start=first + 1):
        blocks += [section(says.reply.format(number=number)), section(plain(reply))]
    if not thread.replies:
        day = full_day_of(acknowledge_by(report, calendar), texts)
        blocks.append(section(plain(says.no_reply_yet.format(day=day))))
    return blocks
