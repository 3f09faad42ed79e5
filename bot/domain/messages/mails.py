"""Messages about mails that arrived: none has a word of them."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from bot.domain.messages.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class MailCardMessage(Message):
    """A mail arrived, in the quality channel; later what was made of it."""

    kind: ClassVar = "mail_card"

    mail_id: UUID

    def key_parts(self) -> tuple[object, ...]:
        return (self.mail_id,)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailLineMessage(Message):
    """One line in a case's thread: a mail belongs to it, to be read by those who may."""

    kind: ClassVar = "mail_line"

    mail_id: UUID

    def key_parts(self) -> tuple[object, ...]:
        return (self.mail_id,)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailRecall(Message):
    """Nobody has decided about a mail: `is_last` before its acknowledgement would be due."""

    kind: ClassVar = "mail_recall"
    is_said_once: ClassVar = True

    mail_id: UUID
    is_last: bool = False

    def key_parts(self) -> tuple[object, ...]:
        return self.mail_id, "last" if self.is_last else "first", self.recipient


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldedMailsMessage(Message):
    """How many automatic mails came on a day, as a line in the quality channel."""

    kind: ClassVar = "folded_mails"
    is_said_once: ClassVar = True

    day: str
    count: int

    def key_parts(self) -> tuple[object, ...]:
        return (self.day,)


MESSAGES = (MailCardMessage, MailLineMessage, MailRecall, FoldedMailsMessage)
