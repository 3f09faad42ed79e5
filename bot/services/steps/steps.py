"""Taking a step in a case: who may, what becomes of it, and everything that follows, at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from bot.domain.cases.cases import Case, Complainant, UploadedFile
from bot.domain.cases.journal_entries import JournalRecord
from bot.domain.cases.refusals import IllegalStepError, Refusal
from bot.domain.cases.roles import Role, may_see, may_see_complainant, roles_of
from bot.domain.errors import CaseErasedError, CaseNotFoundError, NotAllowedError
from bot.domain.school.office import Office
from bot.domain.steps.deciding import decide, steps_open_to
from bot.domain.steps.decisions import CaseContext, Decision, StepCommand
from bot.domain.steps.ending import returned
from bot.domain.steps.handling import AddNote
from bot.domain.steps.lifecycles import Step
from bot.services.messages.notifications import add_files
from bot.services.school.confiding import check_led, tell_excluded
from bot.services.sessions.choosing import correcting_session
from bot.services.steps.consequences import carry_out, case_context_of, check_owner
from bot.services.unit_of_work import UnitOfWork
from storage.actions import actions
from storage.cases import cases, inbox

Uploads = Sequence[UploadedFile]

_ADDING = frozenset({Role.REPORTER})
"""Who pilots an action of a case adds to it as who filed it does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """A case as one person may act on it now; `steps` has the next sensible one first.

    `complainant` is None to those who may not know, and where nobody knows.
    """

    case: Case
    office: Office
    roles: frozenset[Role]
    steps: tuple[Step, ...]
    around: CaseContext
    complainant: Complainant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTaken:
    """The case after a step; `event` is None when the same form had been taken before."""

    case: Case
    event: JournalRecord | None


class StepRefusedError(IllegalStepError):
    """A step was refused and nothing changed; `view` is the case as it is now."""

    def __init__(self, refusal: Refusal, view: StepView) -> None:
        super().__init__(refusal)
        self.view = view


def look_at(work: UnitOfWork, case_id: UUID, *, reader: str, beside: str | None = None) -> StepView:
    """The case and what the reader may do to it now; `beside` names one that it may repeat.

    Raises CaseNotFoundError when there is none, NotAllowedError when the reader may not see it.
    """
    case = cases.by_id(work.connection, case_id)
    if case is None:
        raise CaseNotFoundError
    if not may_see(reader, case, work.office):
        raise NotAllowedError
    named = cases.by_ref(work.connection, beside) if beside else None
    original = named if named and may_see(reader, named, work.office) else None
    return _view(work, case, person=reader, original=original)


def take_step(
    work: UnitOfWork,
    case_id: UUID,
    wanted: StepCommand,
    *,
    actor: str,
    submission_id: UUID | None = None,
    files: Uploads = (),
) -> StepTaken:
    """Take a step and write all that follows from it, in one transaction.

    `files` came with it, and are kept in the case. The same `submission_id` a second time changes
    nothing and returns the case as it is.
    Raises CaseNotFoundError, NotAllowedError to those who may not see the case, CaseErasedError,
    and StepRefusedError (an IllegalStepError) with the refusal and the case as it is now.
    """
    wanted = correcting_session(work, wanted)
    case, original, repeated = _locked(work, case_id, wanted, actor=actor)
    may_add = _check_seen(work, case, wanted, actor=actor)
    if submission_id and not inbox.is_first(work.connection, submission_id, at=work.now):
        return StepTaken(case=case, event=None)
    decision = _decided(work, case, wanted, actor=actor, original=original, may_add=may_add)
    tell_excluded(work, case, decision.case, actor=actor)
    back = [returned(one, now=work.now, around=case_context_of(work, one)) for one in repeated]
    kept = carry_out(work, replace(decision, linked=(*decision.linked, *back)), actor=actor)
    if files:
        add_files(work, case_id, files, by=actor)
    return StepTaken(case=kept, event=decision.event)


