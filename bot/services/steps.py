"""Taking a step in a case: who may, what becomes of it, and everything that follows, at once."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from bot.domain.cases import Case, Complainant
from bot.domain.changes import Event
from bot.domain.errors import CaseNotFoundError, NotAllowedError
from bot.domain.lifecycles import Step
from bot.domain.office import Office
from bot.domain.refusals import IllegalStepError, Refusal
from bot.domain.roles import Role, may_see, may_see_complainant, roles_of
from bot.domain.steps import MarkDuplicate, Surroundings, Wanted, decide, steps_open_to
from bot.services.consequences import Happening, carry_out
from bot.services.offices import current_office
from bot.services.owning import check_owner, owner_named_by
from bot.services.surroundings import surroundings_of
from storage import cases, submissions
from storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """A case as one person may act on it now; `steps` has the next sensible one first.

    `complainant` is None to those who may not know, and where nobody knows.
    """

    case: Case
    office: Office
    roles: frozenset[Role]
    steps: tuple[Step, ...]
    around: Surroundings
    complainant: Complainant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTaken:
    """The case after a step; `event` is None when the same form had been taken before."""

    case: Case
    office: Office
    roles: frozenset[Role]
    steps: tuple[Step, ...]
    event: Event | None


class StepRefusedError(IllegalStepError):
    """A step was refused and nothing changed; `view` is the case as it is now."""

    def __init__(self, refusal: Refusal, view: StepView) -> None:
        super().__init__(refusal)
        self.view = view


def look_at(
    database: Database,
    case_id: UUID,
    *,
    reader: str,
    defaults: Office,
    now: datetime,
    beside: str | None = None,
) -> StepView:
    """The case and what the reader may do to it now; `beside` names one that it may repeat.

    Raises CaseNotFoundError when there is none, NotAllowedError when the reader may not see it.
    """
    del now
    with database.reading() as connection:
        office = current_office(connection, defaults)
        case = cases.by_id(connection, case_id)
        if case is None:
            raise CaseNotFoundError
        if not may_see(reader, case, office):
            raise NotAllowedError
        named = cases.by_ref(connection, beside) if beside else None
        original = named if named and may_see(reader, named, office) else None
        return _view(connection, case, office, person=reader, original=original)


def take_step(
    database: Database,
    case_id: UUID,
    wanted: Wanted,
    *,
    actor: str,
    now: datetime,
    defaults: Office,
    submission_id: UUID | None = None,
) -> StepTaken:
    """Take a step and write all that follows from it, in one transaction.

    The same `submission_id` a second time changes nothing and returns the case as it is.
    Raises CaseNotFoundError, NotAllowedError to those who may not see the case, and
    StepRefusedError (an IllegalStepError) with the refusal and the case as it is now.
    """
    with database.writing() as connection:
        office = current_office(connection, defaults)
        case, original = _locked(connection, case_id, wanted, actor=actor, office=office)
        if not may_see(actor, case, office):
            raise NotAllowedError
        if submission_id and not submissions.is_first(connection, submission_id, at=now):
            return _taken(connection, case, office, actor=actor, event=None)
        around = surroundings_of(connection, case, office, original=original)
        roles = roles_of(actor, case, office)
        try:
            decision = decide(case, wanted, actor=actor, roles=roles, now=now, around=around)
            check_owner(connection, owner_named_by(wanted))
        except IllegalStepError as error:
            view = _view(connection, case, office, person=actor)
            raise StepRefusedError(error.refusal, view) from error
        happening = Happening(actor=actor, at=now, office=office)
        carry_out(connection, decision, happening=happening)
        return _taken(connection, decision.case, office, actor=actor, event=decision.event)


def _locked(
    connection: Connection, case_id: UUID, wanted: Wanted, *, actor: str, office: Office
) -> tuple[Case, Case | None]:
    """The case, and the one it repeats if the actor may see that one; nobody else may change them.

    Two cases are locked in the order of their ids, so that nobody waits in a circle.
    """
    original_id = None
    if isinstance(wanted, MarkDuplicate):
        named = cases.by_ref(connection, wanted.duplicate_of)
        original_id = named.id if named else None
    ids = sorted({case_id} | ({original_id} if original_id else set()))
    found = {one: cases.for_update(connection, one) for one in ids}
    case = found[case_id]
    if case is None:
        raise CaseNotFoundError
    original = found[original_id] if original_id else None
    return case, original if original and may_see(actor, original, office) else None


def _view(
    connection: Connection,
    case: Case,
    office: Office,
    *,
    person: str,
    original: Case | None = None,
) -> StepView:
    roles = roles_of(person, case, office)
    around = surroundings_of(connection, case, office, original=original)
    knows = may_see_complainant(person, case, office)
    return StepView(
        case=case,
        office=office,
        roles=roles,
        steps=steps_open_to(case, roles, around=around),
        around=around,
        complainant=cases.complainant_of(connection, case.id) if knows else None,
    )


def _taken(
    connection: Connection, case: Case, office: Office, *, actor: str, event: Event | None
) -> StepTaken:
    roles, around = roles_of(actor, case, office), surroundings_of(connection, case, office)
    return StepTaken(
        case=case,
        office=office,
        roles=roles,
        steps=steps_open_to(case, roles, around=around),
        event=event,
    )
