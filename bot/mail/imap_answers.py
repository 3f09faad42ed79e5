"""What an IMAP server answers, as instants, numbers and troubles."""

import imaplib
import re
import select
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from email.parser import BytesHeaderParser
from email.policy import compat32

from imap_tools.errors import ImapToolsError, MailboxFolderSelectError

from bot.mail.mailbox import MailboxError, MailboxTrouble

Answer = bytes | tuple[bytes, bytes] | None
"""A line, or a line with a literal behind it, as `imaplib` gives them."""
_SAID_MAX = 200
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_INTERNALDATE = re.compile(
    rb'INTERNALDATE "([ \d]\d)-([A-Za-z]{3})-(\d{4}) (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)"'
)
_UID = re.compile(rb"\bUID (\d+)")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)")


@dataclass(frozen=True, slots=True)
class Told:
    """What a server says of a mail before it is fetched."""

    uid: int
    received_at: datetime
    size: int


@contextmanager
def telling(uid: int | None = None) -> Iterator[None]:
    """Say by MailboxError what went wrong, without words of ours in it."""
    try:
        yield
    except ssl.SSLError as error:
        said = getattr(error, "verify_message", "") or str(error.reason or "")
        raise MailboxError(MailboxTrouble.CERTIFICATE, said=said) from error
    except TimeoutError as error:
        raise MailboxError(MailboxTrouble.TIMEOUT, uid=uid) from error
    except OSError as error:
        said = error.strerror or ""
        raise MailboxError(MailboxTrouble.UNREACHABLE, said=said, uid=uid) from error
    except imaplib.IMAP4.abort as error:
        is_big = str(error) == "literal too big"
        trouble = MailboxTrouble.TOO_BIG if is_big else MailboxTrouble.UNREACHABLE
        raise MailboxError(trouble, uid=uid) from error
    except MailboxFolderSelectError as error:
        said = said_in(error.command_result[1])
        raise MailboxError(MailboxTrouble.FOLDER, said=said) from error
    except (imaplib.IMAP4.error, ImapToolsError, ValueError) as error:
        raise MailboxError(MailboxTrouble.PROTOCOL, uid=uid) from error


def readable(sock: socket.socket, seconds: float) -> bool:
    poller = select.poll()
    poller.register(sock, select.POLLIN)
    return bool(poller.poll(seconds * 1000))


def told_in(line: bytes) -> Told | None:
    uid, size, instant = _UID.search(line), _SIZE.search(line), _INTERNALDATE.search(line)
    if uid is None or size is None or instant is None:
        return None
    return Told(int(uid[1]), _instant(instant), int(size[1]))


def _instant(told: re.Match[bytes]) -> datetime:
    """INTERNALDATE in UTC (RFC 3501 §9, date-time); months are English in every locale."""
    day, month, year, hour, minute, second, sign, hours, minutes = (
        group.decode() for group in told.groups()
    )
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    zone = timezone(-offset if sign == "-" else offset)
    clock = (int(hour), int(minute), min(int(second), 59))
    local = datetime(int(year), _MONTHS.index(month.title()) + 1, int(day), *clock, tzinfo=zone)
    return local.astimezone(UTC)


def imap_day(instant: datetime) -> str:
    return f"{instant.day}-{_MONTHS[instant.month - 1]}-{instant.year}"


def quoted(value: str) -> str:
    """A quoted string (RFC 3501 §4.3); what it cannot hold is in no Message-ID of ours."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def header_of(raw: bytes, name: str) -> str:
    value = BytesHeaderParser(policy=compat32).parsebytes(raw).get(name)
    return "".join(str(value or "").split())


def line_of(answer: Answer) -> bytes:
    parts = answer if isinstance(answer, tuple) else (answer,)
    return b" ".join(part for part in parts if isinstance(part, bytes))


def said_in(answers: Sequence[Answer]) -> str:
    """What a server said, printable and cut short."""
    words = b" ".join(line_of(answer) for answer in answers).decode("utf-8", "replace")
    return "".join(char for char in words if char.isprintable())[:_SAID_MAX]
