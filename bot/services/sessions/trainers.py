"""Who the trainers are that sessions name: members of Slack where the name or a manager tells."""

from collections import defaultdict
from collections.abc import Mapping

from bot.domain.cases.journal_entries import VIGIE
from bot.domain.errors import NotAllowedError
from bot.domain.sessions.sessions import trainer_key
from bot.services.sessions.dossier import may_prove
from bot.services.unit_of_work import UnitOfWork
from storage.cases import journal
from storage.school import people
from storage.sessions import trainers


def match_by_name(work: UnitOfWork) -> int:
    """Match every name that one member alone bears; how many names are matched with nobody."""
    strangers = trainers.unmatched(work.connection)
    members = _members(work) if strangers else {}
    found = {key: members[key] for key in strangers if key in members}
    if found:
        trainers.match_all(work.connection, found, by=VIGIE, at=work.now)
    return len(strangers) - len(found)


def strangers(work: UnitOfWork, *, reader: str) -> dict[str, str]:
    """The names that are no member's yet, as they are written, by key. Raises NotAllowedError."""
    if not may_prove(reader, work.office):
        raise NotAllowedError
    return trainers.unmatched(work.connection)


def match_trainers(work: UnitOfWork, persons: Mapping[str, str], *, actor: str) -> int:
    """Say once which member each of these names is, by key; how many are left.

    A name that is a member's by now stays so. Raises NotAllowedError.
    """
    unknown = strangers(work, reader=actor)
    told = {key: person for key, person in persons.items() if key in unknown}
    if told:
        trainers.match_all(work.connection, told, by=actor, at=work.now)
        details = {"names": [unknown[key] for key in told], "members": list(told.values())}
        event = "trainers_matched"
        journal.append(work.connection, event, at=work.now, actor=actor, details=details)
    return len(unknown) - len(told)


def _members(work: UnitOfWork) -> dict[str, str]:
    """The members who are there by their names, those of a shared name left out."""
    by_name = defaultdict[str, list[str]](list)
    for person in people.everyone(work.connection):
        if person.may_own:
            by_name[trainer_key(person.name)].append(person.id)
    return {key: ids[0] for key, ids in by_name.items() if key and len(ids) == 1}
