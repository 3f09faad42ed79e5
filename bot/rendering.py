"""What each kind of outgoing message says, made from the case as it is when it is sent."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from bot.directory import Directory
from bot.domain.cases import Case, Complainant
from bot.domain.discretion import discreet_case
from bot.domain.office import Locale, Office
from bot.domain.outgoing import Outgoing
from bot.services.offices import current_office
from bot.ui.card import card
from bot.ui.notices import incident_notice, trouble_notice
from bot.ui.post import Post
from bot.ui.texts import texts_for
from storage import cases
from storage.database import Database
from storage.outbox import Claimed


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A message and where it goes; `channel` None while there is no quality channel."""

    post: Post
    channel: str | None


class Renderer:
    """Reads what a row is about and says it in its reader's language."""

    def __init__(self, *, database: Database, directory: Directory, defaults: Office) -> None:
        self._database = database
        self._directory = directory
        self._defaults = defaults

    def render(self, row: Claimed, *, now: datetime) -> Rendered:
        """The message for a row. Raises StorageUnavailableError."""
        with self._database.reading() as connection:
            office = current_office(connection, self._defaults)
            post = self._post(connection, row, office=office, now=now)
        return Rendered(post=post, channel=row.recipient or office.quality_channel)

    def _post(self, connection: Connection, row: Claimed, *, office: Office, now: datetime) -> Post:
        match Outgoing(row.kind):
            case Outgoing.CARD:
                texts = texts_for(office.locale)
                case = _case_of(connection, row)
                return card(case, office=office, texts=texts, now=now, mention=True)
            case Outgoing.INCIDENT_NOTICE:
                texts = texts_for(self._locale(row, office))
                case = _case_of(connection, row)
                return incident_notice(case, office=office, texts=texts, now=now)
            case Outgoing.TROUBLE:
                texts = texts_for(self._locale(row, office))
                return trouble_notice(texts, **(row.details or {}))
            case _:
                raise LookupError(row.kind)

    def _locale(self, row: Claimed, office: Office) -> Locale:
        return self._directory.locale_of(row.recipient or "", otherwise=office.locale)


def _case_of(connection: Connection, row: Claimed) -> Case:
    """The case a row is about, fit to be posted."""
    found = cases.by_id(connection, row.case_id) if row.case_id else None
    if found is None:
        raise LookupError(row.key)
    complainant = cases.complainant_of(connection, found.id)
    return discreet_case(found, _written_of(complainant))


def _written_of(complainant: Complainant | None) -> tuple[str, ...]:
    if complainant is None:
        return ()
    return tuple(filter(None, (complainant.name, complainant.contact)))
