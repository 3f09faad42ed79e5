"""What a deadline belongs to, and who is told of it as it comes near and passes."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from bot.domain.actions import Action, roles_on_action
from bot.domain.cases import Case
from bot.domain.external_deadlines import ExternalDeadline
from bot.domain.office import Office
from bot.domain.policies import DeadlineKind
from bot.domain.reminders import DeadlineKey, Level, OpenDeadline
from bot.domain.roles import Role, handlers_of, may_see


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A case, or an action and the case it comes from, as it is now, with what it still owes.

    `external` is the date that somebody else set on the case, where that is the matter.
    """

    deadlines: tuple[OpenDeadline, ...]
    case: Case | None = None
    action: Action | None = None
    external: ExternalDeadline | None = None

    @property
    def ref(self) -> str:
        return self._thing.ref

    @property
    def subject(self) -> UUID:
        return self.external.id if self.external else self._thing.id

    @property
    def owner(self) -> str | None:
        """Who has it, whether or not they can still be told."""
        return self._thing.owner

    def owed(self, deadline: DeadlineKey) -> OpenDeadline | None:
        """The deadline, if it is still open and was not moved."""
        found = (one for one in self.deadlines if (one.subject, one.kind, one.due_at) == deadline)
        return next(found, None)

    @property
    def _thing(self) -> Case | Action:
        thing = self.action or self.case
        if thing is None:
            raise LookupError(self)
        return thing


def told_at(
    level: Level, kind: DeadlineKind, *, matter: Matter, office: Office, away: frozenset[str]
) -> tuple[str, ...]:
    """Whom a level tells of a deadline: itself and those below it, nobody twice.

    Where nobody is left there, the next level that somebody is at: a deadline is never
    kept from everyone. `away` are those who left or cannot be reached.
    """
    circles = tuple(_circles(kind, matter=matter, office=office))
    reached = min(tuple(Level).index(level) + 1, len(circles))
    for end in range(reached, len(circles) + 1):
        people = [person for circle in circles[:end] for person in circle]
        if told := tuple(dict.fromkeys(one for one in people if one not in away)):
            return told
    return ()


def readable_to(person: str, matter: Matter, office: Office) -> frozenset[UUID]:
    """Of the case and what hangs on it, what a person may be shown more of than what is due."""
    case, action = matter.case, matter.action
    readable = {case.id} if case and may_see(person, case, office) else set[UUID]()
    if action is not None:
        roles = roles_on_action(person, action, case=case, office=office) - {Role.CONCERNED}
        readable |= {action.id} if roles or readable else set()
    if matter.external is not None and readable:
        readable.add(matter.external.id)
    return frozenset(readable)


def _circles(kind: DeadlineKind, *, matter: Matter, office: Office) -> Iterator[tuple[str, ...]]:
    """The owner, then who leads; of an incident to be taken in charge, training leads first.

    A confidential case has no managers, only those named for it, and nobody hears of a
    case that is about themselves.
    """
    case = matter.case
    concerned = case.concerned_people if case else ()
    leading = [office.quality_managers, office.training_managers]
    if kind is DeadlineKind.CHARGE:
        leading.reverse()
    if case is not None and case.confidential:
        leading = [handlers_of(case, office)]
    owners = (matter.owner,) if matter.owner else ()
    for circle in (owners, *leading):
        yield tuple(person for person in circle if person not in concerned)
