"""The types of what the action plan says."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.action_lists import PlanScope
from bot.domain.actions import ActionOrigin


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTexts:
    title: str
    scope: Mapping[PlanScope, str]
    empty: Mapping[PlanScope, str]
    action: str
    due: str
    late: str
    check: str
    judged: str
    done_again: str
    origin: Mapping[ActionOrigin, str]
    origin_of: str
    origin_refs: str
    position: str
    waiting: str
    waiting_more: str
    close: str
