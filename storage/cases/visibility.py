"""`bot.domain.cases.roles.may_see` as SQL: lists are cut, counted and ranked by the database.

Whoever changes the one changes the other; a test holds them together over random cases.
"""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import ColumnElement, Connection, and_, false, or_, select, true

from bot.domain.cases.taxonomy import Kind
from bot.domain.school.office import Office
from bot.domain.school.substitutes import NOBODY_AWAY
from storage.tables import cases

MARK = "|"


def marked(people: Iterable[str]) -> str | None:
    """People as one text, in which each can be looked for; None when there is nobody."""
    joined = MARK.join(people)
    return f"{MARK}{joined}{MARK}" if joined else None


def unmarked(text: str) -> tuple[str, ...]:
    """The people in a text that `marked` made."""
    return tuple(text.strip(MARK).split(MARK))


def visible_to(person: str, office: Office) -> ColumnElement[bool]:
    """The cases that a person may open."""
    mine = (reported_by(person), owned_by(person), led_by(person, office))
    return or_(*mine, *owned_for(person, office))


def ways_to_see(person: str, office: Office, *, is_named: bool) -> tuple[ColumnElement[bool], ...]:
    """One query for each way to a case, so that each uses its own index.

    Who sees nearly all has one way: what is read in its order is soon found. `is_named` says
    whether any case names the person as its handler; a way that leads nowhere takes longest.
    """
    if person in office.in_quality:
        return (visible_to(person, office),)
    ways = (reported_by(person), owned_by(person), *owned_for(person, office))
    return (*ways, led_by(person, office)) if may_lead(person, office, is_named=is_named) else ways


def may_lead(person: str, office: Office, *, is_named: bool) -> bool:
    """Whether there may be cases that a person leads."""
    circles = (office.in_quality, office.in_training, office.confidential_handlers)
    return is_named or any(person in circle for circle in circles)


def is_named_by_any(connection: Connection, person: str) -> bool:
    """Whether any case names the person as its handler."""
    named = select(cases.c.id).where(cases.c.named_handlers >= MARK)
    query = named.where(_holds(cases.c.named_handlers, person)).limit(1)
    return connection.execute(query).first() is not None


def reported_by(person: str) -> ColumnElement[bool]:
    return cases.c.recorded_by == person


def owned_by(person: str) -> ColumnElement[bool]:
    """The cases a person carries, but those about themselves."""
    return and_(cases.c.owner == person, ~is_about(person))


def owned_for(person: str, office: Office) -> tuple[ColumnElement[bool], ...]:
    """The cases that a person carries for those for whom they stand in; no way for most people."""
    absent = office.stand_ins.replaced_by(person)
    return (_lent(person, map(owned_by, absent)),) if absent else ()


def led_by(person: str, office: Office) -> ColumnElement[bool]:
    """The cases of which a person decides how they begin and end, be it for somebody away."""
    own = or_(_openly_led_by(person, office), _handled_by(person, office))
    absent = office.stand_ins.replaced_by(person)
    led = (and_(~is_about(one), _openly_led_by(one, office)) for one in absent)
    return or_(and_(~is_about(person), own), _lent(person, led))


def own_led_by(person: str, office: Office) -> ColumnElement[bool]:
    """The same without what a person leads for others."""
    return led_by(person, replace(office, stand_ins=NOBODY_AWAY))


def _lent(person: str, theirs: Iterable[ColumnElement[bool]]) -> ColumnElement[bool]:
    """Of what others have, what a substitute has from them."""
    lent = tuple(theirs)
    return and_(~cases.c.confidential, ~is_about(person), or_(*lent)) if lent else false()


def _openly_led_by(person: str, office: Office) -> ColumnElement[bool]:
    if person in office.quality_managers:
        return ~cases.c.confidential
    if person in office.training_managers:
        return and_(cases.c.kind == Kind.INCIDENT, ~cases.c.confidential)
    return false()


def _handled_by(person: str, office: Office) -> ColumnElement[bool]:
    """Confidential cases: those named for it, else those named for all, else the managers."""
    # a range, since SQLite searches no index for what "is not null"
    named = and_(cases.c.named_handlers >= MARK, _holds(cases.c.named_handlers, person))
    stands_in: ColumnElement[bool] = false()
    if person in office.confidential_handlers:
        stands_in = true()
    elif person in office.quality_managers:
        stands_in = and_(true(), *(is_about(other) for other in office.confidential_handlers))
    unnamed = and_(cases.c.named_handlers.is_(None), stands_in)
    return and_(cases.c.confidential, or_(named, unnamed))


def is_about(person: str) -> ColumnElement[bool]:
    return and_(cases.c.complained_about.is_not(None), _holds(cases.c.complained_about, person))


def _holds(column: ColumnElement[str], person: str) -> ColumnElement[bool]:
    return column.contains(f"{MARK}{person}{MARK}", autoescape=True)
