"""The types of what the half-yearly review says, on paper and in Slack."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.quality_risks import RiskLevel
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
    month_alt: str
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
    # the message and its forms
    missing: str
    risk_line: str
    plan_line: str
    prepare: str
    prepared: str
    prepared_already: str
    not_prepared: str
    in_future: str
    complete: str
    judge_risk: str
    another_risk: str
    plan_action: str
    another_action: str
    new_pdf: str
    approve: str
    approve_title: str
    approve_warning: str
    frozen: str
    frozen_already: str
    was_approved: str
    owner_gone: str
    save: str
    ask_recurring: str
    ask_difficulties: str
    ask_feedback: str
    ask_feedback_hint: str
    ask_decisions: str
    ask_participants: str
    choose_people: str
    risk_name: str
    control: str
    residual: str
    treatment: str
    choose_level: str
    degrees: tuple[str, ...]
    take_out: str
    take_out_risk: str
    take_out_action: str
    origin: str
    origin_hint: str
