"""What came by mail about a case, and « Réponse reçue »: an answer that no step has followed."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.mail.case_mail import JoinedMail
from bot.domain.school.office import Office
from bot.ui.blocks.blocks import Block, StepButton, button, section
from bot.ui.blocks.dates import moment
from bot.ui.mail.mail_card import READ
from bot.ui.texts.catalogue import Texts

LATEST_SHOWN = 4


def reply_line(reply: JoinedMail, *, office: Office, texts: Texts, now: datetime) -> str:
    """« Réponse reçue lundi 16 à 10 h 42 »."""
    when = moment(reply.received_at, office.zone, texts, now=now)
    return texts.mails.replied.format(when=when)


def reply_block(
    reply: JoinedMail, *, may_read: bool, office: Office, texts: Texts, now: datetime
) -> Block:
    """The same in the case, with « Lire » for who may know its complainant."""
    line = section(f"*{reply_line(reply, office=office, texts=texts, now=now)}*")
    return line | _read(reply, texts) if may_read else line


def came_blocks(
    came: Sequence[JoinedMail], *, may_read: bool, office: Office, texts: Texts, now: datetime
) -> list[Block]:
    """The mail that a case came by and the latest of the others, each with « Lire »."""
    if not came:
        return []
    blocks = [section(texts.mails.came)]
    for one in (*came[:1], *came[1:][-LATEST_SHOWN:]):
        template = texts.mails.opened_case if one.opened_case else texts.mails.came_at
        when = moment(one.received_at, office.zone, texts, now=now)
        line = section(template.format(when=when))
        blocks.append(line | _read(one, texts) if may_read else line)
    return blocks


def _read(mail: JoinedMail, texts: Texts) -> Block:
    read = StepButton(label=texts.mails.read, action_id=READ, value=str(mail.mail_id))
    return {"accessory": button(read)}
