"""A kind of messages when it is sent: its rendering, where it goes, and an example."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Generic, TypeVar
from uuid import UUID

from bot.delivery.kept_files import KeptFiles
from bot.domain.actions.actions import Action
from bot.domain.cases.cases import Case
from bot.domain.cases.confidentiality import discreet, discreet_case
from bot.domain.messages.cases import CardMessage, NoteAnswer, ReceiptMessage
from bot.domain.messages.message import Message
from bot.domain.messages.school import DirectAnswer
from bot.domain.school.office import Office
from bot.services.unit_of_work import Transactions, UnitOfWork
from bot.slack.files import Upload
from bot.slack.gateway import PostponedError, RefusedError
from bot.ui.blocks.blocks import Block, Post, section
from bot.ui.blocks.escape import mrkdwn
from bot.ui.texts.catalogue import Texts
from storage.actions import actions
from storage.cases import cases
from storage.messages import places
from storage.messages.claims import Claimed
from storage.messages.outbox import BEHIND_STOPPED
from storage.messages.places import Place

M = TypeVar("M", bound=Message)
CARD_NOT_POSTED = "card_not_posted"
"""Our own word beside Slack's: a line waits until the card stands whose thread it belongs to."""
KEPT_FOR = timedelta(days=7)
"""How long a file that Slack did not take waits for somebody to fetch it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A message and where it goes; `channel` None while there is no quality channel.

    `thread_ts` is the message in whose thread it stands. Where it comes as a file, `upload`,
    `post` is what is said instead where Slack takes no file. What `stays` is said nowhere but
    where it stands, if Slack lets it be changed there. One that `is_over` has nothing more to say.
    """

    post: Post
    channel: str | None
    thread_ts: str | None = None
    upload: Upload | None = None
    stays: bool = False
    is_over: bool = False

    def in_older_blocks(self) -> "Rendered | None":
        """The same without blocks that some workspaces do not know yet."""
        older = self.post.fallback_blocks
        return None if older is None else replace(self, post=Post(self.post.text, older))


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a message is rendered from: what is known now, and texts in its reader's language."""

    work: UnitOfWork
    row: Claimed
    texts: Texts

    @property
    def is_posted(self) -> bool:
        """Whether it stands in Slack already, and is brought up to date."""
        return self.row.ts is not None

    def case(self) -> Case:
        """The case that the message is about, fit to be posted. Raises LookupError."""
        found = cases.by_id(self.work.connection, self.row.case_id) if self.row.case_id else None
        if found is None:
            raise LookupError(self.row.key)
        return discreet_case(found, self._names_in(found.id))

    def discreet(self, text: str) -> str:
        """Words about the case, fit to be posted."""
        return discreet(text, self._names_in(self.row.case_id) if self.row.case_id else ())

    def _names_in(self, case_id: UUID) -> tuple[str, ...]:
        """What the complainant is called, and where they are reached."""
        complainant = cases.complainant_of(self.work.connection, case_id)
        known = (complainant.name, complainant.contact) if complainant else ()
        return tuple(filter(None, known))

    def action(self, action_id: UUID | None) -> Action | None:
        """An action by its id."""
        return actions.by_id(self.work.connection, action_id) if action_id else None

    def known_action(self, action_id: UUID | None) -> Action:
        """The same. Raises LookupError where there is none."""
        found = self.action(action_id)
        if found is None:
            raise LookupError(self.row.key)
        return found


def brief(said: str, *more: Block) -> Post:
    """A message of a few lines."""
    return Post(text=said, blocks=[section(said), *more])


def to_reader(_message: Message, context: Context, post: Post) -> Rendered:
    """To who is told directly, or into the quality channel."""
    return Rendered(post=post, channel=context.row.recipient or context.work.office.quality_channel)


def where_it_was_written(
    message: DirectAnswer | NoteAnswer, _context: Context, post: Post
) -> Rendered:
    """Where its reader wrote to Vigie: beneath the message that they replied to, if they did."""
    return Rendered(post=post, channel=message.recipient, thread_ts=message.thread_ts)


def where_it_stands(_message: Message, context: Context, post: Post) -> Rendered:
    """Where it stands already, and nowhere else."""
    return Rendered(post=post, channel=context.row.channel, stays=True)


