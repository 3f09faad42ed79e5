"""One line about a step, for the card's thread and for whoever waits for news of a case."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.domain.actions.action_steps import ActionStep
from bot.domain.actions.actions import Action
from bot.domain.cases.cases import Case
from bot.domain.cases.journal_entries import VIGIE, Event
from bot.domain.cases.outcomes import ComplainantDecision, Solved
from bot.domain.cases.taxonomy import Means, Severity
from bot.domain.cases.traces import ExternalKind
from bot.domain.messages.message import StepTold
from bot.domain.messages.step_facts import IS_KEPT_ONLY
from bot.domain.school.office import CardDetail, Office
from bot.domain.steps.lifecycles import Step
from bot.ui.actions.action_lines import titled
from bot.ui.blocks.dates import dated, day_of, deadline
from bot.ui.blocks.escape import cut, mrkdwn, one_line
from bot.ui.blocks.people import mention
from bot.ui.texts.catalogue import Texts

QUOTED_MAX = 300
"""Characters of what people wrote in one line."""
SAID_LATE = timedelta(hours=12)
"""A line that waited so long may be read on another day than that of its step."""
_ACTION_STEPS = {step.event: step for step in ActionStep}


def step_line(
    case: Case,
    told: StepTold,
    *,
    action: Action | None = None,
    words: str | None = None,
    office: Office,
    texts: Texts,
    now: datetime,
) -> str:
    """« Accusé de réception envoyé par courriel, le lundi 16 novembre à 18 h 12, par @qualite ».

    With the beginning of the `words` that came with the step. Of a confidential case, and
    beneath a minimal card, only what and when. What is said long after it was done says when
    that was.
    """
    is_brief = case.confidential or office.card_detail is CardDetail.MINIMAL
    office = office if is_brief else office.at(case.site)
    when = dated(_at(told), office.zone, texts, now=now)
    if is_brief:
        return texts.lines.brief.format(event=texts.journal.named(told.event), when=when)
    template = _template(told, texts)
    named = _named(told, action, office=office, texts=texts, now=now)
    line = template.format(when=when, **named)
    if "{when}" not in template and now - told.at >= SAID_LATE:
        line = texts.lines.late.format(line=line, when=when)
    return f"{line} {quoted(words, texts)}" if words else line


def quoted(words: str, texts: Texts) -> str:
    """The beginning of what people wrote, on one line."""
    return texts.card.quoted.format(text=cut(mrkdwn(one_line(words)), QUOTED_MAX))


def _at(told: StepTold) -> datetime:
    """When somebody was told, for steps that tell; else when the step was taken."""
    said = told.facts.get("told_at")
    return datetime.fromisoformat(said) if said else told.at


def _template(told: StepTold, texts: Texts) -> str:
    if template := _beside_steps(texts).get(told.event):
        return template
    if step := _ACTION_STEPS.get(told.event):
        return _action_template(step, told.facts, texts)
    return _step_template(Step(told.event), told.facts, texts)


def _beside_steps(texts: Texts) -> Mapping[str, str]:
    says, letters = texts.lines, texts.letter_fates
    return {
        Event.LETTER_LEFT_ALONE: letters.line_left_alone,
        Event.LETTER_REFUSED: letters.line_refused,
        Event.LETTER_UNKNOWN: letters.line_unknown,
        Event.LETTER_RETURNED: letters.line_returned,
        Event.LETTER_DECLARED_SENT: letters.line_declared_sent,
        Event.LETTER_NOT_SENT: letters.line_not_sent,
        Event.LETTER_CANCELLED: letters.line_cancelled,
        Event.ACTION_OWNER_LEFT: says.action_owner_left,
        Event.DUPLICATE_LINKED: says.linked,
        Event.DUPLICATE_UNLINKED: says.unlinked,
        Event.DUPLICATE_RETURNED: says.returned,
        Event.OWNER_LEFT: says.owner_left,
    }


def _action_template(step: ActionStep, facts: Mapping[str, Any], texts: Texts) -> str:
    says = texts.steps
    had_none = facts.get("is_effective") is False
    return says.other_action_line[step] if had_none else says.action_line[step]


def _step_template(step: Step, facts: Mapping[str, Any], texts: Texts) -> str:
    says = texts.steps
    return says.other_line[step] if _came_otherwise(step, facts) else says.line[step]


def _came_otherwise(step: Step, facts: Mapping[str, Any]) -> bool:
    """Whether a date was without object, or told too late, or nobody was told."""
    match step:
        case Step.SETTLE_EXTERNAL:
            return bool(facts.get("is_moot"))
        case Step.EXTEND:
            return not facts.get("in_time")
        case Step.SETTLE_ON_SPOT:
            return IS_KEPT_ONLY in facts
        case _:
            return "means" not in facts


def _named(
    told: StepTold, action: Action | None, *, office: Office, texts: Texts, now: datetime
) -> dict[str, str]:
    """Every place that some line may have, filled as far as it is known."""
    facts, lines = told.facts, texts.lines
    due = facts.get("new_due_at") or facts.get("due_at")
    external = facts.get("external")
    owner = action.owner if action else facts.get("owner")
    decision, solved = facts.get("complainant_decision"), facts.get("solved")
    severity, today = facts.get("severity"), now.astimezone(office.zone).date()
    return {
        "who": texts.case.by_vigie if told.actor == VIGIE else mention(told.actor),
        "owner": mention(owner) if owner else texts.card.nobody,
        "means": texts.words.means.in_line[Means(facts["means"])] if "means" in facts else "",
        "due": deadline(datetime.fromisoformat(due), office.zone, texts, now=now) if due else "",
        "severity": texts.words.severity.in_line[Severity(severity)] if severity else "",
        "decision": texts.words.decision.in_line[ComplainantDecision(decision)] if decision else "",
        "solved": texts.words.solved.in_line[Solved(solved)] if solved else lines.no_answer,
        "external": texts.words.external_kind[ExternalKind(external)] if external else "",
        "original": facts.get("duplicate_of") or facts.get("original", ""),
        "duplicate": facts.get("duplicate", ""),
        "action": f"{action.ref} ({titled(action)})" if action else "",
        "day": day_of(action.due_on, texts, today=today) if action else "",
    }
