"""A step that tells by mail: wished, taken once the letter is accepted, taken back if it returns.

Nothing is told before a server has accepted the letter; so the step is kept as it was wished, and
taken as of that instant. A letter that comes back told nothing: what its step kept is owed again.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.cases.cases import Case, Status
from bot.domain.cases.letters import Communication, Letter
from bot.domain.cases.taxonomy import Means
from bot.domain.cases.traces import Promise
from bot.domain.steps.answering import RecordFollowUp
from bot.domain.steps.decisions import StepCommand

_OF_ANSWER = (
    "status",
    "solution",
    "outcome",
    "first_outcome",
    "proposed_at",
    "answered_at",
    "solution_met_at",
    "answer_means",
    "answer_asked_by",
    "promised_on",
    "complainant_decision",
    "recourse_exhausted",
    "implemented_at",
    "implementation",
    "admissibility",
    "inadmissibility",
    "admissibility_reason",
    "duplicate_of",
    "closed_at",
    "closed_by",
    "closing_reason",
)
"""What an answer says of its case, which nobody was told where it did not arrive.

An analysis, a qualification or an owner that came with it stay: they are true without the letter.
"""


def told_at(wanted: StepCommand, at: datetime) -> StepCommand:
    """The step as it is taken where its letter was accepted by mail at that instant."""
    if isinstance(wanted, RecordFollowUp):
        return replace(wanted, at=at, means=Means.EMAIL)
    told = getattr(wanted, "told", None)
    if not isinstance(told, Communication):
        raise TypeError(wanted.step)
    by_mail: dict[str, Any] = {"told": replace(told, at=at, means=Means.EMAIL)}
    return replace(wanted, **by_mail)


def letter_in(wanted: StepCommand) -> Letter | None:
    """The letter that a step tells by; None of one that tells nobody."""
    told = getattr(wanted, "told", None)
    if isinstance(told, Communication):
        return told.letter
    return wanted.letter if isinstance(wanted, RecordFollowUp) else None


def before_telling(case: Case) -> dict[str, Any]:
    """What has to be known of a case, as it is before the step, for the step to be taken back."""
    return {name: getattr(case, name) for name in _OF_ANSWER}


def taken_back(case: Case, before: Mapping[str, Any], at: datetime) -> Case:
    """The case without what was told by a letter accepted at `at`, since that came back.

    No date that was due is moved: what is owed again is owed by the date it always had. What was
    told since by other means stays, and so does all that does not depend on the letter.
    """
    case = _without_answer(case, before, at)
    case = _without_acknowledgement(case, before, at)
    case = _without_extension(case, at)
    return _without_questions(case, before, at)


def _without_answer(case: Case, before: Mapping[str, Any], at: datetime) -> Case:
    """An answer told since keeps what this one did not."""
    case = replace(case, past_promises=tuple(_unkept(one, at) for one in case.past_promises))
    is_answer = case.answered_at == at and case.answer_means is Means.EMAIL
    is_duplicate = case.duplicate_of is not None and before.get("duplicate_of") is None
    if is_answer or (is_duplicate and case.closed_at is not None and case.closed_at >= at):
        told = {name: before[name] for name in _OF_ANSWER if name in before}
        return replace(case, **told)
    return replace(
        case,
        proposed_at=case.answered_at if case.proposed_at == at else case.proposed_at,
        solution_met_at=case.answered_at if case.solution_met_at == at else case.solution_met_at,
    )


def _unkept(promise: Promise, at: datetime) -> Promise:
    return replace(promise, kept_at=None) if promise.kept_at == at else promise


def _without_acknowledgement(case: Case, before: Mapping[str, Any], at: datetime) -> Case:
    """What was answered since acknowledges in its place."""
    if case.ack_sent_at != at or case.ack_means is not Means.EMAIL:
        return case
    means = case.answer_means if case.proposed_at else None
    bare = replace(case, ack_sent_at=case.proposed_at, ack_means=means)
    is_back = case.status is Status.ACKNOWLEDGED and bare.ack_sent_at is None
    return replace(bare, status=before.get("status", Status.RECEIVED)) if is_back else bare


def _without_extension(case: Case, at: datetime) -> Case:
    told = [one for one in case.extensions if _is_it(one.communicated_at, one.means, at)]
    kept = tuple(one for one in case.extensions if one not in told)
    due_at = case.current_due_at
    for one in told:
        due_at = one.replaced_due_at if one.in_time and due_at == one.new_due_at else due_at
    return replace(case, extensions=kept, current_due_at=due_at)


def _without_questions(case: Case, before: Mapping[str, Any], at: datetime) -> Case:
    """Nobody was asked: neither for more, nor whether it is solved."""
    requests = tuple(
        one for one in case.information_requests if not _is_it(one.asked_at, one.means, at)
    )
    followups = tuple(one for one in case.followups if not _is_it(one.at, one.means, at))
    bare = replace(case, information_requests=requests, followups=followups)
    is_waiting = case.status is Status.WAITING_INFO and requests != case.information_requests
    is_asked = any(one.answered_at is None for one in requests)
    if not is_waiting or is_asked:
        return bare
    return replace(bare, status=before.get("status", Status.UNDER_REVIEW))


def _is_it(told: datetime, means: Means, at: datetime) -> bool:
    return told == at and means is Means.EMAIL