def in_thread_of(context: Context, key: str, post: Post, *, missing: str) -> Rendered:
    """In the thread of another message; what was said in one stays there. Raises as `thread_of`."""
    if context.is_posted:
        return Rendered(post=post, channel=context.row.channel, stays=True)
    place = thread_of(context.work, key, missing=missing)
    return Rendered(post=post, channel=place.channel, thread_ts=place.ts)


def thread_of(work: UnitOfWork, key: str, *, missing: str) -> Place:
    """Where another message stands, whose thread something goes into.

    Raises PostponedError until it stands where it belongs, RefusedError where it has stopped.
    """
    place = places.place_of(work.connection, key)
    if place is not None and work.office.quality_channel in {None, place.channel}:
        return place
    if places.is_stopped(work.connection, key):
        raise RefusedError(BEHIND_STOPPED)
    raise PostponedError(missing, wants=key)


def beneath_card(message: Message, context: Context, post: Post) -> Rendered:
    """In the thread of its case's card. Raises as `thread_of`."""
    key = CardMessage(case_id=message.case_id).key
    return in_thread_of(context, key, post, missing=CARD_NOT_POSTED)


def beneath_receipt(message: Message, context: Context, post: Post) -> Rendered:
    """In the thread of its reader's receipt of the case, if they have one that stands."""
    receipt = ReceiptMessage(case_id=message.case_id, recipient=message.recipient)
    place = places.place_of(context.work.connection, receipt.key)
    if place is None:
        return to_reader(message, context, post)
    return Rendered(post=post, channel=place.channel, thread_ts=place.ts)


def never(_message: Message, _context: Context) -> bool:
    """Of a message that stays as it is: there is nothing to do about it."""
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class PostKind(Generic[M]):
    """Messages that are said: `render` makes one, None where nothing is left to say.

    With `of_case`, nobody reads it who may not see its case. Once its matter `is_over` it is not
    said any more, nor when it waited for longer than it `lives`; where it stands `ended` makes
    what it says then, with nothing left to press. `example` shows every kind once.
    """

    example: M
    render: Callable[[M, Context], Post | None]
    place: Callable[[M, Context, Post], Rendered] = to_reader
    of_case: bool = False
    is_over: Callable[[M, Context], bool] = never
    ended: Callable[[M, Context], Post | None] | None = None
    lives: timedelta | None = None

    def is_unsaid(self, message: M, context: Context) -> bool:
        """Whether there is no use any more in saying what was not said yet."""
        waited = context.work.now - context.row.created_at
        is_old = self.lives is not None and waited > self.lives
        return not context.is_posted and (is_old or self.is_over(message, context))


@dataclass(frozen=True, slots=True, kw_only=True)
class FileContext:
    """What a file is made from, outside any transaction, in the folder where it waits.

    `kept` are the files that were sent in.
    """

    transactions: Transactions
    folder: Path
    kept: KeptFiles
    row: Claimed
    office: Office
    texts: Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKind(Generic[M]):
    """Messages that come as a file: `render` makes it, unless an attempt before made it."""

    example: M
    render: Callable[[M, FileContext], Rendered | None]


def shared(
    upload: Upload,
    context: FileContext,
    *,
    waits: str,
    channel: str | None,
    thread_ts: str | None = None,
) -> Rendered:
    """The file, and where it is when Slack takes none."""
    where = context.texts.register.kept_days.format(
        days=KEPT_FOR.days, path=mrkdwn(str(upload.path))
    )
    said = f"{waits} {where}"
    post = Post(text=said, blocks=[section(said)])
    return Rendered(post=post, channel=channel, thread_ts=thread_ts, upload=upload)


AnyKind = PostKind[Any] | FileKind[Any]


CASE = UUID(int=1)
ACTION = UUID(int=2)
FILE = UUID(int=3)
MAIL = UUID(int=4)
KEPT_FILE = UUID(int=5)
INCIDENT = UUID(int=6)
PICTURE = UUID(int=7)
RISK = UUID(int=8)
LETTER_ENTRY = 2
"""The journal's entry of the example's acknowledgement."""
PERSON = "U0PILOTE"
MANAGER = "U0QUALITE"
AT = datetime(2026, 11, 16, 8, 30, tzinfo=UTC)
DUE_AT = datetime(2026, 11, 17, 16, 50, tzinfo=UTC)
MONTH = "2026-10"
SEMESTER = "2026-S1"
SUMMARY = f"summary:{MONTH}:1"
MEETING_AT = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
