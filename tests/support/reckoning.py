"""What must hold after any fault: nothing accepted is lost, nothing is said or kept twice."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Connection, select

from bot.domain.deadlines.reminders import Reminder
from bot.domain.messages.cases import CardMessage
from bot.domain.messages.deadlines import ReminderMessage, Reminding, RoundUpMessage
from bot.sandbox.workspace import Workspace
from storage.cases import journal
from storage.database import Database
from storage.messages.outbox import State
from storage.messages.payloads import message_from
from storage.tables import cases, outbox


def flaws(database: Database, workspace: Workspace, *, accepted: Collection[str] = ()) -> list[str]:
    """Everything that is not as promised, in words; nothing when all is well.

    `accepted` are the descriptions of which a person was told that they were filed; each is
    expected to be of one case only.
    """
    posted = _posted(workspace)
    with database.reading() as connection:
        return [
            *_of_cases(connection, accepted),
            *_of_messages(connection, posted, _shared(workspace)),
            *_of_reminders(connection),
            *_of_the_journal(connection),
        ]


def _posted(workspace: Workspace) -> Counter[str]:
    """How often each row of the outbox stands in Slack, by the id in its metadata."""
    found = Counter[str]()
    for conversation in workspace.conversations.values():
        for message in conversation.messages.values():
            payload = (message.metadata or {}).get("event_payload", {})
            if "outbox_id" in payload:
                found[str(payload["outbox_id"])] += 1
    return found


def _shared(workspace: Workspace) -> Counter[str]:
    """How often each file stands in Slack: a shared file's message carries no metadata."""
    return Counter(
        file.id
        for conversation in workspace.conversations.values()
        for message in conversation.messages.values()
        for file in message.files
    )


def _of_cases(connection: Connection, accepted: Collection[str]) -> Iterator[str]:
    rows = connection.execute(select(cases.c.ref, cases.c.description)).all()
    kept = Counter(row.description for row in rows)
    yield from (f"lost: {said}" for said in accepted if not kept[said])
    yield from (f"filed {kept[said]} times: {said}" for said in accepted if kept[said] > 1)
    series = Counter(row.ref.rpartition("-")[0] for row in rows)
    wanted = {f"{name}-{number + 1:04d}" for name, size in series.items() for number in range(size)}
    yield from (
        f"no case has the number {ref}" for ref in sorted(wanted - {one.ref for one in rows})
    )


def _of_messages(
    connection: Connection, posted: Counter[str], shared: Counter[str]
) -> Iterator[str]:
    rows = connection.execute(select(outbox)).all()
    for row in rows:
        times, was_sent = posted[str(row.id)] + shared[row.slack_file or ""], row.ts is not None
        if row.state != State.DELIVERED:
            yield f"{row.kind} {row.id} is {row.state} ({row.error})"
        elif times != was_sent:
            yield f"{row.kind} {row.id} stands {times} times in Slack"
    known = {str(row.id) for row in rows}
    yield from (f"{one} is in Slack and unknown here" for one in posted if one not in known)
    carded = {row.case_id for row in rows if row.kind == CardMessage.kind and row.ts}
    every = connection.execute(select(cases.c.id)).scalars()
    yield from (f"case {one} has no card" for one in every if one not in carded)


def _of_reminders(connection: Connection) -> Iterator[str]:
    """A reminder is in one message to each person."""
    kinds = (ReminderMessage.kind, RoundUpMessage.kind)
    query = select(outbox.c.kind, outbox.c.recipient, outbox.c.details).where(
        outbox.c.kind.in_(kinds)
    )
    told = Counter(
        (row.recipient, one.subject, one.rule, one.due_at)
        for row in connection.execute(query)
        for one in _reminders_in(row.kind, row.details)
    )
    for (person, subject, rule, _), times in told.items():
        if times > 1:
            yield f"reminder {rule} of {subject} was said {times} times to {person}"


def _reminders_in(kind: str, payload: dict[str, Any]) -> tuple[Reminder, ...]:
    message = message_from(kind, payload=payload)
    assert isinstance(message, Reminding)
    return message.reminders


def _of_the_journal(connection: Connection) -> Iterator[str]:
    flaw = journal.first_flaw(connection)
    if flaw is not None:
        yield f"the journal breaks: {flaw}"
