"""Cases at any point of their lives, and one good example of every step."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import settings

from bot.domain.actions.actions import Action, ActionDraft, ActionKind, ActionStatus, Proof
from bot.domain.cases.cases import Case, Status
from bot.domain.cases.letters import Communication, Letter, LetterKind
from bot.domain.cases.outcomes import (
    CauseFamily,
    ComplainantDecision,
    Inadmissibility,
    Outcome,
    Solved,
)
from bot.domain.cases.refusals import IllegalStepError, Refusal
from bot.domain.cases.roles import REPORTING, Role
from bot.domain.cases.taxonomy import (
    Category,
    Channel,
    Continuity,
    IncidentType,
    Kind,
    Means,
    Measure,
    Party,
    Severity,
)
from bot.domain.cases.traces import (
    DecidedMeasures,
    ExternalDeadline,
    ExternalKind,
    FollowUp,
    InformationPoint,
    InformationRequest,
)
from bot.domain.deadlines.due_dates import first_dates
from bot.domain.school.office import Mediator
from bot.domain.steps.answering import (
    Analyse,
    Implement,
    ProposeSolution,
    RecordDecision,
    RecordFollowUp,
)
from bot.domain.steps.deciding import decide
from bot.domain.steps.decisions import CaseContext, Decision, StepCommand
from bot.domain.steps.ending import Close, MarkDuplicate, Reject, Reopen, Withdraw
from bot.domain.steps.handling import (
    AddAction,
    AddNote,
    Assign,
    CorrectFacts,
    CorrectReception,
    Qualify,
    TakeCharge,
)
from bot.domain.steps.incident import DecideMeasures, InformParties
from bot.domain.steps.lifecycles import Step, lifecycle_of
from bot.domain.steps.on_spot import SettleOnSpot, ValidateOnSpot
from bot.domain.steps.opening import (
    Acknowledge,
    Extend,
    RecordInformation,
    RequestInformation,
    WaiveAcknowledgement,
)
from bot.domain.steps.outside import NoteExternal, SettleExternal
from bot.domain.steps.settling import AnswerAndSettle
from tests.support.builders import DIRECTION, QUALITY, TRAINER

RECEIVED_AT = datetime(2026, 11, 13, 16, 50, 20, tzinfo=UTC)
"""Friday 13 November 2026, 17:50 in Paris."""

NOW = RECEIVED_AT + timedelta(days=10)
SOLUTION_DUE_AT = datetime(2026, 12, 13, 16, 50, 20, tzinfo=UTC)

LEADS: Mapping[Kind, frozenset[Role]] = {
    Kind.COMPLAINT: frozenset({Role.QUALITY_MANAGER}),
    Kind.INCIDENT: frozenset({Role.TRAINING_MANAGER}),
}
MEDIATOR = Mediator(
    name="Médiation Exemple", address="1 rue Haute, 69000 Lyon", website="mediation.example"
)


def lives(usual: int) -> int:
    """So many examples of a life, or two thousand where others than the same are looked for."""
    default = settings.default
    return usual if default is None or default.derandomize else 2_000


def letter(kind: LetterKind = LetterKind.ACKNOWLEDGEMENT, body: str = "Bonjour") -> Letter:
    return Letter(kind=kind, subject="REC-2026-0007", body=body)


def told(at: datetime = NOW, means: Means = Means.EMAIL) -> Communication:
    return Communication(letter=letter(), at=at, means=means)


def complaint(**given: Any) -> Case:
    """A company's complaint about a certificate, just received, unless told otherwise."""
    usual: dict[str, Any] = {
        "id": UUID(int=7),
        "ref": "REC-2026-0007",
        "kind": Kind.COMPLAINT,
        "status": Status.RECEIVED,
        "received_at": RECEIVED_AT,
        "recorded_at": RECEIVED_AT,
        "recorded_by": TRAINER,
        "channel": Channel.EMAIL,
        "party": Party.CLIENT_COMPANY,
        "description": "Attestation SST toujours pas reçue.",
        "severity": Severity.MODERATE,
        "category": Category.CERTIFICATES_DOCUMENTS,
        "ack_due_at": RECEIVED_AT + timedelta(hours=48),
        "solution_due_at": SOLUTION_DUE_AT,
        "current_due_at": SOLUTION_DUE_AT,
    }
    return Case(**usual | given)


