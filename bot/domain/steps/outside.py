"""Steps of external deadlines: one noted by hand, one met or found to be without object."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from bot.domain.cases.cases import Case
from bot.domain.cases.refusals import IllegalStepError, Reason, Refusal, check_between, check_text
from bot.domain.cases.roles import Role
from bot.domain.cases.traces import ExternalDeadline, ExternalKind
from bot.domain.steps.decisions import CaseContext, Effect, StepCommand, StepContext
from bot.domain.steps.lifecycles import Step

FARTHEST = timedelta(days=2 * 366)
"""A date farther away is a slip of the keyboard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteExternal(StepCommand):
    """Somebody else set a date: a funder's letter, a declaration, a notification."""

    step = Step.NOTE_EXTERNAL
    is_aside = True
    kind: ExternalKind
    what: str
    due_at: datetime

    def take(self, case: Case, on: StepContext) -> Effect:
        what = check_text(self.what, field="what")
        if self.due_at <= case.received_at:
            limit = case.received_at
            raise IllegalStepError(Refusal(reason=Reason.NOT_LATER, field="due_at", limit=limit))
        if self.due_at > on.now + FARTHEST:
            raise IllegalStepError(Refusal(reason=Reason.OUT_OF_RANGE, field="due_at"))
        noted = ExternalDeadline(
            id=uuid5(case.id, f"external-{len(case.external_deadlines)}"),
            kind=self.kind,
            what=what,
            due_at=self.due_at,
            noted_at=on.now,
            noted_by=on.actor,
        )
        return Effect(case=replace(case, external_deadlines=(*case.external_deadlines, noted)))


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleExternal(StepCommand):
    """An external deadline was met; or it is without object, with the reason."""

    step = Step.SETTLE_EXTERNAL
    deadline_id: UUID
    at: datetime
    note: str = ""
    is_moot: bool = False

    def take(self, case: Case, on: StepContext) -> Effect:
        at = check_between(self.at, earliest=case.received_at, now=on.now, field="at")
        if self.is_moot and not self.note.strip():
            raise IllegalStepError(Refusal(reason=Reason.NEEDS_REASON, field="note"))
        settled = replace(
            self._open_one(case),
            settled_at=at,
            settled_by=on.actor,
            note=self.note.strip() or None,
            is_moot=self.is_moot,
        )
        kept = (settled if one.id == settled.id else one for one in case.external_deadlines)
        return Effect(case=replace(case, external_deadlines=tuple(kept)))

    def _open_one(self, case: Case) -> ExternalDeadline:
        for one in case.external_deadlines:
            if one.id == self.deadline_id and one.is_open:
                return one
        raise IllegalStepError(Refusal(reason=Reason.ALREADY_DONE))

    @classmethod
    def standing_refusal(
        cls, case: Case, *, roles: frozenset[Role], around: CaseContext
    ) -> Refusal | None:
        del roles, around
        is_awaited = any(one.is_open for one in case.external_deadlines)
        return None if is_awaited else Refusal(reason=Reason.ALREADY_DONE)


COMMANDS: tuple[type[StepCommand], ...] = (NoteExternal, SettleExternal)
