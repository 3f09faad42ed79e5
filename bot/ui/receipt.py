"""What the reporter sees after submitting: the receipt, or how to go on when it failed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.cases import Case
from bot.domain.dues import open_dues
from bot.domain.office import OfficeChoice
from bot.ui.answers import clean
from bot.ui.blocks import Block, StepButton, actions, button, context, plain, section
from bot.ui.case_lines import in_line, owed, site
from bot.ui.dates import limit, time_of_day
from bot.ui.escape import cut, mrkdwn
from bot.ui.limits import BUTTON_VALUE_MAX, MESSAGE_TEXT_MAX, SECTION_MAX
from bot.ui.long_text import split
from bot.ui.modal import again, modal
from bot.ui.notices import setup_left
from bot.ui.people import mentions
from bot.ui.post import Post
from bot.ui.read_back import text_in
from bot.ui.texts.catalogue import Texts

CALLBACK_ID = "receipt"
REOPEN_FORM = "reopen_form"
COULD_NOT_SAVE = "could_not_save"
_REST_SHOWN = 12_000
"""Characters of the rest shown to be copied; a command's text has at most a few thousand."""


def receipt_modal(
    texts: Texts,
    *,
    case: Case,
    told: Sequence[str],
    zone: ZoneInfo,
    now: datetime,
    missing: Sequence[OfficeChoice] = (),
    who: Sequence[str] = (),
) -> Block:
    """Takes the form's place: the reference, who is told, what is due next.

    With what is `missing` of the school's choices, and `who` may make them.
    """
    says = texts.receipt
    at = time_of_day(case.recorded_at, zone, texts)
    noted = section(says.noted.format(ref=case.ref, time=at))
    are_told = says.told.format(who=mentions(told, texts)) if told else says.nobody_told
    lines = [are_told, *_next_due(case, zone=zone, texts=texts, now=now), says.follow]
    notes = [site(case.site, texts)] if case.site else []
    notes += [says.confidential] if case.confidential else []
    notes += [says.no_channel] if OfficeChoice.QUALITY_CHANNEL in missing else []
    notes += [setup_left(texts, missing=missing, who=who)] if missing else []
    return modal(
        says.title,
        [noted, section("\n".join(lines)), *(context(note) for note in notes)],
        callback_id=CALLBACK_ID,
        close=says.close,
    )


def could_not_save(view: dict[str, Any], texts: Texts) -> Block:
    """The same form, all answers kept, that says on top that it was not saved.

    A section, not an `alert` block: where something fails already, nothing new is tried.
    """
    warning = section(texts.forms.could_not_save, block_id=COULD_NOT_SAVE)
    others = [block for block in view["blocks"] if block.get("block_id") != COULD_NOT_SAVE]
    return again(view, [warning, *others])


def reopen_notice(texts: Texts, *, form: str, text: str) -> Post:
    """An ephemeral answer whose button opens the form again, when Slack came too late.

    `form` is its callback id. The button carries the text, of which Slack takes nearly
    2,000 characters; of a longer one the rest is shown, to be copied into the form.
    """
    typed = clean(text)
    room = BUTTON_VALUE_MAX - len(form) - 1
    parts = split(typed, room)
    carried = parts.pieces[0]
    said = texts.reopen.with_text if typed.strip() else texts.reopen.without_text
    step = StepButton(
        label=texts.reopen.button, action_id=REOPEN_FORM, value=f"{form}\n{carried}", primary=True
    )
    blocks = [section(said), actions([button(step)])]
    rest = typed[len(carried) :].strip()
    if not rest:
        return Post(text=said, blocks=blocks)
    shown = split(rest[:_REST_SHOWN], SECTION_MAX).pieces
    pasted = [section(texts.reopen.too_long), *(section(plain(piece)) for piece in shown)]
    lines = "\n".join([said, texts.reopen.too_long, mrkdwn(rest)])
    return Post(text=cut(lines, MESSAGE_TEXT_MAX), blocks=[*blocks, *pasted])


def reopened(action: dict[str, Any]) -> tuple[str, str]:
    """The form, by its callback id, and the text that a press of `REOPEN_FORM` carries."""
    form, _, text = text_in(action).partition("\n")
    return form, text


def _next_due(case: Case, *, zone: ZoneInfo, texts: Texts, now: datetime) -> list[str]:
    return [
        texts.receipt.next_due.format(
            what=in_line(owed(due, texts)),
            when=limit(due.at, zone, texts, now=now),
        )
        for due in open_dues(case)[:1]
    ]