def incident(**given: Any) -> Case:
    """A dead projector, just reported, unless told otherwise."""
    usual: dict[str, Any] = {
        "id": UUID(int=12),
        "ref": "INC-2026-0012",
        "kind": Kind.INCIDENT,
        "status": Status.REPORTED,
        "received_at": RECEIVED_AT,
        "recorded_at": RECEIVED_AT,
        "recorded_by": TRAINER,
        "channel": Channel.SLACK,
        "party": Party.TEACHING_TEAM,
        "description": "le projecteur est mort salle B",
        "severity": Severity.MODERATE,
        "incident_type": IncidentType.TECHNICAL,
    }
    return Case(**usual | given)


def fresh(kind: Kind) -> Case:
    """A case of this kind as it comes in."""
    return complaint() if kind is Kind.COMPLAINT else incident()


def promising(kind: Kind) -> Case:
    """A case as it comes in, with all that it promises."""
    context = CaseContext()
    due = first_dates(kind, RECEIVED_AT, calendar=context.calendar, policy=context.policy)
    return replace(fresh(kind), **due)


def case_in(status: Status, kind: Kind, **given: Any) -> Case:
    """A case that could stand at this status, with the traces that got it there."""
    traces = _TRACES_OF_COMPLAINT if kind is Kind.COMPLAINT else _TRACES_OF_INCIDENT
    facts = {"status": status} | traces.get(status, {})
    return replace(fresh(kind), **facts | given)


_ASKED = InformationRequest(
    asked_at=RECEIVED_AT + timedelta(days=2), asked_by=QUALITY, means=Means.EMAIL
)
_ACKNOWLEDGED = {"ack_sent_at": RECEIVED_AT + timedelta(hours=1), "ack_means": Means.EMAIL}
_ANALYSED = _ACKNOWLEDGED | {"analysis": "Envoi oublié.", "analysed_at": NOW - timedelta(days=5)}
_PROPOSED = _ANALYSED | {
    "solution": "Envoi sous 24 h",
    "outcome": Outcome.UPHELD,
    "proposed_at": RECEIVED_AT + timedelta(days=4),
    "answered_at": RECEIVED_AT + timedelta(days=4),
    "answer_means": Means.EMAIL,
}
_ACCEPTED = _PROPOSED | {"complainant_decision": ComplainantDecision.ACCEPTED}
_IMPLEMENTED = _ACCEPTED | {
    "implemented_at": RECEIVED_AT + timedelta(days=5),
    "implementation": "Attestation envoyée",
}
_SATISFIED = FollowUp(
    at=RECEIVED_AT + timedelta(days=6), by=QUALITY, means=Means.PHONE, solved=Solved.YES, score=5
)
_SETTLED = {"closed_at": RECEIVED_AT + timedelta(days=7), "closed_by": QUALITY}
_TRACES_OF_COMPLAINT: Mapping[Status, dict[str, Any]] = {
    Status.ACKNOWLEDGED: _ACKNOWLEDGED,
    Status.UNDER_REVIEW: _ANALYSED,
    Status.WAITING_INFO: _ACKNOWLEDGED | {"information_requests": (_ASKED,)},
    Status.SOLUTION_PROPOSED: _PROPOSED,
    Status.IN_IMPLEMENTATION: _ACCEPTED,
    Status.FOLLOW_UP: _IMPLEMENTED,
    Status.CLOSED: _IMPLEMENTED | _SETTLED | {"followups": (_SATISFIED,)},
    Status.REJECTED: _ACKNOWLEDGED | _SETTLED,
    Status.DUPLICATE: _ACKNOWLEDGED | _SETTLED | {"duplicate_of": "REC-2026-0003"},
    Status.WITHDRAWN: _ACKNOWLEDGED | _SETTLED | {"outcome": Outcome.NO_FURTHER_ACTION},
    Status.REOPENED: _ANALYSED
    | {"reopened_at": NOW - timedelta(days=1), "reopened_count": 1}
    | {"proposed_at": RECEIVED_AT + timedelta(days=4)},
}

