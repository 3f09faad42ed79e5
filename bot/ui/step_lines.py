"""One line about a step, for the card's thread and for whoever waits for news of a case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.action_steps import ActionStep
from bot.domain.actions import Action
from bot.domain.cases import Case
from bot.domain.external_deadlines import ExternalKind
from bot.domain.journal import VIGIE, Event
from bot.domain.lifecycles import Step
from bot.domain.office import CardDetail, Office
from bot.domain.outcomes import ComplainantDecision, Solved
from bot.domain.steps import LINKED
from bot.domain.taxonomy import Means, Severity
from bot.ui.dates import day_of, moment, relative
from bot.ui.people import mention
from bot.ui.texts.catalogue import Texts

ACTION_PREFIX = "action_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A step as the outbox keeps it: who, when, and the facts that its line may name."""

    event: str
    actor: str
    at: datetime
    facts: Mapping[str, Any]
    action: Action | None = None


def told_of(details: Mapping[str, Any], *, action: Action | None = None) -> Told:
    """What the outbox keeps of a step, read back."""
    return Told(
        event=details["event"],
        actor=details["actor"],
        at=datetime.fromisoformat(details["at"]),
        facts=details.get("facts", {}),
        action=action,
    )


def step_line(case: Case, told: Told, *, office: Office, texts: Texts, now: datetime) -> str:
    """« Accusé de réception envoyé par courriel, hier à 18 h 12, par @qualite » and the like.

    Of a confidential case, and beneath a minimal card, only what and when.
    """
    is_brief = case.confidential or office.card_detail is CardDetail.MINIMAL
    office = office if is_brief else office.at(case.site)
    when = relative(_at(told), office.zone, texts, now=now)
    if is_brief:
        known = told.event in set(Event)
        event = texts.words.event[Event(told.event)] if known else texts.words.other_event
        return texts.lines.brief.format(event=event, when=when)
    named = _named(told, office=office, texts=texts, now=now)
    return _template(told, texts).format(when=when, **named)


def _at(told: Told) -> datetime:
    """When somebody was told, for steps that tell; else when the step was taken."""
    said = told.facts.get("told_at")
    return datetime.fromisoformat(said) if said else told.at


def _template(told: Told, texts: Texts) -> str:
    lines, facts = texts.lines, told.facts
    if told.event == Event.ACTION_OWNER_LEFT:
        return lines.action_owner_left
    if told.event.startswith(ACTION_PREFIX):
        if facts.get("is_effective") is False and told.event == Event.ACTION_CHECK_EFFECT:
            return lines.action_without_effect
        return lines.action[ActionStep(told.event.removeprefix(ACTION_PREFIX))]
    if told.event == LINKED:
        return lines.linked
    if told.event == Event.OWNER_LEFT:
        return lines.owner_left
    return _step_template(Step(told.event), facts, texts)


def _step_template(step: Step, facts: Mapping[str, Any], texts: Texts) -> str:
    lines, was_told = texts.lines, "means" in facts
    if step is Step.PROPOSE_SOLUTION and not was_told:
        return lines.answer_kept
    if step is Step.REJECT and not was_told:
        return lines.set_aside
    if step is Step.INFORM_PARTIES and not was_told:
        return lines.information_waived
    if step is Step.SETTLE_EXTERNAL and facts.get("is_moot"):
        return lines.external_moot
    if step is Step.EXTEND and not facts.get("in_time"):
        return lines.extended_late
    return lines.step[step]


def _named(told: Told, *, office: Office, texts: Texts, now: datetime) -> dict[str, str]:
    """Every place that some line may have, filled as far as it is known."""
    facts, lines, action = told.facts, texts.lines, told.action
    due = facts.get("new_due_at") or facts.get("due_at")
    external = facts.get("external")
    owner = action.owner if action else facts.get("owner")
    decision, solved = facts.get("complainant_decision"), facts.get("solved")
    severity, today = facts.get("severity"), now.astimezone(office.zone).date()
    return {
        "who": texts.case.by_vigie if told.actor == VIGIE else mention(told.actor),
        "owner": mention(owner) if owner else texts.card.nobody,
        "means": lines.means[Means(facts["means"])] if "means" in facts else "",
        "due": moment(datetime.fromisoformat(due), office.zone, texts, now=now) if due else "",
        "severity": texts.words.severity[Severity(severity)].lower() if severity else "",
        "decision": lines.decision[ComplainantDecision(decision)] if decision else "",
        "solved": lines.solved[Solved(solved)] if solved else lines.no_answer,
        "external": texts.steps.words.external_kind[ExternalKind(external)] if external else "",
        "original": facts.get("duplicate_of", ""),
        "duplicate": facts.get("duplicate", ""),
        "action": action.ref if action else "",
        "day": day_of(action.due_on, texts, today=today) if action else "",
    }
