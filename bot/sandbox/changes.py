"""What can happen in the workspace, told to whoever watches it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from bot.sandbox.conversations import Conversation, Message
from bot.sandbox.people import Member


@dataclass(frozen=True, slots=True)
class MessagePosted:
    conversation: Conversation
    message: Message


@dataclass(frozen=True, slots=True)
class MessageChanged:
    """`by` is who edited it; None where only its thread grew, which Slack tells no app."""

    conversation: Conversation
    message: Message
    by: str | None = None
    before: Message | None = None


@dataclass(frozen=True, slots=True)
class MessageDeleted:
    conversation: Conversation
    message: Message


@dataclass(frozen=True, slots=True)
class ConversationChanged:
    conversation: Conversation


@dataclass(frozen=True, slots=True)
class ConversationLeft:
    conversation: Conversation
    user: str


@dataclass(frozen=True, slots=True)
class PersonChanged:
    person: Member
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class ViewsChanged:
    user: str


@dataclass(frozen=True, slots=True)
class HomePublished:
    user: str


@dataclass(frozen=True, slots=True)
class AppConnected:
    connections: int


@dataclass(frozen=True, slots=True)
class ClockMoved:
    pass


@dataclass(frozen=True, slots=True)
class PostChanged:
    """A mail came or went, or the post office does otherwise from now on."""


Change: TypeAlias = (
    MessagePosted
    | MessageChanged
    | MessageDeleted
    | ConversationChanged
    | ConversationLeft
    | PersonChanged
    | ViewsChanged
    | HomePublished
    | AppConnected
    | ClockMoved
    | PostChanged
)


class Changes:
    """Tells each watcher of each change, in order, at once."""

    def __init__(self) -> None:
        self._watchers: list[Callable[[Change], None]] = []

    def watch(self, watcher: Callable[[Change], None]) -> None:
        self._watchers.append(watcher)

    def tell(self, change: Change) -> None:
        for watcher in self._watchers:
            watcher(change)