_TAKEN = {"owner": DIRECTION, "taken_charge_at": RECEIVED_AT + timedelta(minutes=20)}
_DECIDED = _TAKEN | {
    "measures": (
        DecidedMeasures(
            at=RECEIVED_AT + timedelta(minutes=30),
            by=DIRECTION,
            measures=(Measure.EQUIPMENT_REPLACEMENT,),
            explanation="Projecteur de secours",
        ),
    )
}
_INFORMED = _DECIDED | {
    "information_points": (
        InformationPoint(
            at=RECEIVED_AT + timedelta(minutes=40),
            by=DIRECTION,
            parties="les douze stagiaires",
            means=Means.SPOKEN,
        ),
    )
}
_TRACES_OF_INCIDENT: Mapping[Status, dict[str, Any]] = {
    Status.TAKEN_CHARGE: _TAKEN,
    Status.MEASURES_DECIDED: _DECIDED,
    Status.PARTIES_INFORMED: _INFORMED,
    Status.ACTIONS_RUNNING: _INFORMED,
    Status.CLOSED: _INFORMED | _SETTLED,
    Status.DUPLICATE: _TAKEN | _SETTLED | {"duplicate_of": "INC-2026-0003"},
    Status.WITHDRAWN: _TAKEN | _SETTLED,
    Status.REOPENED: _INFORMED | {"reopened_at": NOW - timedelta(days=1), "reopened_count": 1},
}

ACTION_DRAFT = ActionDraft(
    kind=ActionKind.CORRECTIVE,
    title="Contrôler les projecteurs chaque mois",
    owner=TRAINER,
    due_on=date(2026, 12, 1),
    success_criterion="aucune panne en trois mois",
)


def external(**given: Any) -> ExternalDeadline:
    """A funder's letter to be answered in nine days, unless told otherwise."""
    usual: dict[str, Any] = {
        "id": UUID(int=21),
        "kind": ExternalKind.FUNDER,
        "what": "courrier de l'OPCO",
        "due_at": NOW + timedelta(days=9),
        "noted_at": RECEIVED_AT + timedelta(hours=2),
        "noted_by": QUALITY,
    }
    return ExternalDeadline(**usual | given)


def action(**given: Any) -> Action:
    """A corrective action of the trainer, to be done, unless told otherwise."""
    usual: dict[str, Any] = {
        "id": UUID(int=3),
        "ref": "ACT-2026-0003",
        "kind": ActionKind.CORRECTIVE,
        "title": "Contrôler les projecteurs chaque mois",
        "owner": TRAINER,
        "due_on": date(2026, 12, 1),
        "created_at": RECEIVED_AT,
        "created_by": DIRECTION,
    }
    return Action(**usual | given)


def done_action(**given: Any) -> Action:
    """The same action once its owner did it."""
    usual: dict[str, Any] = {
        "status": ActionStatus.DONE,
        "done_at": NOW,
        "done_by": TRAINER,
        "proof": Proof(text="fiche de contrôle signée"),
    }
    return action(**usual | given)


def ready_for(step: Step, case: Case) -> Case:
    """The same case, with a date that others set, or settled on the spot, where the step needs it.

    The session had stopped, so that validating asks who else had to be told.
    """
    if step is Step.VALIDATE:
        return settled_on_spot(replace(case, continuity=Continuity.NO, information_points=()))
    is_about_one = step is Step.SETTLE_EXTERNAL and not case.external_deadlines
    return replace(case, external_deadlines=(external(),)) if is_about_one else case


def settled_on_spot(case: Case, *, done: str = "Ampoule changée", at: datetime = NOW) -> Case:
    """The same case, which whoever reported it has settled."""
    measure = DecidedMeasures(
        at=at, by=case.recorded_by, measures=(), explanation=done, on_spot=True
    )
    return replace(case, measures=(*case.measures, measure), settled_on_spot=True)


def original_of(case: Case) -> Case:
    """Another case of the same kind, of which the first could be a repetition."""
    ref = case.ref.replace(case.ref[-4:], "0001")
    return replace(fresh(case.kind), id=UUID(int=1), ref=ref)


def around(case: Case, **given: Any) -> CaseContext:
    """A school that has set up everything, with an original for any duplicate."""
    usual: dict[str, Any] = {"mediator": MEDIATOR, "original": original_of(case)}
    return CaseContext(**usual | given)


def example(step: Step, case: Case, *, now: datetime = NOW) -> StepCommand:
    """A step with good particulars, that only the case's state or the person could forbid."""
    return _examples(case, now)[step]


