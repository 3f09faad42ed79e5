"""The bytes of a letter: made once, with one Message-ID, and only these ever leave."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from bot.mail.addresses import NamedAddress, one_address

LETTER_HEADER = "X-Vigie-Letter"
"""Whose value is a letter's id: some providers put a Message-ID of theirs in the place of ours."""
LONGEST_ID = 70
"""Characters of a Message-ID, so that its line stays short with every server."""
MOST_REFERENCES = 20
_ID = re.compile(r"<[!-;=?A-~]{1,400}@[!-;=?A-~]{1,400}>")
"""Printable ASCII around one @, without a bracket inside."""
_GAP = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterWords:
    """What a letter says, from whom, to whom; `answers` are Message-IDs that it answers, in order.

    `is_automatic`: nobody pressed a button for it.
    """

    letter_id: UUID
    case_id: UUID
    sender: NamedAddress
    recipient: str
    subject: str
    text: str
    at: datetime
    answers: Sequence[str] = ()
    is_automatic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposedLetter:
    """A letter as it leaves: `raw` from the first header to the last line, its addresses as given.

    `thread_id` is what every letter of its case refers to. `sender` and `recipient` are the
    envelope's too; `sha256` is that of `raw`, in hexadecimal.
    """

    raw: bytes
    message_id: str
    thread_id: str
    sender: str
    recipient: str
    subject: str

    @property
    def sha256(self) -> str:
        return sha256(self.raw).hexdigest()


def letter_message_id(letter_id: UUID, sender: NamedAddress) -> str:
    """The Message-ID of a letter: the same whenever it is asked for."""
    return _made_id(f"{letter_id.hex}.l", sender)


def thread_message_id(case_id: UUID, sender: NamedAddress) -> str:
    """What every letter of a case refers to, so that an answer names the case in any event."""
    return _made_id(f"{case_id.hex}.d", sender)


def compose(words: LetterWords) -> ComposedLetter:
    """Make the bytes of a letter. Raises AddressError where the recipient is not one address."""
    recipient = one_address(words.recipient)
    subject = _GAP.sub(" ", words.subject).strip()
    letter = EmailMessage(policy=_POLICY)
    for name, value in _headers(words, recipient=recipient, subject=subject):
        letter[name] = value
    text = _LINE_END.sub("\n", words.text).rstrip("\n") + "\n"
    letter.set_content(text, charset="utf-8", cte="quoted-printable")
    return ComposedLetter(
        raw=letter.as_bytes(),
        message_id=letter_message_id(words.letter_id, words.sender),
        thread_id=thread_message_id(words.case_id, words.sender),
        sender=words.sender.address,
        recipient=recipient,
        subject=subject,
    )


def _headers(
    words: LetterWords, *, recipient: str, subject: str
) -> Iterator[tuple[str, str | Address]]:
    sender, answers = words.sender, known_ids(words.answers)
    yield "From", Address(display_name=sender.name, addr_spec=sender.address)
    yield "To", Address(addr_spec=recipient)
    yield "Subject", subject
    yield "Date", format_datetime(words.at)
    yield "Message-ID", letter_message_id(words.letter_id, sender)
    if answers:
        yield "In-Reply-To", answers[-1]
    thread = thread_message_id(words.case_id, sender)
    others = [one for one in answers if one != thread]
    yield "References", " ".join([thread, *others[1 - MOST_REFERENCES :]])
    yield LETTER_HEADER, str(words.letter_id)
    yield "X-Auto-Response-Suppress", "OOF, AutoReply"
    if words.is_automatic:
        yield "Auto-Submitted", "auto-generated"


def known_ids(texts: Sequence[str]) -> list[str]:
    """Message-IDs as they may be put into a header; what is none is left out."""
    return [one for one in texts if _ID.fullmatch(one)]


def _made_id(local: str, sender: NamedAddress) -> str:
    domain = sender.domain
    while len(local) + len(domain) + len("<@>") > LONGEST_ID:
        shorter = domain.partition(".")[2]
        domain = shorter if "." in shorter else "vigie.invalid"
    return f"<{local}@{domain}>"


class _LetterPolicy(EmailPolicy):
    """Writes each Message-ID of a header on a line of its own, as it is.

    Python folds one of more than 77 characters into an encoded word (cpython issue 137201), in
    which no mail program looks for an id: threads would break.
    """

    _OF_IDS = frozenset({"message-id", "in-reply-to", "references"})

    def fold(self, name: str, value: Any) -> str:  # noqa: ANN401  # a header, or its text
        if name.lower() in self._OF_IDS:
            lines = f"{self.linesep} ".join(str(value).split())
            return f"{name}: {lines}{self.linesep}"
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: Any) -> bytes:  # noqa: ANN401  # as above
        if name.lower() in self._OF_IDS:
            return self.fold(name, value).encode("ascii")
        return bytes(super().fold_binary(name, value))


_POLICY = _LetterPolicy(linesep="\r\n", cte_type="7bit")
