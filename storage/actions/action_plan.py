"""The action plan as one person may see it: which actions, by owner and day, a page at a time.

Whoever changes `bot.services.actions.actions.may_see_action` changes this; a test holds them
together.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, false, func, literal, or_, select

from bot.domain.actions.actions import Action, ActionStatus
from bot.domain.actions.listings import PLAN_PAGE, UNSETTLED, PlanScope
from bot.domain.school.office import Office
from storage.actions.actions import ACTION_COLUMNS, action_of
from storage.cases.visibility import MARK, is_about, own_led_by, visible_to
from storage.tables import actions, cases


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedActions:
    """One person's list."""

    scope: PlanScope
    reader: str
    office: Office


def page_of(connection: Connection, wanted: WantedActions, *, number: int) -> tuple[Action, ...]:
    """A page, counted from zero, by owner and then by day."""
    query = _found(*ACTION_COLUMNS).where(_in_scope(wanted), _is_visible(wanted))
    ordered = query.order_by(actions.c.owner, actions.c.due_on, actions.c.ref)
    rows = connection.execute(ordered.limit(PLAN_PAGE).offset(number * PLAN_PAGE)).mappings()
    return tuple(map(action_of, rows))


def count_of(connection: Connection, wanted: WantedActions) -> int:
    """How many there are."""
    query = _found(func.count()).where(_in_scope(wanted), _is_visible(wanted))
    return int(connection.execute(query).scalar_one())


def waiting_for(
    connection: Connection, person: str, office: Office, *, limit: int
) -> tuple[Action, ...]:
    """A person's actions and the checks that wait for them, soonest first."""
    found: list[Action] = []
    for wanted in _waiting(person, office):  # one after the other, each by its own index
        query = _found(*ACTION_COLUMNS).where(wanted).order_by(_AWAITED_ON, actions.c.ref)
        found += map(action_of, connection.execute(query.limit(limit)).mappings())
    return tuple(sorted(found, key=lambda one: (one.awaited_on or one.due_on, one.ref))[:limit])


def count_waiting(connection: Connection, person: str, office: Office) -> int:
    """How many actions and checks wait for a person."""
    counts = (_found(func.count()).where(wanted) for wanted in _waiting(person, office))
    return sum(connection.execute(query).scalar_one() for query in counts)


_AWAITED_ON = func.coalesce(actions.c.check_on, actions.c.due_on)
"""An action to do has no day for its check yet; one to judge is awaited on that day."""


def _found(*columns: ColumnElement[Any]) -> Select[Any]:
    joined = actions.outerjoin(cases, cases.c.id == actions.c.case_id)
    return select(*columns).select_from(joined)


def _in_scope(wanted: WantedActions) -> ColumnElement[bool]:
    open_ = actions.c.status.in_(sorted(UNSETTLED))
    match wanted.scope:
        case PlanScope.OPEN:
            return open_
        case PlanScope.MINE:
            return and_(open_, actions.c.owner == wanted.reader)
        case PlanScope.SETTLED:
            return actions.c.status.in_(sorted(set(ActionStatus) - UNSETTLED))


def _is_visible(wanted: WantedActions) -> ColumnElement[bool]:
    person, office = wanted.reader, wanted.office
    # no row of cases answers NULL to what it may show, which is not true
    return or_(
        actions.c.owner == person,
        _leads_no_case(person, office),
        _stands_in(person, office),
        _stands_in_alone(person, office),
        _lent_to(person, office),
        visible_to(person, office),
    )