def rehearse_step(work: UnitOfWork, case_id: UUID, wanted: StepCommand, *, actor: str) -> StepView:
    """Refuse what `take_step` would refuse now, and write nothing.

    The case is held until the transaction ends. Raises as `take_step`.
    """
    wanted = correcting_session(work, wanted)
    case, original, _ = _locked(work, case_id, wanted, actor=actor)
    may_add = _check_seen(work, case, wanted, actor=actor)
    _decided(work, case, wanted, actor=actor, original=original, may_add=may_add)
    return _view(work, case, person=actor)


def _check_seen(work: UnitOfWork, case: Case, wanted: StepCommand, *, actor: str) -> bool:
    """Refuse those who do not see the case; whether they may add to it alone.

    That it was erased is said to those who see it.
    """
    may_add = isinstance(wanted, AddNote) and may_add_note(work, case, person=actor)
    if not (may_add or may_see(actor, case, work.office)):
        raise NotAllowedError
    if case.erased_at is not None:
        raise CaseErasedError
    return may_add


def _decided(
    work: UnitOfWork,
    case: Case,
    wanted: StepCommand,
    *,
    actor: str,
    original: Case | None,
    may_add: bool,
) -> Decision:
    around = case_context_of(work, case, original=original)
    roles = roles_of(actor, case, work.office) | (_ADDING if may_add else frozenset())
    try:
        decision = decide(case, wanted, actor=actor, roles=roles, now=work.now, around=around)
        check_owner(work.connection, wanted.new_owner)
        if decision.case.concerned_people != case.concerned_people:
            check_led(work, decision.case)
    except IllegalStepError as error:
        view = _view(work, case, person=actor)
        raise StepRefusedError(error.refusal, view) from error
    return decision


def may_add_note(work: UnitOfWork, case: Case, *, person: str) -> bool:
    """Whether somebody's words may go into a case: who sees it, who pilots an action of it.

    Nobody's, once it is erased.
    """
    if case.erased_at is not None:
        return False
    if may_see(person, case, work.office):
        return True
    piloted = {action.owner for action in actions.of_case(work.connection, case.id)}
    return person in piloted and person not in case.concerned_people


def _locked(
    work: UnitOfWork, case_id: UUID, wanted: StepCommand, *, actor: str
) -> tuple[Case, Case | None, tuple[Case, ...]]:
    """The case, the one it repeats if the actor may see that one, and those left that repeat it.

    Nobody else may change them. Cases are locked in the order of their ids, so that nobody waits
    in a circle. The original of a duplicate that is one no longer hears of it, whoever the actor
    is, and so do the duplicates of a case that nobody handles any more.
    """
    other_ref = wanted.other_ref
    if wanted.frees_original and (known := cases.by_id(work.connection, case_id)):
        other_ref = known.duplicate_of
    named = cases.by_ref(work.connection, other_ref) if other_ref else None
    original_id = named.id if named else None
    repeating = _repeating(work, case_id) if wanted.leaves_duplicates else frozenset()
    ids = sorted({case_id} | repeating | ({original_id} if original_id else set()))
    found = {one: cases.for_update(work.connection, one) for one in ids}
    case = found[case_id]
    if case is None:
        raise CaseNotFoundError
    original = found[original_id] if original_id else None
    is_shown = original is not None and (
        wanted.frees_original or may_see(actor, original, work.office)
    )
    repeated = (found[one] for one in sorted(repeating))
    still = tuple(one for one in repeated if one and one.duplicate_of == case.ref)
    return case, original if is_shown else None, still


def _repeating(work: UnitOfWork, case_id: UUID) -> frozenset[UUID]:
    known = cases.by_id(work.connection, case_id)
    return cases.duplicates_of(work.connection, known) if known else frozenset()


def _view(work: UnitOfWork, case: Case, *, person: str, original: Case | None = None) -> StepView:
    roles = roles_of(person, case, work.office)
    around = case_context_of(work, case, original=original)
    knows = may_see_complainant(person, case, work.office)
    return StepView(
        case=case,
        office=work.office,
        roles=roles,
        steps=steps_open_to(case, roles, around=around),
        around=around,
        complainant=cases.complainant_of(work.connection, case.id) if knows else None,
    )
