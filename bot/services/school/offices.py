"""The school's set-up: read in every use case, changed by those who may; alarms about it."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from bot.domain.cases.confidentiality import (
    SettingsRights,
    Unfit,
    settings_rights,
    unfit_for_office,
)
from bot.domain.cases.journal_entries import VIGIE
from bot.domain.errors import NotAllowedError, VigieError
from bot.domain.messages.school import OVER, Alarm, AlarmNotice, HandlersChangedNotice
from bot.domain.school.office import Office, OfficeChange
from bot.domain.school.policies import Policy
from bot.services.messages.notifications import revive, tell
from bot.services.school.confiding import confide_anew
from bot.services.unit_of_work import UnitOfWork
from storage.cases import cases, journal
from storage.cases.journal import EntryDraft
from storage.messages import outbox, processes
from storage.school import office, people

DAY = timedelta(days=1)


def read_office(work: UnitOfWork) -> Office:
    """The set-up as it is now, for those outside a transaction."""
    return work.office


class OfficeRefusedError(VigieError):
    """Somebody cannot be chosen; `found` says why, by the choice's name."""

    def __init__(self, found: Mapping[str, Unfit]) -> None:
        super().__init__(", ".join(f"{name}: {reason}" for name, reason in found.items()))
        self.found = found


def keep_policy(work: UnitOfWork, policy: Policy) -> None:
    """Write down what the present version of the promises stands for, once."""
    office.keep_policy(work.connection, policy, now=work.now)


def learn_office(work: UnitOfWork) -> Office:
    """The set-up as it is now, which is remembered from then on."""
    return work.office


def look_at_settings(
    work: UnitOfWork, *, reader: str, is_admin: bool
) -> tuple[Office, SettingsRights]:
    """The set-up as it is now, and what of it the reader may change."""
    return work.office, _rights_in(work, reader, is_admin=is_admin)


def _rights_in(work: UnitOfWork, person: str, *, is_admin: bool) -> SettingsRights:
    """The settings that a person may change, counting only who is there."""
    asked = (*work.office.quality_managers, *work.office.confidential_handlers)
    away = people.away(work.connection, asked)
    return settings_rights(person, work.office, is_admin=is_admin, away=away)


def change_office(work: UnitOfWork, change: OfficeChange, *, actor: str, is_admin: bool) -> Office:
    """Write the new set-up and journal what changed.

    What had stopped for good is tried again, and what is going on comes to the quality
    channel; what is settled does when there is something new to it. Raises NotAllowedError, and
    OfficeRefusedError for who cannot be chosen.
    """
    rights = _rights_in(work, actor, is_admin=is_admin)
    if not rights.choices:
        raise NotAllowedError
    _check_people(work, change, rights)
    after = _write(work, _choices(change), actor=actor)
    revive(work.anew())
    return after


def change_handlers(
    work: UnitOfWork, handlers: tuple[str, ...], *, actor: str, is_admin: bool
) -> Office:
    """Write who handles the confidential cases that are still to come, and tell all concerned.

    Raises NotAllowedError, and OfficeRefusedError for who cannot be chosen.
    """
    if not _rights_in(work, actor, is_admin=is_admin).handlers:
        raise NotAllowedError
    _check_known(work, {_HANDLERS: handlers})
    return _write(work, {_HANDLERS: handlers}, actor=actor)


def reset_managers(work: UnitOfWork, managers: tuple[str, ...]) -> Office:
    """Choose quality managers from outside Slack, where nobody is left who could in it.

    The list of confidential handlers stays as it is. Raises OfficeRefusedError.
    """
    _check_known(work, {_MANAGERS: managers})
    return _write(work, {_MANAGERS: managers}, actor=VIGIE)


def _check_people(work: UnitOfWork, change: OfficeChange, rights: SettingsRights) -> None:
    handlers, before = change.confidential_handlers, work.office.confidential_handlers
    if handlers is not None and handlers != before and not rights.handlers:
        raise OfficeRefusedError({_HANDLERS: Unfit.NOT_THEIRS})
    chosen = {_MANAGERS: change.quality_managers, "training_managers": change.training_managers}
    _check_known(work, chosen | ({_HANDLERS: handlers} if handlers else {}))


def _check_known(work: UnitOfWork, chosen: Mapping[str, tuple[str, ...]]) -> None:
    """Refuse those who could not act: programs, those who left, those Slack never told of.

    Before Slack has told of anybody, as on the first day, nobody is unknown.
    """
    if not people.is_anybody_known(work.connection):
        return
    known = people.by_ids(work.connection, {one for those in chosen.values() for one in those})
    found = {
        name: reason
        for name, those in chosen.items()
        for one in reversed(those)
        if (reason := unfit_for_office(known.get(one))) is not None
    }
    if found:
        raise OfficeRefusedError(found)


