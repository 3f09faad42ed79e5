"""What a step is decided from, and what it comes to."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar, Protocol

from bot.domain.actions import Action, ActionDraft
from bot.domain.calendars import WorkingCalendar
from bot.domain.cases import Case, Status
from bot.domain.changes import Event, Record
from bot.domain.letters import Mediator, Told
from bot.domain.lifecycles import Step
from bot.domain.policies import CAPSECURITE, Policy
from bot.domain.roles import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a decision has to know beyond the case itself.

    `actions` are those of the case; `original` is the case that a duplicate names.
    """

    policy: Policy = CAPSECURITE
    calendar: WorkingCalendar = field(default_factory=WorkingCalendar)
    mediator: Mediator | None = None
    actions: tuple[Action, ...] = ()
    original: Case | None = None


ALONE = Surroundings()
"""A case without actions, under the standard policy, with no mediator set up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Who takes a step, when, and among what."""

    actor: str
    roles: frozenset[Role]
    now: datetime
    around: Surroundings


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a step makes of a case. `to` is needed where the table leaves a choice.

    `told` is what somebody was told, `actions` are to be created, `linked` is what
    happens to another case.
    """

    case: Case
    to: Status | None = None
    told: Told | None = None
    actions: tuple[ActionDraft, ...] = ()
    linked: "Decision | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The case as it is to be kept, the journal's entry about it, and what else to do."""

    case: Case
    event: Event
    told: Told | None = None
    actions: tuple[ActionDraft, ...] = ()
    linked: "Decision | None" = None


class Wanted(Record, Protocol):
    """A step with what it brings along: each is a frozen dataclass of `bot.domain.steps`."""

    step: ClassVar[Step]

    def take(self, case: Case, on: Occasion) -> Effect:
        """What the step makes of the case. Raises IllegalStepError where it cannot be."""
