"""The types of what the half-yearly review says, on paper and in Slack."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.reviews import RiskLevel
from bot.ui.texts.counted import Counted
from bot.ui.texts.document_texts import FileTexts


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewTexts:
    """`halves` name the half-years of a year, as they follow the word for review."""

    halves: tuple[str, str]
    title: str
    half: str
    description: str
    footer: str
    draft: str
    approved: str
    pdf: FileTexts
    # its sections
    in_short: str
    scope: str
    scope_said: tuple[str, ...]
    activity: str
    trends: str
    complaints: str
    recurring: str
    difficulties: str
    causes: str
    feedback: str
    plan_before: str
    risks: str
    plan: str
    decisions: str
    validation: str
    # what they say
    volumes: str
    volumes_before: str
    recurrent: Counted
    frequent: Counted
    none_recurrent: str
    none_frequent: str
    topic: str
    topic_with_cause: str
    interrupted: Counted
    injuries: Counted
    lost_minutes: str
    confidential: Counted
    trainees: str
    sessions: str
    hours: str
    complaints_per_100: str
    incidents_per_100: str
    to_write: str
    nothing_planned: str
    effective: str
    on_time: str
    judged: Mapping[bool, str]
    validated_by: str
    not_validated: str
    participants: str
    # tables and charts
    indicator: str
    this_half: str
    figures_caption: str
    months_caption: str
    months_alt: str
    category_caption: str
    plan_before_caption: str
    plan_before_columns: tuple[str, ...]
    risk_caption: str
    risk_columns: tuple[str, ...]
    matrix_caption: str
    matrix_alt: str
    matrix_risk: str
    likelihood: str
    impact: str
    level: Mapping[RiskLevel, str]
    plan_caption: str
    plan_columns: tuple[str, ...]
    severities: str
    # the message
    missing: str
    risk_line: str
    plan_line: str
