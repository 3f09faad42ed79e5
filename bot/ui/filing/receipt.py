"""The view after submitting: the receipt, or how to go on when it failed."""

from collections.abc import Sequence
from datetime import datetime
from itertools import islice
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.domain.cases.cases import Case
from bot.domain.cases.confidentiality import is_kept_from_channel
from bot.domain.cases.on_spot import is_short, may_be_short
from bot.domain.cases.roles import may_see
from bot.domain.cases.taxonomy import Kind
from bot.domain.deadlines.lateness import late_at
from bot.domain.deadlines.open_deadlines import open_deadlines_of
from bot.domain.school.office import Office, missing_choices
from bot.domain.steps.lifecycles import Step
from bot.slack.payload_shapes import Pressed, View
from bot.ui.blocks.answers import clean
from bot.ui.blocks.blocks import Block, Post, StepButton, actions, button, context, plain, section
from bot.ui.blocks.dates import deadline, full_moment, limit, time_of_day
from bot.ui.blocks.escape import cut, mrkdwn, one_line, split
from bot.ui.blocks.limits import BUTTON_VALUE_MAX, MESSAGE_TEXT_MAX, SECTION_MAX
from bot.ui.blocks.modal import again, modal
from bot.ui.blocks.people import mentions
from bot.ui.blocks.read_back import text_in
from bot.ui.cases.card import VIEW_CASE
from bot.ui.cases.case_lines import in_line, owed, site, subject
from bot.ui.school.help import setup_left
from bot.ui.steps.menu import step_button
from bot.ui.texts.catalogue import Texts

CALLBACK_ID = "receipt"
REOPEN_FORM = "reopen_form"
ADD_FILES = "add_files"
"""The receipt's button, and the form that it opens."""
ADD_SESSION = "add_session"
"""The same, for the session, whether one is told already or not."""
COULD_NOT_SAVE = "could_not_save"
FILES_NAMED = 10
FILE_NAME_MAX = 80
SESSION_SHOWN = 200
_REST_SHOWN = 12_000
"""Characters of the rest shown to be copied; a command's text has at most a few thousand."""


class SentFile(Protocol):
    """A file that came with the case: kept once it has a hash, or refused, or not yet either."""

    @property
    def name(self) -> str: ...

    @property
    def sha256(self) -> str | None: ...

    @property
    def refused(self) -> str | None: ...


def receipt_modal(
    texts: Texts,
    *,
    case: Case,
    told: Sequence[str],
    office: Office,
    now: datetime,
    files: Sequence[SentFile] = (),
) -> Block:
    """Takes the form's place: the reference, who sees the case, its files, what is due next.

    What the school still has to choose stands beneath.
    """
    says, missing = texts.receipt, missing_choices(office)
    zone = office.at(case.site).zone
    at = time_of_day(case.recorded_at, zone, texts)
    lines = [
        *_who_sees(case, told, office=office, texts=texts),
        *_file_lines(files, texts),
        *_settled(case, texts),
        *_next_due(case, zone=zone, texts=texts, now=now),
        says.follow,
    ]
    notes = [site(case.site, texts)] if case.site else []
    notes += _of_channel(case, office=office, texts=texts)
    notes += [setup_left(texts, missing=missing, who=office.quality_managers)] if missing else []
    return modal(
        says.title,
        [
            section(says.noted.format(ref=case.ref, time=at)),
            section("\n".join(lines)),
            *(context(note) for note in notes),
        ],
        callback_id=CALLBACK_ID,
        close=says.close,
    )


def receipt_post(case: Case, files: Sequence[SentFile], *, office: Office, texts: Texts) -> Post:
    """The same for good, in a direct message: news of the case come in its thread.

    It says what is so now, with what its reporter may still do.
    """
    says = texts.receipt
    when = full_moment(case.recorded_at, office.at(case.site).zone, texts)
    lines = [
        says.kept.format(ref=case.ref, when=when),
        *_about(case, texts),
        *_file_lines(files, texts),
        *_settled(case, texts),
        says.thread,
    ]
    blocks = [section("\n".join(lines)), _in_hand(case, texts)]
    return Post(text="\n".join(lines), blocks=blocks)


def _in_hand(case: Case, texts: Texts) -> Block:
    """What its reporter may add or say while that has a sense, and « Voir le dossier »."""
    says, steps = texts.receipt, list[StepButton]()
    if case.status.is_open:
        label = says.add_photo if case.kind is Kind.INCIDENT else says.add_file
        steps.append(StepButton(label=label, action_id=ADD_FILES, value=str(case.id)))
    if case.status.is_open and may_be_short(case) and not is_short(case):
        steps.append(step_button(Step.SETTLE_ON_SPOT, case.id, texts=texts))
    if case.status.is_open:
        label = session_step(case, texts)
        steps.append(StepButton(label=label, action_id=ADD_SESSION, value=str(case.id)))
    view = StepButton(label=texts.card.view, action_id=VIEW_CASE, value=str(case.id))
    spoken = texts.card.view_spoken.format(ref=case.ref)
    return actions([*map(button, steps), button(view, spoken=spoken)])


