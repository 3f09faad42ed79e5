"""Forms of steps: what one is drawn from, what it is, and inputs that many share."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from bot.domain.actions.actions import Action
from bot.domain.actions.listings import PlanLook
from bot.domain.calendar.calendars import WorkingCalendar
from bot.domain.cases.cases import Case, Complainant
from bot.domain.cases.letters import Communication, Letter, LetterKind
from bot.domain.cases.roles import Role
from bot.domain.school.office import Office
from bot.domain.steps.decisions import ALONE, CaseContext, StepCommand
from bot.ui.actions.action_plan import carried_look
from bot.ui.blocks import inputs
from bot.ui.blocks.answers import Answers
from bot.ui.blocks.blocks import Block
from bot.ui.blocks.dates import deadline
from bot.ui.blocks.limits import INPUT_MAX
from bot.ui.texts.catalogue import Texts

Member = TypeVar("Member", bound=StrEnum)

REASON = "reason"
TO_COME = "to_come"
"""What a form says of the letter to come, until it is there."""
LINE_MAX = 300
NO_ANSWERS = Answers()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormContext:
    """A case as one person sees it now, in their language.

    `complainant` is None to those who may not know; `name_of` turns a member's id into
    what a letter can say; `original` is the case that this one is thought to repeat. `given` is
    what the form holds already where it is drawn anew, `told` the letter in it, once there is
    one, as it went. `sends_mail`: letters can leave by mail.
    """

    case: Case
    office: Office
    actor: str
    texts: Texts
    now: datetime
    roles: frozenset[Role] = frozenset()
    around: CaseContext = ALONE
    complainant: Complainant | None = None
    name_of: Callable[[str], str] = str
    original: str = ""
    given: Answers = NO_ANSWERS
    told: Communication | None = None
    sends_mail: bool = False

    @property
    def today(self) -> date:
        """The local day at the case's site, or at the office."""
        return self.now.astimezone(self.zone).date()

    @property
    def zone(self) -> ZoneInfo:
        """The clock that dates are told on: the site's, or the office's."""
        return self.office.at(self.case.site).zone

    @property
    def calendar(self) -> WorkingCalendar:
        """When people work at the case's site, or at the office."""
        return self.office.at(self.case.site).calendar

    def deadline(self, at: datetime) -> str:
        """By when, in words, on that clock."""
        return deadline(at, self.zone, self.texts, now=self.now)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionContext:
    """An action as somebody is about to act on it."""

    action: Action
    case: Case | None
    office: Office
    actor: str
    texts: Texts
    now: datetime
    roles: frozenset[Role] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The form of one step.

    `read` gives None where an answer is refused, which the answers then remember. With a
    `draft`, the `letter` is shown once what it says has been given, in the same modal; a
    draft of None says that no letter goes with these answers. `at_once` gives the step where a
    press takes it without the form, since nothing has to be asked.
    """

    ask: Callable[[FormContext], list[Block]]
    read: Callable[[Answers, FormContext], StepCommand | None]
    letter: LetterKind | None = None
    draft: Callable[[Answers, FormContext], Letter | None] | None = None
    is_drafted_at_once: bool = False
    at_once: Callable[[FormContext], StepCommand | None] | None = None


def area(
    label: str, *, block_id: str, initial: str = "", hint: str | None = None, optional: bool = False
) -> Block:
    """A text of several lines."""
    element = inputs.text(initial=initial, multiline=True, limit=INPUT_MAX)
    return inputs.labelled(element, label, block_id=block_id, hint=hint, optional=optional)


def line(
    label: str, *, block_id: str, initial: str = "", hint: str | None = None, optional: bool = False
) -> Block:
    """A text of one line."""
    element = inputs.text(initial=initial, limit=LINE_MAX)
    return inputs.labelled(element, label, block_id=block_id, hint=hint, optional=optional)


def one_of(
    words: Mapping[Member, str],
    label: str,
    *,
    block_id: str,
    initial: Member | None = None,
    hint: str | None = None,
    optional: bool = False,
    meanings: Mapping[Member, str] | None = None,
) -> Block:
    """A choice shown whole."""
    choices = inputs.options(words, meanings=meanings)
    chosen = next((one for one in choices if one["value"] == initial), None)
    element = inputs.radio(choices, initial=chosen)
    return inputs.labelled(element, label, block_id=block_id, hint=hint, optional=optional)


def menu_of(
    words: Mapping[Member, str],
    label: str,
    *,
    block_id: str,
    choose: str,
    initial: Member | None = None,
    optional: bool = False,
) -> Block:
    """A choice in a menu, for longer sets."""
    chosen = None if initial is None else inputs.option(words[initial], initial)
    element = inputs.select(inputs.options(words), choose, initial=chosen)
    return inputs.labelled(element, label, block_id=block_id, optional=optional)


def box(label: str, said: str, *, block_id: str, ticked: bool = False) -> Block:
    """A single box to tick, or to untick."""
    choices = [inputs.option(said, "yes")]
    element = inputs.checkboxes(choices, ticked=choices if ticked else ())
    return inputs.labelled(element, label, block_id=block_id, optional=True)


def told_at_once(block: Block) -> Block:
    """A choice that decides what else is asked: the form is drawn anew as soon as it is made."""
    return block | {"dispatch_action": True}


def several_of(
    words: Mapping[Member, str],
    label: str,
    *,
    block_id: str,
    choose: str,
    initial: Sequence[Member] = (),
) -> Block:
    """Several of a longer set."""
    chosen = [inputs.option(words[member], member) for member in initial]
    element = inputs.several(inputs.options(words), choose, initial=chosen)
    return inputs.labelled(element, label, block_id=block_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beneath:
    """What a form stands over, to be shown anew once its step is taken."""

    is_case: bool = False
    plan: PlanLook | None = None

    @property
    def carried(self) -> dict[str, Any]:
        plan = {"over_plan": carried_look(self.plan)} if self.plan else {}
        return {"over_case": self.is_case, **plan}


NOTHING = Beneath()
