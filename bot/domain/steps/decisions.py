"""A step's context and its decision."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from bot.domain.actions.actions import Action, ActionDraft
from bot.domain.calendar.calendars import WorkingCalendar
from bot.domain.cases.cases import Case, Status
from bot.domain.cases.journal_entries import JournalRecord
from bot.domain.cases.letters import Communication
from bot.domain.cases.refusals import Refusal
from bot.domain.cases.roles import Role
from bot.domain.school.office import Mediator
from bot.domain.school.policies import CAPSECURITE, Policy
from bot.domain.steps.lifecycles import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseContext:
    """The context of a decision beyond the case itself.

    `actions` are those of the case; `original` is the case that a duplicate names;
    `has_duplicates` says that others name this one.
    """

    policy: Policy = CAPSECURITE
    calendar: WorkingCalendar = field(default_factory=WorkingCalendar)
    mediator: Mediator | None = None
    actions: tuple[Action, ...] = ()
    original: Case | None = None
    has_duplicates: bool = False


ALONE = CaseContext()
"""A case without actions, under the standard policy, with no mediator set up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepContext:
    """Who takes a step, when, and among what."""

    actor: str
    roles: frozenset[Role]
    now: datetime
    around: CaseContext


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """The case after a step. `to` is needed where the table leaves a choice.

    `told` is what somebody was told, `actions` are to be created, `linked` is what
    happens to other cases.
    """

    case: Case
    to: Status | None = None
    told: Communication | None = None
    actions: tuple[ActionDraft, ...] = ()
    linked: "tuple[Decision, ...]" = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The case as it is to be kept, the journal's entry about it, and what else to do.

    `earlier` are the decisions on the steps that were taken with it, before it; nothing is
    told of a decision that is not `is_told`.
    """

    case: Case
    event: JournalRecord
    told: Communication | None = None
    actions: tuple[ActionDraft, ...] = ()
    linked: "tuple[Decision, ...]" = ()
    earlier: "tuple[Decision, ...]" = ()
    is_told: bool = True


TO_REPORTER = frozenset({Role.REPORTER})


@dataclass(frozen=True, slots=True, kw_only=True)
class StepCommand(ABC):
    """A step with what it brings along, and what is known of the step whoever takes it.

    Who may take it, and from where, stands in the tables of `lifecycles`.
    """

    step: ClassVar[Step]
    is_aside: ClassVar[bool] = False
    """Whether it is off the usual way of a case, so that menus name it last."""
    is_told_to_complainant: ClassVar[bool] = False
    """Whether it takes somebody who can be reached."""
    tells: ClassVar[frozenset[Role]] = frozenset()
    """Those of a case to whom it is news that matters."""
    leaves_duplicates: ClassVar[bool] = False
    """Whether nobody sees any more to what was set aside as a duplicate of its case."""
    frees_original: ClassVar[bool] = False
    """Whether a duplicate that it is taken on is one no longer, which its original is told."""
    untold: ClassVar[frozenset[Step]] = frozenset()
    """Those of its parts of which nothing is told, since the others say as much."""
    names: ClassVar[tuple[str, ...]] = ()
    """The fields that a line about it may name; none of them in anybody's own words."""

    def parts(self, case: Case, on: StepContext) -> tuple["StepCommand", ...]:
        """The steps that it stands for, in their order, each of which leaves its own entry."""
        del case, on
        return (self,)

    @abstractmethod
    def take(self, case: Case, on: StepContext) -> Effect:
        """The case after the step. Raises IllegalStepError where it cannot be."""

    @classmethod
    def standing_refusal(
        cls, case: Case, *, roles: frozenset[Role], around: CaseContext
    ) -> Refusal | None:
        """What stands against the step whatever is brought along, so that a menu leaves it out."""
        del case, roles, around
        return None

    @classmethod
    def lacking(cls, case: Case, around: CaseContext) -> Refusal | None:
        """What has to be there before the step, which a menu offers all the same, to say so."""
        del case, around
        return None

    @classmethod
    def is_done(cls, case: Case) -> bool:
        """Whether a step that may be taken again has been taken, so that others come first."""
        del case
        return False

    @property
    def words(self) -> tuple[str, ...]:
        """What it tells of the case that the case does not hold."""
        return ()

    @property
    def new_owner(self) -> str | None:
        """Whom it gives something to, if it gives anything."""
        return None

    @property
    def other_ref(self) -> str | None:
        """The reference of another case that it is about, if it names one."""
        return None

    def makes_confidential(self, case: Case) -> bool:
        """Whether the case was open to all who lead such cases, and no longer is."""
        del case
        return False
