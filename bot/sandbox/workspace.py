"""The workspace: its members, conversations, messages and files, and what changes in them."""

from dataclasses import replace

from bot.clock import Clock
from bot.sandbox import cast
from bot.sandbox.changes import (
    Changes,
    ConversationChanged,
    ConversationLeft,
    MessageChanged,
    MessageDeleted,
    MessagePosted,
    PersonChanged,
)
from bot.sandbox.conversations import Conversation, Kind, Message
from bot.sandbox.files import StoredFile
from bot.sandbox.identifiers import Identifiers
from bot.sandbox.payload_rules import slack_files
from bot.sandbox.people import Member, Role


class Workspace:
    def __init__(self, clock: Clock, ids: Identifiers, changes: Changes, *, app_name: str) -> None:
        self.clock = clock
        self.ids = ids
        self.changes = changes
        self.people: dict[str, Member] = {one.id: one for one in cast.members(app_name)}
        self.conversations: dict[str, Conversation] = {one.id: one for one in cast.conversations()}
        self.files: dict[str, StoredFile] = {}
        self._direct: dict[frozenset[str], Conversation] = {}
        for person in self.people.values():
            if not (person.is_bot or person.deleted):
                self.direct_message(person.id, cast.APP_USER)

    def person(self, role: Role) -> Member:
        """The first member who has that role."""
        return next(one for one in self.people.values() if one.role == role)

    def add_person(self, person: Member) -> None:
        self.people[person.id] = person
        self.conversations[cast.GENERAL].members.add(person.id)
        self.direct_message(person.id, cast.APP_USER)
        self.changes.tell(PersonChanged(person, is_new=True))

    def change_person(self, user: str, **attributes: object) -> None:
        """Set attributes of a Member: `locale="en-GB"`, `deleted=True`."""
        person = self.people[user]
        for name, value in attributes.items():
            setattr(person, name, value)
        self.changes.tell(PersonChanged(person))

    def direct_message(self, one: str, other: str) -> Conversation:
        """The conversation of these two, opened if need be."""
        pair = frozenset({one, other})
        if pair not in self._direct:
            conversation = Conversation(
                id=self.ids.next("D"), name="", kind=Kind.DM, members=set(pair), created=self._now()
            )
            self._direct[pair] = conversation
            self.conversations[conversation.id] = conversation
            self.changes.tell(ConversationChanged(conversation))
        return self._direct[pair]

    def post(self, message: Message) -> Message:
        """Add a message to its conversation; ephemeral if it is `only_for` someone."""
        conversation = self.conversations[message.channel]
        conversation.add(message)
        self._show_files(message)
        self.changes.tell(MessagePosted(conversation, message))
        if message.is_reply and not message.only_for and message.thread_ts:
            parent = conversation.posted(message.thread_ts)
            if parent:
                self.changes.tell(MessageChanged(conversation, parent))
        return message

    def edit(self, message: Message, *, by: str, **content: object) -> None:
        """Replace `text`, `blocks`, `metadata` … of a message."""
        before = replace(message)
        for name, value in content.items():
            setattr(message, name, value)
        self._show_files(message)
        message.edited_ts = self.ids.next_ts()
        conversation = self.conversations[message.channel]
        self.changes.tell(MessageChanged(conversation, message, by=by, before=before))

    def delete(self, message: Message) -> None:
        conversation = self.conversations[message.channel]
        conversation.remove(message.ts)
        self.changes.tell(MessageDeleted(conversation, message))

    def archive(self, channel: str, *, archived: bool = True) -> None:
        self._change_conversation(channel, archived=archived)

    def rename(self, channel: str, name: str) -> None:
        self._change_conversation(channel, name=name)

    def make_public(self, channel: str) -> None:
        self._change_conversation(channel, kind=Kind.PUBLIC)

    def leave(self, channel: str, user: str) -> None:
        conversation = self.conversations[channel]
        conversation.members.discard(user)
        self.changes.tell(ConversationLeft(conversation, user))
        self.changes.tell(ConversationChanged(conversation))

    def join(self, channel: str, user: str) -> None:
        conversation = self.conversations[channel]
        conversation.members.add(user)
        self.changes.tell(ConversationChanged(conversation))

    def mark_read(self, channel: str, user: str) -> None:
        conversation = self.conversations[channel]
        del conversation.unread[user]
        self.changes.tell(ConversationChanged(conversation))

    def store_file(self, name: str, user: str, content: bytes = b"") -> StoredFile:
        file = StoredFile(
            id=self.ids.next("F"), name=name, user=user, created=self._now(), content=content
        )
        self.files[file.id] = file
        return file

    def remove_file(self, file: StoredFile) -> None:
        """A file goes; messages that had it stay without."""
        del self.files[file.id]
        for conversation in self.conversations.values():
            for message in conversation.messages.values():
                message.files = [one for one in message.files if one.id != file.id]

    def _show_files(self, message: Message) -> None:
        """Whoever sees the message sees its files, and the images in its blocks."""
        for file_id in [*(file.id for file in message.files), *slack_files(message.blocks)]:
            self.files[file_id].shown_in.add(message.channel)

    def _change_conversation(self, channel: str, **attributes: object) -> None:
        conversation = self.conversations[channel]
        for name, value in attributes.items():
            setattr(conversation, name, value)
        self.changes.tell(ConversationChanged(conversation))

    def _now(self) -> int:
        return int(self.clock.now().timestamp())
