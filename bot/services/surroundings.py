"""What a step is decided from beyond the case: the school's promises, its actions, an original."""

from sqlalchemy import Connection

from bot.domain.cases import Case
from bot.domain.office import Office
from bot.domain.policies import Policy
from bot.domain.steps import Surroundings
from storage import actions, policies


def surroundings_of(
    connection: Connection, case: Case, office: Office, *, original: Case | None = None
) -> Surroundings:
    """All that `decide` has to know of a case's surroundings."""
    return Surroundings(
        policy=policy_of(connection, case, office),
        calendar=office.at(case.site).calendar,
        mediator=office.mediator,
        actions=actions.of_case(connection, case.id),
        original=original,
    )


def policy_of(connection: Connection, case: Case, office: Office) -> Policy:
    """The promises that the case was filed under: a new policy moves no existing deadline."""
    version = policies.version_of_case(connection, case.id)
    if version in {None, office.policy.version}:
        return office.policy
    return policies.of_case(connection, case.id) or office.policy
