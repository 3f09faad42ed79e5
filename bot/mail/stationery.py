"""The school's stationery: makes the bytes of its letters, under its own address."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.mail.addresses import NamedAddress
from bot.mail.composing import ComposedLetter, LetterWords, compose


@dataclass(frozen=True, slots=True, kw_only=True)
class Stationery:
    """Letters from one sender."""

    sender: NamedAddress

    def compose(
        self, *, letter_id: UUID, thread_id: UUID, to: str, subject: str, body: str, at: datetime
    ) -> ComposedLetter:
        """The letter, made once. Raises AddressError where `to` is not one address."""
        words = LetterWords(
            letter_id=letter_id,
            case_id=thread_id,
            sender=self.sender,
            recipient=to,
            subject=subject,
            text=body,
            at=at,
        )
        return compose(words)
