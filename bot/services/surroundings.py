"""What a step is decided from beyond the case: the school's promises, its actions, an original."""

from sqlalchemy import Connection

from bot.domain.cases import Case
from bot.domain.office import Office
from bot.domain.steps import Surroundings
from storage import actions


def surroundings_of(
    connection: Connection, case: Case, office: Office, *, original: Case | None = None
) -> Surroundings:
    """All that `decide` has to know of a case's surroundings."""
    return Surroundings(
        policy=office.policy,
        calendar=office.calendar,
        mediator=office.mediator,
        actions=actions.of_case(connection, case.id),
        original=original,
    )
