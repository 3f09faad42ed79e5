"""A reply beneath a message about a case, as somebody wrote, changed or deleted it."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID, uuid5

from bot.domain.cases.cases import UploadedFile

_REPLIES = UUID("5d0c9f52-6a0e-4a43-9a3c-1c8f0f3d1f0b")


class ReplyEvent(StrEnum):
    """Events about a reply."""

    WRITTEN = "written"
    EDITED = "edited"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A reply by `person`. `ts` names it and `thread_ts` what it is a reply to, as Slack does.

    `before` is the text that was edited or deleted; `link` leads to the reply, where others than
    its author can follow it. What was said to Vigie beneath no message has an empty `thread_ts`.
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
    def is_direct(self) -> bool:
        """Whether it was said in the direct messages with Vigie, by which Slack begins their id."""
        return self.channel.startswith("D")

    @property
    def note_id(self) -> UUID:
        """The id of the note it becomes, always the same: heard twice, it is one note."""
        return uuid5(_REPLIES, f"{self.channel}:{self.ts}")
