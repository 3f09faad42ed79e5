"""The initial content of a form: typed words, or a message with its files or its e-mail."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from bot.domain.cases.cases import Complainant
from bot.ui.blocks.answers import clean, is_blank
from bot.ui.blocks.escape import cut, one_line, shown
from bot.ui.blocks.limits import FILES_MAX, FIRST_INSTANT, OPTION_MAX
from bot.ui.blocks.spoken import Part, message_words, parts_of, text_of

_EMAIL = "email"
_ID_MAX = 40
_SUFFIX_MAX = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtFile:
    """A file of the message, by its id at Slack."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtMail:
    """Of an e-mail: who wrote it, when, and whether it is to be read in confidence."""

    sender: Complainant
    sent_at: datetime | None = None
    attachments: int = 0
    is_in_confidence: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A text, the files to keep with the case, and the e-mail that they come from, if any."""

    text: str = ""
    files: tuple[BroughtFile, ...] = ()
    mail: BroughtMail | None = None


NOTHING = Brought()


def brought_by(message: Part, name_of: Callable[[str], str]) -> Brought:
    """The content of a message for a form. `name_of` knows members by their id."""
    files = list(_files_of(message))
    mails = [file for file in files if _is_mail(file)]
    texts = [message_words(message, name_of), *map(_mail_text, mails)]
    return Brought(
        text="\n\n".join(text for text in texts if not is_blank(text)),
        files=tuple(_named(file) for file in files if file not in mails)[:FILES_MAX],
        mail=_mail_in(mails[0]) if mails else None,
    )


def _files_of(message: Part) -> Iterator[Part]:
    """Its own files, and those of messages that it shares."""
    yield from _readable(message)
    for shared in parts_of(message, "attachments"):
        yield from _readable(shared)


def _readable(holder: Part) -> Iterator[Part]:
    gone = {"tombstone", "hidden_by_limit"}
    for file in parts_of(holder, "files"):
        which = text_of(file, "id")
        if which.isalnum() and len(which) <= _ID_MAX and text_of(file, "mode") not in gone:
            yield file


def _named(file: Part) -> BroughtFile:
    which = text_of(file, "id")
    name = one_line(shown(clean(text_of(file, "name") or text_of(file, "title"))))
    return BroughtFile(id=which, name=which if is_blank(name) else _short(name))


def _short(name: str) -> str:
    """A name that fits beside a box, its ending kept."""
    stem, dot, suffix = name.rpartition(".")
    if len(name) <= OPTION_MAX or not stem or len(suffix) > _SUFFIX_MAX:
        return cut(name, OPTION_MAX)
    return cut(stem, OPTION_MAX - len(suffix) - 1) + dot + suffix


def _is_mail(file: Part) -> bool:
    return _EMAIL in {text_of(file, "mode"), text_of(file, "filetype")}


def _mail_text(mail: Part) -> str:
    """Its subject and its text; where Slack has only the beginning of it, that."""
    subject = text_of(mail, "subject") or text_of(mail, "title")
    body = text_of(mail, "plain_text") or text_of(mail, "preview_plain_text")
    whole = "\n\n".join(part.strip() for part in (subject, body) if not is_blank(part))
    return clean(whole.replace("\r\n", "\n"))


def _mail_in(mail: Part) -> BroughtMail:
    sender = next(parts_of(mail, "from"), {})
    name, address = (clean(text_of(sender, key)).strip() for key in ("name", "address"))
    return BroughtMail(
        sender=Complainant(
            name=name if name != address and name else None, contact=address or None
        ),
        sent_at=_sent_at(mail),
        attachments=len(list(parts_of(mail, "attachments"))),
    )


def _sent_at(mail: Part) -> datetime | None:
    """The header's date; None where it says nothing that a date and time picker could show."""
    try:
        sent = parsedate_to_datetime(text_of(mail.get("headers"), "date"))
        # without a zone it is UTC (RFC 5322, 3.3)
        sent = (sent if sent.tzinfo else sent.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return sent if sent.timestamp() >= FIRST_INSTANT else None