def session_step(case: Case, texts: Texts) -> str:
    """« Ajouter la session », or « Changer » where one is told."""
    return texts.receipt.change_session if case.session else texts.receipt.add_session


def _settled(case: Case, texts: Texts) -> list[str]:
    """What became of what its reporter did at once, and that the case is over."""
    says, status = texts.receipt, texts.words.status_of(case.kind, case.status)
    if not case.status.is_open:
        return [says.over.format(status=status)]
    if is_short(case):
        return [says.on_spot]
    return [says.kept_at_once] if case.done_at_once else []


def _about(case: Case, texts: Texts) -> list[str]:
    """What it is about, whose reference stands above; of a confidential case nothing."""
    if case.confidential:
        return [texts.receipt.is_confidential]
    says, kind = texts.receipt, texts.words.kind[case.kind]
    lines = [says.about.format(kind=kind, subject=mrkdwn(in_line(subject(case, texts))))]
    if case.session:
        session = cut(mrkdwn(one_line(case.session)), SESSION_SHOWN)
        lines.append(says.session.format(session=session))
    return lines


def could_not_save(view: View, texts: Texts) -> Block:
    """The form with all answers kept, saying on top that it was not saved.

    A section, not an `alert` block: where something fails already, nothing new is tried.
    """
    warning = section(texts.forms.could_not_save, block_id=COULD_NOT_SAVE)
    others = [block for block in view.blocks if block.get("block_id") != COULD_NOT_SAVE]
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


def reopened(pressed: Pressed) -> tuple[str, str]:
    """The form, by its callback id, and the text that a press of `REOPEN_FORM` carries."""
    form, _, text = text_in(pressed).partition("\n")
    return form, text


def _who_sees(case: Case, told: Sequence[str], *, office: Office, texts: Texts) -> list[str]:
    """Who hears of it at once or sees it, and who handles it where that is not everybody in charge.

    Of most complaints nobody is told directly: the quality team sees them in its channel.
    """
    says = texts.receipt
    are_told = [says.told.format(who=mentions(told, texts))] if told else []
    if case.confidential:
        return [_confided(case, texts), *are_told]
    return are_told or [_seen_by(case, office=office, texts=texts)]


def _confided(case: Case, texts: Texts) -> str:
    fit = [person for person in case.handlers if person not in case.concerned_people]
    says = texts.receipt
    return says.confided.format(who=mentions(fit, texts)) if fit else says.confided_to_nobody


def _seen_by(case: Case, *, office: Office, texts: Texts) -> str:
    """The channel, or while there is none, those in charge who may open it."""
    says = texts.receipt
    if office.quality_channel:
        return says.seen_in_channel
    people = dict.fromkeys((*office.in_quality, *office.in_training))
    others = [one for one in people if one != case.recorded_by and may_see(one, case, office)]
    return says.open_to.format(who=mentions(others, texts)) if others else says.only_you


def _of_channel(case: Case, *, office: Office, texts: Texts) -> list[str]:
    """How little the channel sees of a confidential case, and that there is none yet."""
    says, is_unseen = texts.receipt, is_kept_from_channel(case, office)
    secrecy = [says.unseen if is_unseen else says.confidential] if case.confidential else []
    has_none = not (office.quality_channel or is_unseen)
    return [*secrecy, *([says.no_channel] if has_none else [])]


def _file_lines(files: Sequence[SentFile], texts: Texts) -> list[str]:
    """Which files are kept, which are not, and which are still on their way."""
    says = texts.receipt
    refused = [file for file in files if file.refused]
    kept = [file for file in files if file.sha256 and not file.refused]
    coming = [file for file in files if not (file.sha256 or file.refused)]
    found = [(says.files_kept, kept), (says.files_coming, coming), (says.files_refused, refused)]
    return [line.format(names=_names(some, texts)) for line, some in found if some]


def _names(files: Sequence[SentFile], texts: Texts) -> str:
    named = ", ".join(cut(mrkdwn(file.name), FILE_NAME_MAX) for file in files[:FILES_NAMED])
    others = texts.case.more_files.say(len(files[FILES_NAMED:]))
    return f"{named} {others}" if others else named


def _next_due(case: Case, *, zone: ZoneInfo, texts: Texts, now: datetime) -> list[str]:
    """What is late already, as of a complaint that is entered late, and what is due next."""
    to_come = (due for due in open_deadlines_of(case) if due.due_at >= now)
    return [
        *(
            texts.receipt.past_due.format(
                what=in_line(owed(late, texts)), when=deadline(late.due_at, zone, texts, now=now)
            )
            for late in late_at(case, now)
        ),
        *(
            texts.receipt.next_due.format(
                what=in_line(owed(due, texts)), when=limit(due.due_at, zone, texts, now=now)
            )
            for due in islice(to_come, 1)
        ),
    ]
