"""Messages about an action, and about a topic that comes back in spite of one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID, uuid4

from bot.domain.actions.actions import Action, ActionStatus
from bot.domain.cases.journal_entries import Event, JournalRecord
from bot.domain.messages.cases import CardMessage, StepLineMessage
from bot.domain.messages.deadlines import ReminderMessage
from bot.domain.messages.message import Message
from bot.domain.reports.quality_risks import Recurred


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionNotice(Message):
    """Somebody was given an action."""

    kind: ClassVar = "action_notice"
    is_kept_current: ClassVar = True
    holds_words: ClassVar = True

    action_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionOwnerLeftNotice(Message):
    """Who leads an action is told that `left`, whose it was, has left."""

    kind: ClassVar = "action_owner_left"
    is_kept_current: ClassVar = True
    holds_words: ClassVar = True

    action_id: UUID
    left: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecurrenceNotice(Message):
    """A quality manager is told of a topic that comes back."""

    kind: ClassVar = "recurrence"

    recurred: Recurred

    def key_parts(self) -> tuple[object, ...]:
        return self.recurred.topic.key, self.once, self.recipient


MESSAGES = (ActionNotice, ActionOwnerLeftNotice, RecurrenceNotice)


def messages_of_new_action(action: Action, *, actor: str) -> Iterator[Message]:
    """Who is to do it is told, unless they took it themselves."""
    if action.owner != actor:
        yield ActionNotice(
            case_id=action.case_id,
            recipient=action.owner,
            action_id=action.id,
            once=once_of(action),
        )


def messages_of_action(
    action: Action, event: JournalRecord, *, actor: str, at: datetime
) -> Iterator[Message]:
    """What is told of a step on an action: to who has it now, and at the case it comes from."""
    if _is_given(event):
        yield from messages_of_new_action(action, actor=actor)
    if action.case_id is not None:
        yield CardMessage(case_id=action.case_id)
        yield StepLineMessage(
            case_id=action.case_id,
            event=event.name,
            actor=actor,
            at=at,
            facts={"action_id": str(action.id), "is_effective": action.is_effective},
        )


def once_of(action: Action) -> str:
    """What tells a message about an action from all others, and leads from the action to it."""
    return f"{action.id}:{uuid4()}"


def keys_about(action: Action) -> tuple[str, ...]:
    """How the keys of messages about an action begin that are kept current."""
    kinds = (ActionNotice.kind, ActionOwnerLeftNotice.kind, ReminderMessage.kind)
    return tuple(f"{kind}:{action.id}:" for kind in kinds)


def _is_given(event: JournalRecord) -> bool:
    """Whether somebody has an action to do that they had not before: a new one, or once more.

    Who inherits one reads that its owner has left, instead.
    """
    status = event.changes.get("status")
    is_to_do = status is not None and status.after == ActionStatus.TO_DO
    return event.name != Event.ACTION_OWNER_LEFT and ("owner" in event.changes or is_to_do)
