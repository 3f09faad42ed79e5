"""Every date that somebody still has to keep, so that no open case is forgotten."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.domain.actions.actions import Action
from bot.domain.calendar.wall_time import end_of_day
from bot.domain.cases.cases import Case, Status
from bot.domain.cases.followups import is_followup_owed
from bot.domain.cases.on_spot import is_short
from bot.domain.cases.taxonomy import Continuity, Severity
from bot.domain.cases.traces import ExternalDeadline
from bot.domain.deadlines.promises import current_promises, is_owed
from bot.domain.school.office import Office
from bot.domain.school.policies import DeadlineKind

DUE_BY_DAY = frozenset({DeadlineKind.ACTION, DeadlineKind.EFFECT})
"""Due at the end of a day, which is another instant in each zone that the office is set to."""
_A_DAY = timedelta(hours=23)
"""Two days are at least so far apart, also where the clocks change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDeadline:
    """A date, in UTC, that somebody still has to keep.

    `subject` is the case, the action or the `external` deadline that has the date;
    `is_urgent` says that people are disturbed at any hour: a critical case, an
    interrupted session, a data breach.
    """

    subject: UUID
    kind: DeadlineKind
    due_at: datetime
    recorded_at: datetime
    is_owned: bool = True
    is_urgent: bool = False
    external: ExternalDeadline | None = None

    def is_meant(self, kind: DeadlineKind, due_at: datetime) -> bool:
        """Whether this was promised under that date: a day is the same whichever clock told it."""
        apart = abs(self.due_at - due_at)
        return kind is self.kind and (apart < _A_DAY if kind in DUE_BY_DAY else not apart)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A case that owes no promise: its last sign of life, and until when it waits by our word."""

    moved_at: datetime | None = None
    waits_until: datetime | None = None


def open_deadlines_of(case: Case) -> tuple[OpenDeadline, ...]:
    """All that the case still owes, soonest first.

    What others wait for is owed until it is done, whatever became of the case.
    """
    external = (external_deadline(case, one) for one in case.external_deadlines)
    owed = [*promised_deadlines_of(case), *filter(None, external)]
    return tuple(sorted(owed, key=lambda deadline: deadline.due_at))


def promised_deadlines_of(case: Case, *, is_owned: bool = True) -> tuple[OpenDeadline, ...]:
    """The school's own promises that the case still owes, soonest first."""
    owed = [
        OpenDeadline(
            subject=case.id,
            kind=promise.kind,
            due_at=promise.due_at,
            recorded_at=max(case.recorded_at, promise.owed_since),
            is_owned=is_owned,
            is_urgent=is_urgent(case.severity, case.continuity) and not is_short(case),
        )
        for promise in current_promises(case)
        if is_owed(case, promise)
    ]
    return tuple(sorted(owed, key=lambda deadline: deadline.due_at))


def recalled_deadlines_of(
    case: Case, office: Office, *, is_owned: bool, pause: Pause | None = None
) -> tuple[OpenDeadline, ...]:
    """The promises that the case still owes, or else the date of its next step.

    Never empty while the case is open. `is_owned` says that its owner can still be told. A day
    ends on the clock of the case's site.
    """
    if not case.status.is_open:
        return ()
    owed = promised_deadlines_of(case, is_owned=is_owned)
    there = office.at(case.site)
    return owed or (_unpromised(case, there, is_owned=is_owned, pause=pause or Pause()),)


def external_deadline(
    case: Case, external: ExternalDeadline, *, is_owned: bool = True
) -> OpenDeadline | None:
    """The date that somebody else set on a case, under its own id. None once it is settled."""
    if not external.is_open:
        return None
    return OpenDeadline(
        subject=external.id,
        kind=DeadlineKind.EXTERNAL,
        due_at=external.due_at,
        recorded_at=external.noted_at,
        is_owned=is_owned,
        is_urgent=external.kind.is_urgent or is_urgent(case.severity, case.continuity),
        external=external,
    )


def action_deadline(action: Action, zone: ZoneInfo) -> OpenDeadline | None:
    """When an action is to be done, then its effect judged: by the end of a day in `zone`.

    None once it is settled, and where nobody said when its effect is to be judged. That is
    not for its owner to do, but for those who lead it.
    """
    if action.awaited_on is None:
        return None
    is_to_do = action.status.is_running
    return OpenDeadline(
        subject=action.id,
        kind=DeadlineKind.ACTION if is_to_do else DeadlineKind.EFFECT,
        due_at=end_of_day(action.awaited_on, zone),
        recorded_at=action.done_at or action.created_at,
        is_owned=is_to_do,
    )


def is_urgent(severity: Severity, continuity: Continuity | None = None) -> bool:
    """Whether people are disturbed at any hour: a critical case, or an interrupted session."""
    return severity is Severity.CRITICAL or continuity is Continuity.NO


def last_moved_at(case: Case) -> datetime:
    """When something was last done for the case, as far as its traces tell.

    The journal knows more: who was made its owner, notes, what became of its actions.
    """
    traces = [case.recorded_at, case.taken_charge_at, case.qualified_at, case.ack_sent_at]
    traces += [case.analysed_at, case.answered_at, case.implemented_at, case.reopened_at]
    traces += [decided.at for decided in case.measures]
    traces += [point.at for point in case.information_points]
    traces += [attempt.at for attempt in case.followups]
    return max(filter(None, traces))


def _announced_after(moved_at: datetime, case: Case, zone: ZoneInfo) -> datetime | None:
    """The end of the day for which the solution was announced, unless something was done since."""
    if case.in_place_due_on is None:
        return None
    ends_at = end_of_day(case.in_place_due_on, zone)
    return ends_at if ends_at > moved_at else None


def _unpromised(case: Case, there: Office, *, is_owned: bool, pause: Pause) -> OpenDeadline:
    """The follow-up of policy §3.3, which sets no delay, or else any sign of life.

    Each has a week since somebody last did something; the next step of a case that waits by
    our own word has it from the last of those dates on. What was announced to be in place on a
    day is asked about as that day ends.
    """
    moved_at = last_moved_at(case)
    moved_at = max(moved_at, pause.moved_at or moved_at)
    kind, due_at = DeadlineKind.FOLLOW_UP, moved_at + there.policy.follow_up_in
    if case.status is not Status.FOLLOW_UP or not is_followup_owed(case):
        kind = DeadlineKind.NEXT_STEP
        due_at = max(moved_at, pause.waits_until or moved_at) + there.policy.next_step_in
        due_at = _announced_after(moved_at, case, there.zone) or due_at
    return OpenDeadline(
        subject=case.id, kind=kind, due_at=due_at, recorded_at=moved_at, is_owned=is_owned
    )
