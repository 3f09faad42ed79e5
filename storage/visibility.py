"""`bot.domain.roles.may_see` as SQL, so that lists are cut, counted and ranked by the database.

Whoever changes the one changes the other; a test holds them together over random cases.
"""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, and_, false, or_, select, true

from bot.domain.office import Office
from bot.domain.taxonomy import Kind
from storage.tables import cases

_MARK = "|"


def marked(people: Iterable[str]) -> str | None:
    """People as one text, in which each can be looked for; None when there is nobody."""
    joined = _MARK.join(people)
    return f"{_MARK}{joined}{_MARK}" if joined else None


def visible_to(person: str, office: Office) -> ColumnElement[bool]:
    """The cases that a person may open."""
    return or_(reported_by(person), owned_by(person), led_by(person, office))


def ways_to_see(person: str, office: Office, *, is_named: bool) -> tuple[ColumnElement[bool], ...]:
    """The same cases by each of the ways to them, so that each is looked for by its own index.

    Who sees nearly all has one way: what is read in its order is soon found. `is_named` says
    whether any case names the person as its handler; a way that leads nowhere takes longest.
    """
    if person in office.quality_managers:
        return (visible_to(person, office),)
    ways = (reported_by(person), owned_by(person))
    return (*ways, led_by(person, office)) if may_lead(person, office, is_named=is_named) else ways


def may_lead(person: str, office: Office, *, is_named: bool) -> bool:
    """Whether there may be cases that a person leads."""
    circles = (office.quality_managers, office.training_managers, office.confidential_handlers)
    return is_named or any(person in circle for circle in circles)


def is_named_by_any(connection: Connection, person: str) -> bool:
    """Whether any case names the person as its handler."""
    named = select(cases.c.id).where(cases.c.named_handlers >= _MARK)
    query = named.where(_holds(cases.c.named_handlers, person)).limit(1)
    return connection.execute(query).first() is not None


def reported_by(person: str) -> ColumnElement[bool]:
    return cases.c.recorded_by == person


def owned_by(person: str) -> ColumnElement[bool]:
    """The cases a person carries, but those about themselves."""
    return and_(cases.c.owner == person, ~_about(person))


def led_by(person: str, office: Office) -> ColumnElement[bool]:
    """The cases of which a person decides how they begin and end."""
    return and_(~_about(person), or_(_openly_led_by(person, office), _handled_by(person, office)))


def _openly_led_by(person: str, office: Office) -> ColumnElement[bool]:
    if person in office.quality_managers:
        return ~cases.c.confidential
    if person in office.training_managers:
        return and_(cases.c.kind == Kind.INCIDENT, ~cases.c.confidential)
    return false()


def _handled_by(person: str, office: Office) -> ColumnElement[bool]:
    """Confidential cases: those named for it, else those named for all, else the managers."""
    # a range, since SQLite searches no index for what "is not null"
    named = and_(cases.c.named_handlers >= _MARK, _holds(cases.c.named_handlers, person))
    stands_in: ColumnElement[bool] = false()
    if person in office.confidential_handlers:
        stands_in = true()
    elif person in office.quality_managers:
        stands_in = and_(true(), *(_about(other) for other in office.confidential_handlers))
    unnamed = and_(cases.c.named_handlers.is_(None), stands_in)
    return and_(cases.c.confidential, or_(named, unnamed))


def _about(person: str) -> ColumnElement[bool]:
    return and_(
        cases.c.complained_about.is_not(None),
        _holds(cases.c.complained_about, person),
    )


def _holds(column: ColumnElement[str], person: str) -> ColumnElement[bool]:
    return column.contains(f"{_MARK}{person}{_MARK}", autoescape=True)
