"""Topics that come back: noticed when a case is qualified or analysed, told at once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection

from bot.domain.cases import Case
from bot.domain.figures import RECURRENCE_MONTHS, RECURRENT_FROM
from bot.domain.office import Office
from bot.domain.outgoing import Outgoing
from bot.domain.recurrence import Recurred, topic_of
from bot.domain.wall_time import add_months
from storage import outbox, people, recurrences
from storage.outbox import Wish

_RECURRED = TypeAdapter(Recurred)


def watch_topic(connection: Connection, case: Case, *, office: Office, now: datetime) -> None:
    """Have the quality managers told when a case makes its topic a recurrent one.

    From three cases in six months on, once in six months; or when it comes after an
    action against it was judged effective, once for each such action.
    """
    topic = topic_of(case)
    if topic is None:
        return
    since = add_months(now, -RECURRENCE_MONTHS, office.zone)
    found = recurrences.cases_about(connection, topic, since=since)
    remedy = recurrences.remedy_of(connection, topic, before=case.received_at)
    if remedy is not None:
        recurred = Recurred(topic=topic, case_ids=found, remedy=remedy.id)
        once = f"{remedy.id}:{remedy.checked_at:%Y%m%d%H%M%S}"
        recurrences.is_news(connection, topic, at=now, since=since)
        _tell(connection, recurred, office=office, once=once, now=now)
    elif len(found) >= RECURRENT_FROM and recurrences.is_news(
        connection, topic, at=now, since=since
    ):
        recurred = Recurred(topic=topic, case_ids=found)
        _tell(connection, recurred, office=office, once=f"{now:%Y%m%d%H%M%S}", now=now)


def recurred_in(details: Mapping[str, Any]) -> Recurred:
    """What an outbox row tells."""
    return _RECURRED.validate_python(details["recurred"])


def _tell(
    connection: Connection, recurred: Recurred, *, office: Office, once: str, now: datetime
) -> None:
    details = {"recurred": _RECURRED.dump_python(recurred, mode="json")}
    kind, key = Outgoing.RECURRENCE, f"{Outgoing.RECURRENCE}:{recurred.topic.key}:{once}"
    outbox.wish_once(
        connection,
        [
            Wish(kind=kind, key=f"{key}:{one}", at=now, recipient=one, details=details)
            for one in office.quality_managers
            if not people.has_left(connection, one)
        ],
    )
