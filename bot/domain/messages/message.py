"""What every message to the outside has, and what a kind of messages may be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID, uuid4

STORED_AS = "stored_as"
"""Of a field, in its metadata: what it is called in the outbox, where not by its own name."""
OMITTED = "omitted"
"""Of a field, in its metadata: it is not stored while it is None."""


def _unlike_any_other() -> str:
    return str(uuid4())


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message for its whole life; a subclass is a kind, its own fields are the payload.

    `recipient` is who is told directly, None the quality channel, whichever it is when the time
    comes. Messages with the same key are one: asked for again, it is brought up to date. `once` is
    its own, unless it is given. An urgent one goes before what waits in its lane, and nothing
    goes before `not_before`.

    A payload holds facts, never what people wrote: erasing the texts of a case leaves nothing
    behind in the outbox.
    """

    kind: ClassVar[str] = ""
    """Its code in the outbox and in the metadata of Slack's message; never changed."""
    holds_words: ClassVar[bool] = False
    """May hold words of a case, beside its card: said anew when the case is closed to some."""
    is_kept_current: ClassVar[bool] = False
    """Said anew where it stands when its case or action is another than it says."""
    is_about_deadlines: ClassVar[bool] = False
    """Sent by the clock, a thousand at a time perhaps, and nobody waits for it."""
    waits_for_morning: ClassVar[bool] = False
    """Asked for at a time to come, its reader's morning; every other kind for now."""
    is_escalated: ClassVar[bool] = False
    """Goes to the next level at once where Slack does not let its reader be written to."""
    is_said_once: ClassVar[bool] = False
    """Its key keeps it from being said again, and names no edition."""
    is_told_in_order: ClassVar[bool] = False
    """Said to its reader after what is still to be said to them of the same case."""
    is_report: ClassVar[bool] = False
    """Says what was counted in a period; its files come in its thread."""
    is_of_report: ClassVar[bool] = False
    """Belongs to a report that names its period and its edition."""
    comes_as_file: ClassVar[bool] = False
    """A file, which takes its time to make and to send."""
    leaves_by_mail: ClassVar[bool] = False
    """No message of Slack's: a letter for the mail server."""
    is_asked_for: ClassVar[bool] = False
    """One person asked for it and waits for it."""

    case_id: UUID | None = None
    recipient: str | None = None
    once: str = field(default_factory=_unlike_any_other, compare=False)
    is_urgent: bool = field(default=False, compare=False)
    not_before: datetime | None = field(default=None, compare=False)

    @property
    def key(self) -> str:
        """The outbox's key, as it is asked for; a message that was read has its row's."""
        return ":".join([self.kind, *map(str, self.key_parts())])

    def key_parts(self) -> tuple[object, ...]:
        """What tells it from the others of its kind."""
        return (self.once,)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTold(Message):
    """A step or another event of a case or action: who, when, and the facts its line may name."""

    is_told_in_order: ClassVar = True

    event: str
    actor: str
    at: datetime
    facts: Mapping[str, Any] = field(default_factory=dict)
