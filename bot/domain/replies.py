"""A reply in the thread of a case's card, as somebody wrote, changed or deleted it."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID, uuid5

from bot.domain.cases import UploadedFile

_REPLIES = UUID("5d0c9f52-6a0e-4a43-9a3c-1c8f0f3d1f0b")


class ReplyEvent(StrEnum):
    """What happened to a reply."""

    WRITTEN = "written"
    EDITED = "edited"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A reply by `person`. `ts` names it and `thread_ts` the card, as Slack does.

    `before` is the text that was edited or deleted; `link` leads to the reply.
    """

    event: ReplyEvent
    channel: str
    thread_ts: str
    ts: str
    person: str
    text: str = ""
    before: str = ""
    link: str | None = None
    files: tuple[UploadedFile, ...] = ()

    @property
    def note_id(self) -> UUID:
        """The id of the note it becomes, always the same: heard twice, it is one note."""
        return uuid5(_REPLIES, f"{self.channel}:{self.ts}")
