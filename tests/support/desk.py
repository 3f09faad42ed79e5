"""A school's deadlines at work without Slack: file, change, let time pass, read what is sent."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from bot.domain.cases.cases import Case
from bot.domain.deadlines.reminders import Reminder
from bot.domain.messages.deadlines import Reminding
from bot.domain.school.office import Office, Person
from bot.services import deliveries
from bot.services.cases.filing import Draft, file_case
from bot.services.deadlines.planning import replan
from bot.services.deadlines.reminder_content import content_of
from bot.services.deadlines.reminding import mark_passed, remind_due
from bot.services.deadlines.upcoming import send_weekly
from bot.slack.gateway import PostponedError, RefusedError
from storage.cases import cases, journal
from storage.database import Database
from storage.deadlines import reminders
from storage.messages import claims
from storage.messages.claims import Claimed, Lane
from storage.school import people
from tests.support.builders import OFFICE, opened
from tests.support.forms import spaced
from tests.support.rendering import renderer_of

_UNREAD = frozenset({"receipt"})
"""What says nothing of deadlines, to whom filed a case a moment ago."""
BEGUN = datetime(2026, 1, 5, tzinfo=UTC)
"""When the school began to work with Vigie."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A message as somebody gets it; `to` is None for the quality channel."""

    to: str | None
    kind: str
    text: str
    about: tuple[Reminder, ...] = ()


class Desk:
    """The services that the clock calls, on one database."""

    def __init__(self, database: Database, *, office: Office = OFFICE) -> None:
        self.database = database
        self.office = office
        send_weekly(opened(database, now=BEGUN, office=office))
        self._renderer = renderer_of(database, office=office)

    def file(self, draft: Draft, *, at: datetime, **given: Any) -> Case:
        """File a case; what is `given` is written on it as by a step."""
        case = file_case(opened(self.database, now=at, office=self.office), draft).case
        return self.change(case, at=at, **given) if given else case

    def change(self, case: Case, *, at: datetime, **given: Any) -> Case:
        """The case as some step left it, planned anew in the same transaction."""
        after = replace(case, **given)
        with opened(self.database, now=at, office=self.office).writing() as work:
            cases.save(work.connection, after)
            replan(work, after)
        return after

    def kept(self, case_id: UUID) -> Case:
        """The case as it is now."""
        with self.database.reading() as connection:
            found = cases.by_id(connection, case_id)
        assert found is not None
        return found

    def knows(self, person: str, **given: Any) -> None:
        """Slack said this of a member."""
        with self.database.writing() as connection:
            people.remember(connection, [Person(id=person, name=person, **given)])

    def tick(self, at: datetime) -> int:
        """What the clock has done every few seconds; how many reminders came due."""
        mark_passed(opened(self.database, now=at))
        return remind_due(opened(self.database, now=at, office=self.office))

    def monday(self, at: datetime) -> list[Sent]:
        """The weekly digests that are sent at one moment."""
        send_weekly(opened(self.database, now=at, office=self.office))
        return [one for one in self.send(at) if one.kind == "weekly_digest"]

    def send(self, at: datetime, *, refused: dict[str, str] | None = None) -> list[Sent]:
        """Deliver what the outbox holds, but for those to whom Slack refuses to write."""
        sent = []
        while rows := self._claim(at):
            for row in rows:
                error = (refused or {}).get(row.recipient or "")
                if error:
                    self._stop(row, error, at=at)
                elif (message := self._rendered(row, at=at)) and row.kind not in _UNREAD:
                    sent.append(message)
        return sorted(sent, key=lambda one: (one.to or "", one.kind, one.text))

    def told(self, at: datetime, **given: Any) -> list[Sent]:
        """What people hear of deadlines at one moment: a tick, and what comes of it."""
        self.tick(at)
        notices = {"card", "incident_notice"}
        return [one for one in self.send(at, **given) if one.kind not in notices]

    def cards(self, at: datetime) -> list[Sent]:
        """The cards that are brought up to date at one moment."""
        self.tick(at)
        return [one for one in self.send(at) if one.kind == "card"]

    def days(
        self, start: datetime, end: datetime, *, every: timedelta
    ) -> list[tuple[datetime, Sent]]:
        """Everything that people hear of deadlines between two moments."""
        heard, at = [], start
        while at <= end:
            heard += [(at, one) for one in self.told(at)]
            at += every
        return heard

    def said(self, subject: UUID) -> list[str]:
        """The rules said so far, in order."""
        with self.database.reading() as connection:
            kept = reminders.of_subject(connection, subject)
        rows = sorted((one for one in kept if one.said_at), key=lambda one: one.reminder.remind_at)
        return [one.reminder.rule for one in rows]

    def journalled(self, case: Case, event: str) -> list[dict[str, Any]]:
        """What the journal has of an event, oldest first."""
        with self.database.reading() as connection:
            entries = journal.entries_of(connection, case.id, limit=100)
        return [dict(one.details or {}) for one in reversed(entries) if one.event == event]

    def _claim(self, at: datetime) -> list[Claimed]:
        with self.database.writing() as connection:
            return [
                row for lane in Lane for row in claims.claim(connection, lane, now=at, limit=1_000)
            ]

    def _rendered(self, row: Claimed, *, at: datetime) -> Sent | None:
        try:
            rendered = self._renderer.render(row, now=at)
        except PostponedError as later:
            pause = timedelta(seconds=later.retry_in or 60)
            opened(self.database, now=at).write(
                deliveries.postpone, row, error=later.code, pause=pause, in_doubt=False
            )
            return None
        except RefusedError as refused:
            self._stop(row, refused.code, at=at)
            return None
        about = self._about(row, at=at)
        opened(self.database, now=at).write(deliveries.record_delivered, row, channel=None, ts=None)
        if rendered is None:
            return None
        return Sent(
            to=row.recipient,
            kind=row.kind,
            text=spaced(rendered.post.text),
            about=about,
        )

    def _about(self, row: Claimed, *, at: datetime) -> tuple[Reminder, ...]:
        """The reminders of which something is left to say."""
        message = row.read()
        if not isinstance(message, Reminding):
            return ()
        work = opened(self.database, now=at, office=self.office)
        content = work.read(content_of, message, person=row.recipient or "")
        return tuple(one.reminder for one in content.recalls) if content else ()

    def _stop(self, row: Claimed, error: str, *, at: datetime) -> None:
        opened(self.database, now=at, office=self.office).write(deliveries.stop, row, error=error)
