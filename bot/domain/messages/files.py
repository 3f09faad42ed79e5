"""Kept files that somebody asked to see, and the end of what Slack shows of them."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from bot.domain.messages.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class FileShown(Message):
    """A kept file for who asked to see it, out of Slack again a while later."""

    kind: ClassVar = "file_shown"
    comes_as_file: ClassVar = True
    is_asked_for: ClassVar = True

    file_id: UUID

    def key_parts(self) -> tuple[object, ...]:
        return self.file_id, self.recipient, self.once


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterOnPaper(Message):
    """A letter of a case as a PDF to print, out of Slack again a while later.

    `seq` is the journal's entry that tells of it.
    """

    kind: ClassVar = "letter_on_paper"
    comes_as_file: ClassVar = True
    is_asked_for: ClassVar = True

    seq: int

    def key_parts(self) -> tuple[object, ...]:
        return self.seq, self.recipient, self.once


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureInThread(Message):
    """A kept picture in the thread of its case's card, for as long as the case is open to all."""

    kind: ClassVar = "picture_in_thread"
    comes_as_file: ClassVar = True

    file_id: UUID

    def key_parts(self) -> tuple[object, ...]:
        return (self.file_id,)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileToWithdraw(Message):
    """No message: what Slack shows of a kept file is to be deleted there.

    Without `file_id` it was made for its reader, and nothing of it is kept.
    """

    kind: ClassVar = "withdraw_file"

    file_id: UUID | None
    slack_file: str

    def key_parts(self) -> tuple[object, ...]:
        return (self.slack_file,)


MESSAGES = (FileShown, LetterOnPaper, PictureInThread, FileToWithdraw)
