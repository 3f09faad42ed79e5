"""Who stands in for whom: planned and ended by people, begun and over by the calendar."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from bot.domain.calendar.wall_time import local_day
from bot.domain.cases.confidentiality import Unfit, unfit_for_office
from bot.domain.cases.journal_entries import VIGIE
from bot.domain.errors import NotAllowedError, VigieError
from bot.domain.messages.school import SubstitutionNews, SubstitutionNotice
from bot.domain.school.office import Office
from bot.domain.school.substitutes import Substitution, Substitutions, Unsuited, unsuited
from bot.services.messages.notifications import tell, update_card
from bot.services.school.offices import look_at_settings
from bot.services.unit_of_work import Transactions, UnitOfWork
from storage.cases import cases, inbox, journal
from storage.school import people, substitutes


class SubstitutionRefusedError(VigieError):
    """Somebody cannot be replaced so; `reason` says why."""

    def __init__(self, reason: Unsuited | Unfit) -> None:
        super().__init__(reason)
        self.reason = reason


def look_at_substitutions(work: UnitOfWork, *, reader: str, is_admin: bool) -> Substitutions:
    """Raises NotAllowedError to who is neither in charge nor may change the settings."""
    _, rights = look_at_settings(work, reader=reader, is_admin=is_admin)
    if not rights.choices and reader not in _in_charge(work.office):
        raise NotAllowedError
    today = _today(work)
    listed = (one for one in substitutes.still_open(work.connection) if today <= one.ends_on)
    return Substitutions(
        listed=tuple(listed),
        today=today,
        reader=reader,
        in_charge=_in_charge(work.office),
        for_all=rights.choices,
    )


def plan_substitution(
    work: UnitOfWork, wanted: Substitution, *, actor: str, is_admin: bool
) -> Substitutions:
    """Write and journal that somebody stands in for somebody, and tell both.

    Sent twice, it is written once. Raises NotAllowedError, SubstitutionRefusedError.
    """
    seen = look_at_substitutions(work, reader=actor, is_admin=is_admin)
    if not seen.may_change(wanted):
        raise NotAllowedError
    if inbox.is_first(work.connection, wanted.id, at=work.now):
        # first, since it holds the journal's head: two people plan one after the other
        _journal(work, "substitution_planned", wanted, actor=actor)
        _check(work, wanted)
        substitutes.add(work.connection, wanted, by=actor, at=work.now)
        if not wanted.is_running(_today(work)):
            _tell(work, wanted, SubstitutionNews.PLANNED, actor=actor)
        _begin_those_of_today(work)
    return look_at_substitutions(work.anew(), reader=actor, is_admin=is_admin)


def end_substitution(work: UnitOfWork, which: UUID, *, actor: str, is_admin: bool) -> Substitutions:
    """End one before its time, or before it begins; nothing happens to one that is over.

    Raises NotAllowedError.
    """
    seen = look_at_substitutions(work, reader=actor, is_admin=is_admin)
    found = next((one for one in seen.listed if one.id == which), None)
    if found is not None:
        if not seen.may_change(found):
            raise NotAllowedError
        _end(work, found, SubstitutionNews.ENDED, actor=actor)
    return look_at_substitutions(work.anew(), reader=actor, is_admin=is_admin)


def turn_substitutions(transactions: Transactions) -> int:
    """Have those begin that are of today, and end those whose last day or whose people are gone.

    How many there were; one query when nothing is planned. Raises StorageUnavailableError.
    """
    with transactions.reading() as work:
        if not substitutes.still_open(work.connection):
            return 0
        is_any_over = next(_over(work), None) is not None
        if not (is_any_over or substitutes.not_begun(work.connection, _today(work))):
            return 0
    with transactions.writing() as work:
        past = tuple(_over(work))
        for one, news in past:
            _end(work, one, news, actor=VIGIE)
        return len(past) + _begin_those_of_today(work)


def _over(work: UnitOfWork) -> Iterator[tuple[Substitution, SubstitutionNews]]:
    """Those that end by themselves, and as what that is told."""
    listed, today = substitutes.still_open(work.connection), _today(work)
    named = {person for one in listed for person in (one.absent, one.substitute)}
    away = people.away(work.connection, named)
    in_charge = _in_charge(work.office)
    for one in listed:
        if one.ends_on < today or one.absent in away or one.absent not in in_charge:
            yield one, SubstitutionNews.ENDED
        elif one.substitute in away:
            yield one, SubstitutionNews.LEFT


def _begin_those_of_today(work: UnitOfWork) -> int:
    begun = 0
    for one in substitutes.not_begun(work.connection, _today(work)):
        if substitutes.begin(work.connection, one.id, at=work.now):
            _tell(work, one, SubstitutionNews.BEGUN)
            _journal(work, "substitution_begun", one, actor=VIGIE)
            _update_cards(work, one)
            begun += 1
    return begun


def _end(work: UnitOfWork, one: Substitution, news: SubstitutionNews, *, actor: str) -> None:
    if substitutes.end(work.connection, one.id, by=actor, at=work.now):
        _tell(work, one, news, actor=actor)
        _update_cards(work, one)
        _journal(work, "substitution_ended", one, actor=actor)


def _check(work: UnitOfWork, wanted: Substitution) -> None:
    """Raises SubstitutionRefusedError."""
    reason = unsuited(
        wanted,
        substitutes.still_open(work.connection),
        in_charge=_in_charge(work.office),
        today=_today(work),
    )
    if reason is not None:
        raise SubstitutionRefusedError(reason)
    if people.is_anybody_known(work.connection):
        known = people.by_ids(work.connection, [wanted.substitute]).get(wanted.substitute)
        unfit = unfit_for_office(known)
        if unfit is None and known is not None and known.is_guest:
            unfit = Unfit.GUEST
        if unfit is not None:
            raise SubstitutionRefusedError(unfit)


def _in_charge(office: Office) -> frozenset[str]:
    """Who has a place that somebody else can take."""
    return frozenset((*office.quality_managers, *office.training_managers))


def _today(work: UnitOfWork) -> date:
    return local_day(work.now, work.office.zone)


def _tell(
    work: UnitOfWork, one: Substitution, news: SubstitutionNews, *, actor: str = VIGIE
) -> None:
    """Tell both, in working hours; where nobody is left to stand in, all who could choose."""
    others = work.office.quality_managers if news is SubstitutionNews.LEFT else ()
    told = dict.fromkeys((one.absent, one.substitute, *others))
    morning = work.office.calendar.next_open_moment(work.now)
    notices = (
        SubstitutionNotice(
            recipient=person,
            once=f"{one.id}:{news}:{person}",
            not_before=None if actor != VIGIE else morning,
            news=news,
            absent=one.absent,
            substitute=one.substitute,
            begins_on=one.begins_on,
            ends_on=one.ends_on,
        )
        for person in told
        if person != actor
    )
    tell(work, notices)


def _update_cards(work: UnitOfWork, one: Substitution) -> None:
    """The cards of what the absent has in hand say who stands in for them."""
    for case_id in cases.open_of(work.connection, one.absent):
        update_card(work, case_id)


def _journal(work: UnitOfWork, event: str, one: Substitution, *, actor: str) -> None:
    details = {
        "absent": one.absent,
        "substitute": one.substitute,
        "begins_on": one.begins_on.isoformat(),
        "ends_on": one.ends_on.isoformat(),
    }
    journal.append(work.connection, event, at=work.now, actor=actor, details=details)
