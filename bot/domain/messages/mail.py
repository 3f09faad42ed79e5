"""Messages about mail: a letter that is to leave, and what became of one."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from bot.domain.cases.letters import LetterKind
from bot.domain.mail.departures import LetterState
from bot.domain.messages.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterToSend(Message):
    """No message: a letter is to be handed to the mail server, as it was frozen."""

    kind: ClassVar = "letter_to_send"
    leaves_by_mail: ClassVar = True

    letter_id: UUID

    def key_parts(self) -> tuple[object, ...]:
        return (self.letter_id,)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterNotice(Message):
    """Whoever has to know is told what became of a letter that did not simply leave.

    `is_untaken` where it left and its step could not be taken any more.
    """

    kind: ClassVar = "letter_notice"

    letter_id: UUID
    letter: LetterKind
    state: LetterState
    is_untaken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterToFind(Message):
    """No message: a letter of unknown outcome is looked for among what its server keeps as sent."""

    kind: ClassVar = "letter_to_find"
    leaves_by_mail: ClassVar = True

    letter_id: UUID
    attempt: int

    def key_parts(self) -> tuple[object, ...]:
        return (self.letter_id, self.attempt)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterCopy(Message):
    """No message: a copy of an accepted letter is put among what was sent."""

    kind: ClassVar = "letter_copy"
    leaves_by_mail: ClassVar = True

    letter_id: UUID

    def key_parts(self) -> tuple[object, ...]:
        return (self.letter_id,)


MESSAGES = (LetterToSend, LetterNotice, LetterToFind, LetterCopy)
