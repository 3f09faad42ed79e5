"""« Lire »: a mail in a modal, its words inert, and what can be made of it."""

import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from bot.domain.cases.cases import Case
from bot.domain.mail.arrivals import Mail, MailState
from bot.domain.school.office import Office
from bot.slack.payload_shapes import View
from bot.ui.blocks.blocks import (
    Block,
    StepButton,
    actions,
    button,
    context,
    divider,
    plain,
    section,
)
from bot.ui.blocks.dates import moment
from bot.ui.blocks.escape import cut, one_line, split
from bot.ui.blocks.limits import INPUT_MAX, SECTION_MAX
from bot.ui.blocks.modal import carried_by, modal
from bot.ui.blocks.read_back import read_back
from bot.ui.mail.mail_card import ATTACH, FILE, SET_ASIDE, TAKE_BACK, told_of
from bot.ui.texts.catalogue import Texts

CALLBACK_ID = "mail"
WHOLE = "mail_whole"
APART = timedelta(hours=1)
"""Of a mail that its sender dates so far from the server's instant, both are shown."""
_SECTIONS_MAX = 40
"""Blocks of text in a modal that takes a hundred, beside its head and its files."""
_NAMED_FILES = 20
_LINE_MAX = 300


def mail_modal(
    mail: Mail,
    case: Case | None,
    *,
    office: Office,
    texts: Texts,
    now: datetime,
    is_whole: bool = False,
    notice: Sequence[Block] = (),
) -> Block:
    """A mail: who, when, about what; the part that is new, or with `is_whole` all of it.

    `notice` stands on top, above what was made of it and of which `case` it is.
    """
    says = texts.mails
    blocks = [
        *notice,
        *([section(told)] if (told := told_of(mail, case, texts)) else []),
        *_head(mail, office=office, texts=texts, now=now),
        divider(),
        *_words(mail, texts, is_whole=is_whole),
        *_files(mail, texts),
        *_buttons(mail, texts, is_whole=is_whole),
    ]
    return modal(
        says.title,
        blocks,
        callback_id=CALLBACK_ID,
        close=texts.case.close,
        carried={"mail": str(mail.id)},
    )


def mail_in(view: View) -> UUID:
    """The mail that a modal is about. Raises UnreadableError."""
    return read_back(UUID, carried_by(view).get("mail"))


def _head(mail: Mail, *, office: Office, texts: Texts, now: datetime) -> list[Block]:
    says = texts.mails
    sender = mail.from_address or says.no_sender
    if mail.from_name:
        sender = f"{mail.from_address or says.no_sender} ({mail.from_name})"
    lines = [
        plain(_line(says.subject, mail.subject or says.no_subject)),
        plain(_line(says.sender, sender)),
    ]
    facts = [_instants(mail, office=office, texts=texts, now=now)]
    if mixes_alphabets(mail.from_address or ""):
        facts.append(says.looks_alike)
    if mail.reply_to and mail.reply_to != mail.from_address:
        said = says.reply_elsewhere.format(address=mail.reply_to)
        facts.append(cut(said, _LINE_MAX))
    return [*(section(line) for line in lines), *(context(plain(fact)) for fact in facts)]


def _line(label: str, said: str) -> str:
    return one_line(cut(label.format(said=said), _LINE_MAX))


def _instants(mail: Mail, *, office: Office, texts: Texts, now: datetime) -> str:
    says, zone = texts.mails, office.zone
    when = moment(mail.received_at, zone, texts, now=now)
    if mail.dated_at is None or abs(mail.dated_at - mail.received_at) <= APART:
        return says.received.format(when=when)
    return says.dated.format(when=when, dated=moment(mail.dated_at, zone, texts, now=now))


def mixes_alphabets(address: str) -> bool:
    """Whether an address holds letters of more than one script, or one in disguise."""
    scripts = {unicodedata.name(letter, "?").split()[0] for letter in address if letter.isalpha()}
    return len(scripts) > 1 or "xn--" in address


def _words(mail: Mail, texts: Texts, *, is_whole: bool) -> list[Block]:
    says = texts.mails
    whole = mail.whole
    shown = whole if is_whole else mail.first_shown
    told = []
    if mail.is_unreadable:
        told.append(section(says.unreadable))
    if not shown and whole and not is_whole:
        told.append(section(says.nothing_new))
    pieces = split(shown, SECTION_MAX).pieces if shown else ()
    told += [section(plain(piece)) for piece in pieces[:_SECTIONS_MAX]]
    if len(pieces) > _SECTIONS_MAX:
        told.append(context(says.cut))
    return told


def _files(mail: Mail, texts: Texts) -> list[Block]:
    says = texts.mails
    named = [
        file.name if file.is_published else says.not_published.format(name=file.name)
        for file in mail.files
        if not file.is_folded
    ]
    if not named:
        return []
    lines = "\n".join(one_line(cut(name, _LINE_MAX)) for name in named[:_NAMED_FILES])
    return [section(plain(f"{says.kept_files}\n{lines}", limit=INPUT_MAX))]


def _buttons(mail: Mail, texts: Texts, *, is_whole: bool) -> list[Block]:
    says, buttons = texts.mails, []
    if not is_whole and mail.whole != mail.first_shown:
        buttons.append((says.whole, WHOLE))
    if mail.state is MailState.NEW:
        buttons += [
            (says.complaint, FILE),
            (says.attach, ATTACH),
            (says.set_aside, SET_ASIDE),
        ]
    elif mail.state is not MailState.FILED:
        buttons.append((says.take_back, TAKE_BACK))
    made = [
        button(StepButton(label=label, action_id=action_id, value=str(mail.id)))
        for label, action_id in buttons
    ]
    return [actions(made)] if made else []
