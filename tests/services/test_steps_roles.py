"""Who may take which step, checked where it counts: in the service, whatever a button shows."""

from dataclasses import replace
from uuid import uuid4

import pytest

from bot.domain.cases.cases import Case, Status
from bot.domain.cases.refusals import IllegalStepError, Reason
from bot.domain.cases.taxonomy import Kind
from bot.domain.errors import NotAllowedError
from bot.domain.steps.lifecycles import Step
from bot.services.steps.steps import look_at
from storage.database import Database
from tests.support.builders import DIRECTION, QUALITY, TRAINER, opened
from tests.support.casework import SCHOOL, case_now, history, keep, kept, take
from tests.support.lives import NOW, case_in, example, ready_for

OWNER, HANDLER, CONCERNED, STRANGER = "U0OWNER", "U0HANDLER", "U0CONCERNED", "U0STRANGER"
EVERYBODY = (QUALITY, DIRECTION, OWNER, TRAINER, HANDLER, CONCERNED, STRANGER)
OFFICE = replace(SCHOOL, confidential_handlers=(HANDLER,))

FOR_ALL_WHO_FOLLOW = {Step.ADD_NOTE, Step.CORRECT_FACTS}
FOR_LEADERS = {
    Step.CLOSE,
    Step.REOPEN,
    Step.REJECT,
    Step.MARK_DUPLICATE,
    Step.WITHDRAW,
    Step.CORRECT_RECEPTION,
    Step.WAIVE_ACKNOWLEDGEMENT,
    Step.VALIDATE,
}
WHERE_COMPLAINTS_STAND = {
    Step.RECORD_INFORMATION: Status.WAITING_INFO,
    Step.RECORD_DECISION: Status.SOLUTION_PROPOSED,
    Step.IMPLEMENT: Status.IN_IMPLEMENTATION,
    Step.FOLLOW_UP: Status.FOLLOW_UP,
    Step.REOPEN: Status.CLOSED,
}
WHERE_INCIDENTS_STAND = {
    Step.TAKE_CHARGE: Status.REPORTED,
    Step.CLOSE: Status.PARTIES_INFORMED,
    Step.VALIDATE: Status.MEASURES_DECIDED,
    Step.REOPEN: Status.CLOSED,
}
OF_COMPLAINTS = [
    step
    for step in Step
    if step not in {Step.DECIDE_MEASURES, Step.INFORM_PARTIES, Step.SETTLE_ON_SPOT, Step.VALIDATE}
]
OF_INCIDENTS = [
    step
    for step in Step
    if step
    not in {
        Step.ACKNOWLEDGE,
        Step.WAIVE_ACKNOWLEDGEMENT,
        Step.REQUEST_INFORMATION,
        Step.RECORD_INFORMATION,
        Step.PROPOSE_SOLUTION,
        Step.ANSWER_AND_SETTLE,
        Step.RECORD_DECISION,
        Step.EXTEND,
        Step.IMPLEMENT,
        Step.FOLLOW_UP,
        Step.REJECT,
    }
]


def case_for(
    database: Database, step: Step, kind: Kind, *, confidential: bool, number: int = 20
) -> Case:
    """A case on which somebody with the right role could take the step."""
    if kind is Kind.COMPLAINT:
        status = WHERE_COMPLAINTS_STAND.get(step, Status.RECEIVED)
    else:
        status = WHERE_INCIDENTS_STAND.get(step, Status.TAKEN_CHARGE)
    if (step, kind) == (Step.CLOSE, Kind.COMPLAINT):
        case = replace(
            case_in(Status.CLOSED, kind), status=Status.FOLLOW_UP, closed_at=None, closed_by=None
        )
    else:
        case = ready_for(step, case_in(status, kind))
    return keep(
        database,
        replace(
            case,
            id=uuid4(),
            ref=f"{case.ref[:9]}{number:04d}",
            owner=None if step is Step.TAKE_CHARGE else OWNER,
            concerned_people=(CONCERNED,),
            confidential=confidential,
        ),
    )


def keep_original(database: Database, kind: Kind, *, confidential: bool) -> None:
    """The case that `example` names as the one that is repeated."""
    kept(database, kind=kind, number=1, confidential=confidential)


def allowed(step: Step, kind: Kind, *, confidential: bool) -> set[str]:
    """Who may, spelled out."""
    leaders = {HANDLER} if confidential else {QUALITY}
    if kind is Kind.INCIDENT and not confidential:
        leaders |= {DIRECTION}
    if step is Step.SETTLE_ON_SPOT:
        return {TRAINER}
    if step in FOR_LEADERS:
        return leaders
    if step is Step.TAKE_CHARGE:  # of a case that nobody has
        return leaders
    return leaders | {OWNER} | ({TRAINER} if step in FOR_ALL_WHO_FOLLOW else set())


TABLE = [
    pytest.param(kind, step, confidential, id=f"{kind}-{step}{'-confidential' * confidential}")
    for kind, steps in ((Kind.COMPLAINT, OF_COMPLAINTS), (Kind.INCIDENT, OF_INCIDENTS))
    for step in steps
    for confidential in (False, True)
]


@pytest.mark.parametrize(("kind", "step", "confidential"), TABLE)
def test_a_step_is_taken_by_those_who_may_and_nobody_else(
    sqlite_database: Database, kind: Kind, step: Step, *, confidential: bool
) -> None:
    case = case_for(sqlite_database, step, kind, confidential=confidential)
    keep_original(sqlite_database, kind, confidential=confidential)
    may = allowed(step, kind, confidential=confidential)

    for person in EVERYBODY:
        if person in may:
            continue
        with pytest.raises((NotAllowedError, IllegalStepError)) as caught:
            take(sqlite_database, case, example(step, case), actor=person, office=OFFICE)
        if isinstance(caught.value, IllegalStepError):
            assert caught.value.refusal.reason is Reason.ROLE
    assert case_now(sqlite_database, case.id) == case
    assert history(sqlite_database, case.id) == []


@pytest.mark.parametrize(("kind", "step", "confidential"), TABLE)
def test_each_of_those_who_may_can(
    sqlite_database: Database, kind: Kind, step: Step, *, confidential: bool
) -> None:
    keep_original(sqlite_database, kind, confidential=confidential)
    may = sorted(allowed(step, kind, confidential=confidential))
    for number, person in enumerate(may, start=20):
        case = case_for(sqlite_database, step, kind, confidential=confidential, number=number)
        taken = take(sqlite_database, case, example(step, case), actor=person, office=OFFICE)

        assert taken.event is not None


@pytest.mark.parametrize("confidential", [False, True])
def test_a_case_is_looked_at_by_those_who_follow_it(
    sqlite_database: Database, *, confidential: bool
) -> None:
    case = case_for(sqlite_database, Step.QUALIFY, Kind.INCIDENT, confidential=confidential)

    def sees(person: str) -> bool:
        try:
            opened(sqlite_database, now=NOW, office=OFFICE).read(look_at, case.id, reader=person)
        except NotAllowedError:
            return False
        return True

    seen_by = {person for person in EVERYBODY if sees(person)}
    assert seen_by == ({HANDLER} if confidential else {QUALITY, DIRECTION}) | {OWNER, TRAINER}


def test_what_is_offered_is_what_would_be_taken(sqlite_database: Database) -> None:
    case = case_for(sqlite_database, Step.ANALYSE, Kind.COMPLAINT, confidential=False)

    steps = (
        opened(sqlite_database, now=NOW, office=OFFICE).read(look_at, case.id, reader=TRAINER).steps
    )

    assert set(steps) == FOR_ALL_WHO_FOLLOW
