"""What anybody may send in: how much in a while, lest others wait, and which files."""

from datetime import timedelta

from bot.domain.cases.cases import ComplaintDraft, IncidentDraft
from bot.domain.school.office import Person

SPAN = timedelta(minutes=10)
OF_MEMBERS = 30
"""Cases of one kind in ten minutes: more than a busy day at a school brings anybody."""
OF_GUESTS = 10


def quota_of(person: Person | None, *, is_in_charge: bool) -> int | None:
    """How many cases of a kind a person may file within `SPAN`; None where nothing is counted."""
    if is_in_charge:
        return None
    return OF_GUESTS if person is not None and person.is_guest else OF_MEMBERS


def is_counted(draft: ComplaintDraft | IncidentDraft) -> bool:
    """Whether a draft waits when its sender has filed so much; an injury never does."""
    return not (isinstance(draft, IncidentDraft) and draft.injury)


MAX_FILES = 10
"""Slack's own limit for a `file_input` (docs.slack.dev, file input element)."""
MAX_FILE_BYTES = 10 * 1024 * 1024
"""Slack's own limit for a file sent through a form."""

_ACCEPTED = (
    "image/",
    "audio/",
    "video/",
    "text/plain",
    "text/csv",
    "message/rfc822",
    "application/pdf",
    "application/msword",
    "application/rtf",
    "application/vnd.ms-",
    "application/vnd.openxmlformats-officedocument.",
    "application/vnd.oasis.opendocument.",
)
_NEVER = ("image/svg",)  # a drawing that can carry a script


def is_accepted(media_type: str) -> bool:
    """Whether a file of this type is kept: pictures, recordings, text, office documents, PDF."""
    return media_type.startswith(_ACCEPTED) and not media_type.startswith(_NEVER)