def _examples(case: Case, now: datetime) -> Mapping[Step, StepCommand]:
    said = told(now)
    return {
        Step.TAKE_CHARGE: TakeCharge(),
        Step.ACKNOWLEDGE: Acknowledge(told=said),
        Step.WAIVE_ACKNOWLEDGEMENT: WaiveAcknowledgement(reason="réclamation anonyme"),
        Step.QUALIFY: Qualify(severity=Severity.MODERATE),
        Step.ASSIGN: Assign(owner="U0OTHER"),
        Step.REQUEST_INFORMATION: RequestInformation(told=said),
        Step.RECORD_INFORMATION: RecordInformation(text="Voici la copie.", received_at=now),
        Step.DECIDE_MEASURES: DecideMeasures(
            measures=(Measure.SESSION_REORGANISATION,), explanation="Salle C"
        ),
        Step.INFORM_PARTIES: InformParties(parties="les stagiaires", told=said),
        Step.SETTLE_ON_SPOT: SettleOnSpot(done="Ampoule changée", informed="les stagiaires"),
        Step.VALIDATE: ValidateOnSpot(parties="les stagiaires"),
        Step.ANALYSE: Analyse(
            analysis="Envoi oublié",
            root_cause="aucun rappel automatique",
            cause_family=CauseFamily.METHOD,
        ),
        Step.PROPOSE_SOLUTION: ProposeSolution(
            outcome=Outcome.UPHELD, solution="Envoi sous 24 h", told=said, analysis="Oubli"
        ),
        Step.ANSWER_AND_SETTLE: AnswerAndSettle(
            outcome=Outcome.UPHELD,
            analysis="Oubli",
            solution="Envoi sous 24 h",
            told=said,
            implemented_at=now,
        ),
        Step.RECORD_DECISION: RecordDecision(
            complainant_decision=ComplainantDecision.ACCEPTED, decided_at=now
        ),
        Step.EXTEND: Extend(
            reason="expertise attendue",
            new_due_at=(case.current_due_at or now) + timedelta(days=20),
            told=said,
        ),
        Step.IMPLEMENT: Implement(implemented_at=now, implementation="Attestation envoyée"),
        Step.FOLLOW_UP: RecordFollowUp(at=now, means=Means.PHONE, solved=Solved.YES, score=4),
        Step.ADD_ACTION: AddAction(action=ACTION_DRAFT),
        Step.CLOSE: Close(closing_reason="tout est fait"),
        Step.REOPEN: Reopen(reason="le problème est revenu"),
        Step.REJECT: Reject(
            inadmissibility=Inadmissibility.OUT_OF_SCOPE,
            admissibility_reason="autre organisme",
            told=said,
        ),
        Step.MARK_DUPLICATE: MarkDuplicate(
            duplicate_of=original_of(case).ref,
            told=said if case.kind is Kind.COMPLAINT else None,
        ),
        Step.WITHDRAW: Withdraw(reason="à la demande du réclamant"),
        Step.CORRECT_RECEPTION: CorrectReception(
            received_at=case.received_at - timedelta(days=1), reason="date du courrier"
        ),
        Step.CORRECT_FACTS: CorrectFacts(reason="précision", session="SSIAP 1, Lyon"),
        Step.ADD_NOTE: AddNote(text="vu avec l'équipe"),
        Step.NOTE_EXTERNAL: NoteExternal(
            kind=ExternalKind.FUNDER, what="courrier de l'OPCO", due_at=now + timedelta(days=9)
        ),
        Step.SETTLE_EXTERNAL: SettleExternal(
            deadline_id=next((one.id for one in case.external_deadlines if one.is_open), case.id),
            at=now,
            note="recommandé parti",
        ),
    }


def last_entry_of(step: Step) -> Step:
    """The last entry that the example of a step leaves in the journal."""
    return Step.IMPLEMENT if step is Step.ANSWER_AND_SETTLE else step


def take(
    case: Case,
    wanted: StepCommand,
    *,
    actor: str = QUALITY,
    roles: frozenset[Role] | None = None,
    now: datetime = NOW,
    surroundings: CaseContext | None = None,
) -> Decision:
    """Decide as somebody who leads cases of this kind, in a school that has set up everything.

    What only who reported a case may do is decided as they.
    """
    usual = REPORTING if wanted.step is Step.SETTLE_ON_SPOT else LEADS[case.kind]
    return decide(
        case,
        wanted,
        actor=actor,
        roles=usual if roles is None else roles,
        now=now,
        around=surroundings or around(case),
    )


def refusal(case: Case, wanted: StepCommand, **given: Any) -> Refusal:
    """Why a step is refused; fails when it is not."""
    try:
        decision = take(case, wanted, **given)
    except IllegalStepError as error:
        return error.refusal
    msg = f"{wanted.step} was taken: {decision.case.status}"
    raise AssertionError(msg)


def statuses_of(kind: Kind) -> tuple[Status, ...]:
    return lifecycle_of(kind).statuses
