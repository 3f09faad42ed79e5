"""Who somebody is to a case, and what that lets them see."""

from enum import StrEnum

from bot.domain.cases.cases import Case
from bot.domain.cases.taxonomy import Kind
from bot.domain.school.office import Office


class Role(StrEnum):
    """A person's roles in one case; most people have none, and some have several."""

    REPORTER = "reporter"
    OWNER = "owner"
    QUALITY_MANAGER = "quality_manager"
    TRAINING_MANAGER = "training_manager"
    HANDLER = "handler"
    CONCERNED = "concerned"
    ONLY_JUDGE = "only_judge"
    """Of an action: leads it and had a part in it, and so had everybody who could judge it."""


LEADING = frozenset({Role.QUALITY_MANAGER, Role.TRAINING_MANAGER, Role.HANDLER})
"""Those who decide how a case begins and ends."""

HANDLING = LEADING | {Role.OWNER}
"""Those who may carry a case from step to step."""

FOLLOWING = HANDLING | {Role.REPORTER}
"""Those who may see a case and add to it."""

REPORTING = frozenset({Role.REPORTER})
"""Who filed the case, and knows what they did themselves."""

_LENT = frozenset({Role.OWNER, Role.QUALITY_MANAGER, Role.TRAINING_MANAGER})
"""What somebody who is away lends to their substitute: never a confidential case."""

_KNOWING_THE_COMPLAINANT = frozenset({Role.OWNER, Role.QUALITY_MANAGER, Role.HANDLER})


def roles_of(person: str, case: Case, office: Office) -> frozenset[Role]:
    """A person's relation to a case; none for most people.

    Nobody handles a case that is about themselves (ISO 10002, objectivity), however
    high they stand; what they filed stays theirs to follow. A confidential case
    knows no managers, only those named for it. A substitute has what those have for whom
    they stand in, but nothing of what is confidential or about themselves.
    """
    own = own_roles_of(person, case, office)
    if case.confidential or Role.CONCERNED in own:
        return own
    absent = office.stand_ins.replaced_by(person)
    lent = (own_roles_of(one, case, office) & _LENT for one in absent)
    return own.union(*lent)


def own_roles_of(person: str, case: Case, office: Office) -> frozenset[Role]:
    """A person's relation to a case, but for what they have as a substitute."""
    roles = {Role.REPORTER} if person == case.recorded_by else set[Role]()
    if person in case.concerned_people:
        return frozenset(roles | {Role.CONCERNED})
    if person == case.owner:
        roles.add(Role.OWNER)
    if case.confidential:
        return frozenset(roles | ({Role.HANDLER} if person in handlers_of(case, office) else set()))
    if person in office.quality_managers:
        roles.add(Role.QUALITY_MANAGER)
    if case.kind is Kind.INCIDENT and person in office.training_managers:
        roles.add(Role.TRAINING_MANAGER)
    return frozenset(roles)


def handlers_of(case: Case, office: Office) -> tuple[str, ...]:
    """Who may handle a confidential case: those named for it, else for all such cases.

    The quality managers stand in where nobody is named, or where everybody named is
    complained about: a report must never fall into silence.
    """
    circles = (case.handlers, office.confidential_handlers, office.quality_managers)
    free = (_without(circle, case.concerned_people) for circle in circles)
    return next(filter(None, free), ())


def leaders_of(case: Case | None, office: Office) -> tuple[str, ...]:
    """Who decides when somebody is missing: the quality managers, or who handles it in secret.

    `case` is None for what comes from no case. Nobody decides about themselves, and nothing
    lasting falls to a substitute.
    """
    if case is None:
        return office.quality_managers
    if case.confidential:
        return handlers_of(case, office)
    return _without(office.quality_managers, case.concerned_people)


def may_see(person: str, case: Case, office: Office) -> bool:
    """Whether a person may open a case or hear of it outside the quality channel."""
    return bool(roles_of(person, case, office) & FOLLOWING)


def may_see_complainant(person: str, case: Case, office: Office) -> bool:
    """Whether a person may read who complains and how to reach them (GDPR art. 5)."""
    return bool(roles_of(person, case, office) & _KNOWING_THE_COMPLAINANT)


def may_see_files(person: str, case: Case, office: Office) -> bool:
    """Whether a person may open a case's files: those of a complaint may name who complains."""
    if case.kind is Kind.COMPLAINT:
        return may_see_complainant(person, case, office)
    return may_see(person, case, office)


def _without(people: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(person for person in people if person not in others)
