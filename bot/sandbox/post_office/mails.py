"""A mail as the post office has it, and what is read of it to be shown."""

from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from enum import StrEnum

from bot.sandbox.json_types import JsonObject


class Way(StrEnum):
    """Whether the school sent a mail, or got it."""

    SENT = "sent"
    CAME = "came"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """Its bytes, whose it is and for whom, and when the post office took it.

    `sender` is empty for what a server reports.
    """

    id: str
    way: Way
    sender: str
    recipient: str
    at: datetime
    raw: bytes = field(repr=False)

    @property
    def parsed(self) -> EmailMessage:
        return message_from_bytes(self.raw, policy=policy.default)

    @property
    def message_id(self) -> str:
        return header(self.parsed, "Message-ID")

    def as_line(self) -> JsonObject:
        """What a list of mails shows."""
        parsed = self.parsed
        return {
            "id": self.id,
            "way": self.way,
            "from": header(parsed, "From"),
            "to": header(parsed, "To"),
            "other": self.recipient if self.way is Way.SENT else self.sender,
            "subject": header(parsed, "Subject"),
            "at": self.at.isoformat().replace("+00:00", "Z"),
        }

    def as_page(self) -> JsonObject:
        """What its reader sees."""
        parsed = self.parsed
        body = parsed.get_body(("plain",))
        return self.as_line() | {
            "message_id": header(parsed, "Message-ID"),
            "text": body.get_content() if isinstance(body, EmailMessage) else "",
            "files": [part.get_filename() or "" for part in parsed.iter_attachments()],
        }


def header(parsed: EmailMessage, name: str) -> str:
    """A header's text on one line; empty where there is none."""
    return " ".join(str(parsed.get(name, "")).split())
