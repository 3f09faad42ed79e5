"""Channels, direct messages, and the messages in them."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from bot.sandbox.files import StoredFile
from bot.sandbox.json_types import JsonObject


class Kind(StrEnum):
    """What sort of conversation it is; the value is the page's word."""

    PUBLIC = "channel"
    PRIVATE = "private"
    DM = "dm"

    @property
    def scope_family(self) -> str:
        """The first half of the scopes that open it: `groups` in `groups:history`."""
        return {"channel": "channels", "private": "groups", "dm": "im"}[self.value]

    @property
    def event_family(self) -> str:
        return {"channel": "channel", "private": "group", "dm": "im"}[self.value]


@dataclass(slots=True, kw_only=True)
class Message:
    channel: str
    ts: str
    user: str
    text: str
    blocks: list[JsonObject] = field(default_factory=list)
    thread_ts: str | None = None
    bot_id: str | None = None
    app_id: str | None = None
    metadata: JsonObject | None = None
    files: list[StoredFile] = field(default_factory=list)
    only_for: str | None = None
    edited_ts: str | None = None
    attachments: list[JsonObject] = field(default_factory=list)

    @property
    def is_reply(self) -> bool:
        return self.thread_ts is not None and self.thread_ts != self.ts


@dataclass(slots=True, kw_only=True)
class Conversation:
    id: str
    name: str
    kind: Kind
    members: set[str]
    created: int = 0
    creator: str = ""
    topic: str = ""
    archived: bool = False
    messages: dict[str, Message] = field(default_factory=dict)
    replies: defaultdict[str, list[Message]] = field(default_factory=lambda: defaultdict(list))
    unread: Counter[str] = field(default_factory=Counter)

    @property
    def is_direct(self) -> bool:
        return self.kind is Kind.DM

    def is_seen_by(self, user: str) -> bool:
        return self.kind is Kind.PUBLIC or user in self.members

    def add(self, message: Message) -> None:
        self.messages[message.ts] = message
        if message.is_reply and message.thread_ts is not None and not message.only_for:
            self.replies[message.thread_ts].append(message)
            if parent := self.messages.get(message.thread_ts):
                parent.thread_ts = parent.ts
        for user in self.members - {message.user}:
            if message.only_for in {None, user}:
                self.unread[user] += 1

    def remove(self, ts: str) -> Message:
        message = self.messages.pop(ts)
        if message.is_reply and message.thread_ts is not None:
            self.replies[message.thread_ts].remove(message)
        return message

    def posted(self, ts: str) -> Message | None:
        """A message everyone in here can see; ephemeral ones cannot be found again."""
        message = self.messages.get(ts)
        return None if message is None or message.only_for else message

    def visible_to(self, user: str) -> Iterator[Message]:
        """Newest first."""
        return (one for one in reversed(self.messages.values()) if one.only_for in {None, user})
