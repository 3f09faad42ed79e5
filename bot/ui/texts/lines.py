"""The types of what is told of a step in one line: in the card's thread, in direct messages."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.action_steps import ActionStep
from bot.domain.lifecycles import Step
from bot.domain.outcomes import ComplainantDecision, Solved
from bot.domain.taxonomy import Means


@dataclass(frozen=True, slots=True, kw_only=True)
class LineTexts:
    """`step` and `action` have a sentence for each; the others stand in for some of them.

    `brief` says only what and when, for confidential cases and minimal cards.
    """

    step: Mapping[Step, str]
    answer_kept: str
    information_waived: str
    extended_late: str
    set_aside: str
    external_moot: str
    linked: str
    owner_left: str
    action_owner_left: str
    action: Mapping[ActionStep, str]
    action_without_effect: str
    brief: str
    means: Mapping[Means, str]
    decision: Mapping[ComplainantDecision, str]
    solved: Mapping[Solved, str]
    no_answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsTexts:
    """What people are told directly of cases and actions."""

    told: str
    told_brief: str
    owned: str
    owned_confidential: str
    action: str
    action_criterion: str
    owner_left: str
    action_owner_left: str
    note_refused: str