def _write(work: UnitOfWork, choices: dict[str, Any], *, actor: str) -> Office:
    """Write choices; cases that are kept stay with those who handle them, be they unwritten."""
    before = work.office
    entries = list(_confide_rest(work))
    office.choose(work.connection, choices)
    changed = work.anew()
    after = changed.office
    entries += _confide_rest(changed)
    if set(after.confidential_handlers) != set(before.confidential_handlers):
        _tell_of_handlers(work, before, after, actor=actor)
    details = _differences(before, after)
    entries.append(EntryDraft(event="office_changed", at=work.now, actor=actor, details=details))
    journal.append_all(work.connection, entries)
    return after


def _confide_rest(work: UnitOfWork) -> tuple[EntryDraft, ...]:
    return confide_anew(work, cases.confided_to_nobody(work.connection), actor=VIGIE)


def _tell_of_handlers(work: UnitOfWork, before: Office, after: Office, *, actor: str) -> None:
    """Tell the handlers and the managers, of before and from now on."""
    told = dict.fromkeys(
        person
        for one in (before, after)
        for person in (*one.confidential_handlers, *one.quality_managers)
        if person != actor
    )
    for person in told:
        notice = HandlersChangedNotice(
            recipient=person,
            actor=actor,
            before=before.confidential_handlers,
            after=after.confidential_handlers,
        )
        tell(work, [notice])


def _choices(change: OfficeChange) -> dict[str, Any]:
    """The choices to write; one of the last seven that is None stays as it was."""
    kept = {name for name in _MAY_STAY if getattr(change, name) is None}
    return {name: value for name, value in asdict(change).items() if name not in kept}


_HANDLERS, _MANAGERS = "confidential_handlers", "quality_managers"
_MAY_STAY = (
    "confidential_handlers",
    "mediator",
    "signature",
    "privacy_notice",
    "letterhead",
    "violence_contact",
    "shows_pictures",
)


def _differences(before: Office, after: Office) -> dict[str, Any]:
    old, new = asdict(before), asdict(after)
    return {name: [old[name], new[name]] for name in old if old[name] != new[name]}


def raise_alarm(
    work: UnitOfWork,
    subject: str,
    alarm: Alarm,
    *,
    machine: str,
    seconds: int | None = None,
) -> bool:
    """Have the quality managers told, unless they were since it was last well, or today.

    `subject` is what the alarm is about, `machine` who sees it, `seconds` how far off a clock
    is. One whose end is told is told again after a day. False while there is nobody to be told;
    then it stays to be raised. Raises StorageUnavailableError.
    """
    if not _managers_here(work):
        return False
    again_after = DAY if alarm in OVER else None
    if processes.begin_alarm(
        work.connection, subject, machine=machine, now=work.now, again_after=again_after
    ):
        _tell_managers(work, alarm, subject=f"{subject}:{machine}", seconds=seconds)
    return True


def _tell_managers(
    work: UnitOfWork, alarm: Alarm, *, subject: str, seconds: int | None = None
) -> None:
    for person in _managers_here(work):
        once = f"{work.now:%Y%m%dT%H%M%S%f}:{person}:{subject}"
        told = AlarmNotice(recipient=person, once=once, alarm=alarm, seconds=seconds)
        outbox.enqueue(work.connection, told, at=work.now)


def tell_over(work: UnitOfWork, subject: str, alarm: Alarm, *, machine: str) -> bool:
    """End an alarm, and have the quality managers told so; False where none stood.

    Raises StorageUnavailableError.
    """
    if not end_alarm(work, subject, machine=machine):
        return False
    _tell_managers(work, OVER[alarm], subject=subject)
    return True


def end_alarm(work: UnitOfWork, subject: str, *, machine: str) -> bool:
    """All is well again with what an alarm was about; False when nobody had been told.

    Raises StorageUnavailableError.
    """
    return processes.end_alarm(work.connection, subject, machine=machine)


def _managers_here(work: UnitOfWork) -> list[str]:
    """The quality managers who have not left."""
    managers = work.office.quality_managers
    return [one for one in managers if not people.has_left(work.connection, one)]


def is_in_charge(person: str, office: Office) -> bool:
    """Whether the school gave a person an office: it counts for more than how Slack has them."""
    circles = (office.in_quality, office.in_training, office.confidential_handlers)
    return any(person in circle for circle in circles)


def refuse_guests(work: UnitOfWork, person: str) -> None:
    """Raises NotAllowedError to a guest without an office.

    Guests of the workspace follow what they filed or have to do, and read no more.
    """
    if is_in_charge(person, work.office):
        return
    known = people.by_ids(work.connection, [person]).get(person)
    if known is not None and known.is_guest:
        raise NotAllowedError


def refuse_all_but_managers(work: UnitOfWork, person: str) -> None:
    """Raises NotAllowedError to who neither is a quality manager nor stands in for one."""
    if person not in work.office.in_quality:
        raise NotAllowedError