def _waiting(person: str, office: Office) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Actions to do, and actions to judge: by who did them only where nobody else can."""
    may_judge = or_(
        and_(_leads(person, office), _is_free(person)),
        _judges_for_others(person, office),
        _stands_in(person, office),
        _stands_in_alone(person, office),
        _judges_alone(person, office),
    )
    to_judge = and_(actions.c.status == ActionStatus.DONE, may_judge)
    return and_(actions.c.status == ActionStatus.TO_DO, _carried_by(person, office)), to_judge


def _carried_by(person: str, office: Office) -> ColumnElement[bool]:
    """What somebody has to do themselves, and for those for whom they stand in."""
    absent = office.stand_ins.replaced_by(person)
    mine = actions.c.owner == person
    lent = and_(actions.c.owner.in_(absent), _may_be_lent(person))
    return or_(mine, lent) if absent else mine


def _judges_for_others(person: str, office: Office) -> ColumnElement[bool]:
    """What a substitute judges: nothing in which they or the absent had a part."""
    absent = office.stand_ins.replaced_by(person)
    lent = (and_(_leads(one, office), _is_free(one)) for one in absent)
    return and_(_may_be_lent(person), _is_free(person), or_(false(), *lent))


def _lent_to(person: str, office: Office) -> ColumnElement[bool]:
    """What a substitute sees without seeing a case that it comes from."""
    absent = office.stand_ins.replaced_by(person)
    lent = (
        or_(actions.c.owner == one, and_(_leads_no_case(one, office), _is_free(one)))
        for one in absent
    )
    return and_(_may_be_lent(person), or_(false(), *lent))


def _may_be_lent(person: str) -> ColumnElement[bool]:
    return ~func.coalesce(or_(cases.c.confidential, is_about(person)), false())


def _leads_no_case(person: str, office: Office) -> ColumnElement[bool]:
    return and_(actions.c.case_id.is_(None), literal(person in office.quality_managers))


def _leads(person: str, office: Office) -> ColumnElement[bool]:
    led = func.coalesce(own_led_by(person, office), false())
    return or_(_leads_no_case(person, office), led)


def _is_free(person: str) -> ColumnElement[bool]:
    """Whether a person had no part in an action (ISO 10002)."""
    did = func.coalesce(actions.c.done_by, "") == person
    return ~or_(actions.c.owner == person, did)


def _stands_in(person: str, office: Office) -> ColumnElement[bool]:
    """Actions of no case that no quality manager is free to judge, and of one that nobody leads."""
    managers = (*office.quality_managers, *office.training_managers)
    nobody_free = (~_is_free(one) for one in office.quality_managers)
    of_no_case = and_(actions.c.case_id.is_(None), *nobody_free)
    nobody_leads = (~_leads(one, office) for one in managers)
    is_open = and_(cases.c.id.is_not(None), ~cases.c.confidential, ~is_about(person))
    is_of_training = literal(person in office.training_managers)
    return and_(is_of_training, _is_free(person), or_(of_no_case, and_(is_open, *nobody_leads)))


def _stands_in_alone(person: str, office: Office) -> ColumnElement[bool]:
    """What nobody leads, and of which no training manager is free to judge either."""
    managers = (*office.quality_managers, *office.training_managers)
    nobody_leads = (~_leads(one, office) for one in managers)
    others = (and_(_is_free(one), _is_not_about(one)) for one in office.training_managers)
    is_open = and_(~func.coalesce(cases.c.confidential, false()), _is_not_about(person))
    is_of_training = literal(person in office.training_managers)
    return and_(is_of_training, is_open, *nobody_leads, ~or_(false(), *others))


def _is_not_about(person: str) -> ColumnElement[bool]:
    return ~func.coalesce(is_about(person), false())


def _judges_alone(person: str, office: Office) -> ColumnElement[bool]:
    """What somebody leads in which they had a part, as had all others who lead it."""
    managers = (*office.quality_managers, *office.training_managers)
    people = dict.fromkeys((*managers, *office.confidential_handlers))
    others = (
        or_(and_(_leads(one, office), _is_free(one)), _stands_in(one, office)) for one in people
    )
    is_secret = func.coalesce(cases.c.confidential, false())
    is_last = and_(literal(person not in office.left), _is_no_handler_free(office))
    may_lead = or_(and_(~is_secret, literal(person in managers)), and_(is_secret, is_last))
    return and_(may_lead, _leads(person, office), ~or_(false(), *others))


def _is_no_handler_free(office: Office) -> ColumnElement[bool]:
    """Whether each of the handlers named for a case left or had a part in the action, if any is."""
    others: ColumnElement[str] = cases.c.named_handlers
    doers = (actions.c.owner, func.coalesce(actions.c.done_by, actions.c.owner))
    for one in (*doers, *map(literal, sorted(office.left))):
        others = func.replace(others, literal(MARK) + one + literal(MARK), MARK)
    return or_(cases.c.named_handlers.is_(None), others == MARK)
