"""A week of deadlines in a minute: docs/a-week-of-deadlines.md.

Written anew by `python -m tests.support.week`; a test compares the two.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import func, select

from bot.domain.calendar.calendars import WorkingCalendar
from bot.domain.deadlines.reminders import next_weekly_digest
from bot.sandbox.to_app.inspector import CallRecord
from bot.ui.blocks.dates import moment
from bot.ui.texts.catalogue import FRENCH
from storage.tables import open_deadlines, outbox, reminders
from tests.support.filing import LAVANDINE, file_complaint, file_incident
from tests.support.forms import spaced
from tests.support.people import Person
from tests.support.school import School, running_school
from tests.support.times import PARIS, StillClock, paris

PAGE = Path(__file__).parents[2] / "docs" / "a-week-of-deadlines.md"
BEGINS = paris("2026-11-12 09:05")
SECOND = timedelta(seconds=1)
COMPLAINT, INCIDENT = "REC-2026-0001", "INC-2026-0001"
INTRODUCTION = """\
# A week of deadlines

What people heard of deadlines from Thursday 12 to Friday 20 November 2026, in a school at work in
the sandbox, played in a minute. `python -m tests.support.week` writes this page; a test compares.
What somebody did, and what happened to the machine, stands between.
"""
HEARD = {"vigie_reminder", "vigie_round_up", "vigie_morning_digest", "vigie_weekly_digest"}


class Week:
    """The school, and everything that was said and done so far."""

    def __init__(self, school: School) -> None:
        self._school = school
        self._calls_read = 0
        self._late: set[str] = set()
        self.lines: list[str] = []

    async def until(self, wanted: str) -> None:
        """Let time run to a local moment of November 2026, stopping wherever something is due."""
        end = paris(f"2026-11-{wanted}")
        while (stop := self._next_stop()) < end:
            await self._reach(stop)
        await self._reach(end)

    def tell(self, what: str) -> None:
        """Note what somebody did, after what was heard before it."""
        self._hear()
        self.lines.append(f"> {self._when(self._now)} · {what}")

    async def settle(self) -> None:
        """Have done what the clock does until nothing more is due, and everything is sent."""
        async with asyncio.timeout(60):
            while True:
                self._school.clock.advance(SECOND)
                await self._school.vigie.catch_up()
                if not self._is_anything_due() and not self._school.pending():
                    break
        self._hear()

    def pass_over(self, wanted: str) -> None:
        """Let time run while Vigie is away."""
        self._school.clock.advance(paris(f"2026-11-{wanted}") - self._now)

    @property
    def _now(self) -> datetime:
        return self._school.clock.now()

    async def _reach(self, instant: datetime) -> None:
        self._school.clock.advance(max(instant - self._now, timedelta()))
        await self.settle()

    def _is_anything_due(self) -> bool:
        return any(instant <= self._now for instant in self._coming(from_now_on=False))

    def _next_stop(self) -> datetime:
        digest = next_weekly_digest(self._now, WorkingCalendar())
        return min([digest, *self._coming(from_now_on=True)])

    def _coming(self, *, from_now_on: bool) -> Iterator[datetime]:
        """When the next reminder, passed deadline and message are due."""
        due = (
            (reminders.c.remind_at, reminders.c.said_at.is_(None)),
            (open_deadlines.c.due_at, open_deadlines.c.marked_at.is_(None)),
            (outbox.c.due_at, outbox.c.state == "pending"),
        )
        with self._school.database.reading() as connection:
            for column, waits in due:
                query = select(func.min(column)).where(waits)
                later = query.where(column > self._now) if from_now_on else query
                found = connection.execute(later).scalar_one()
                if found is not None:
                    yield found + SECOND

    def _hear(self) -> None:
        calls = list(self._school.sandbox.world.inspector.calls)
        heard = [line for call in calls[self._calls_read :] for line in self._heard(call)]
        self._calls_read = len(calls)
        self.lines.extend(sorted(heard))  # what is said to several at one moment has no order

    def _heard(self, call: CallRecord) -> Iterator[str]:
        said = spaced(str(call.arguments.get("text", "")))
        kind = (call.arguments.get("metadata") or {}).get("event_type")
        # of what is said anew where it stands nobody is told
        if kind in HEARD and call.method == "chat.postMessage":
            yield f"- {self._when(call.at)} · **{self._name(call)}** : {self._named(said)}"
        title = said.partition("\n")[0]
        if kind == "vigie_card" and title.startswith("En retard") and title not in self._late:
            self._late.add(title)
            yield f"- {self._when(call.at)} · **la fiche** : {title}"

    def _name(self, call: CallRecord) -> str:
        channel = str(call.arguments["channel"])
        people = self._school.sandbox.world.workspace.people
        return people[channel].real_name if channel in people else "le canal qualité"

    def _named(self, said: str) -> str:
        people = self._school.sandbox.world.workspace.people
        named = re.sub(r"<@(\w+)>", lambda found: f"@{people[found[1]].real_name}", said)
        plain = named.replace("*", "").replace(":white_check_mark:", "✅").replace(":warning:", "⚠️")
        return plain.replace("\n• ", "\n  - ")

    @staticmethod
    def _when(at: datetime) -> str:
        return spaced(moment(at.replace(second=0, microsecond=0), PARIS, FRENCH, now=at))


async def play(school: School) -> str:
    """The week, and the page that tells of it."""
    week = Week(school)
    helene, thomas = await school.person("quality_manager"), await school.person("owner")
    lea, karim = await school.person("trainer"), await school.person("training_manager")
    await week.settle()
    await file_complaint(helene, LAVANDINE)
    week.tell(f"Hélène Vasseur, responsable qualité, enregistre {COMPLAINT}.")
    await week.settle()
    await week.until("12 10:00")
    await _assign(helene, thomas)
    week.tell(f"Hélène attribue {COMPLAINT} à Thomas Guérin.")
    await week.until("13 09:06")
    reminder = await thomas.wait_for_message("dm", "est attendu")
    await thomas.choose("Me le rappeler", "Dans 2\u00a0h", in_=reminder)
    await thomas.wait_for_message("dm", "nous vous le rappellerons")
    week.tell("Thomas choisit « Me le rappeler », dans 2 h.")
    await week.until("17 10:00")
    await file_incident(lea, "le projecteur est mort salle B")
    week.tell(f"Léa Marchand, formatrice, signale {INCIDENT}.")
    await week.until("17 11:10")
    charge = await karim.wait_for_message("dm", "la prise en charge est due maintenant")
    await karim.press("Prendre en charge", in_=charge)
    await helene.wait_for_message("qualite", "pris en charge par")
    week.tell(f"Karim Benali, responsable de formation, prend {INCIDENT} en charge.")
    await week.until("18 09:00")
    late = await thomas.wait_for_message("dm", "en retard de")
    await thomas.press("Accuser réception", in_=late)
    form = await thomas.open_view("Accuser réception")
    await thomas.submit(form, {"Par quel moyen": "Courriel"})
    week.tell(f"Thomas envoie l'accusé de réception de {COMPLAINT}.")
    await week.until("18 09:30")
    await school.vigie.stop()
    week.tell("Vigie s'arrête : une panne de la machine.")
    week.pass_over("20 10:00")
    week.tell("La machine repart.")
    await school.restart()
    await week.settle()
    await week.until("20 18:30")
    return INTRODUCTION + "\n" + "\n\n".join(week.lines) + "\n"


@asynccontextmanager
async def running_week(folder: Path) -> AsyncIterator[School]:
    """A school whose clock only the story moves."""
    async with running_school(folder, base=StillClock(BEGINS), tick_seconds=0.1) as school:
        yield school


async def _assign(manager: Person, owner: Person) -> None:
    card = await manager.wait_for_message("qualite", COMPLAINT)
    await manager.press("Attribuer", in_=card)
    form = await manager.open_view("Attribuer")
    submitted = await manager.submit(form, {"Pilote": owner.id})
    assert submitted.ok, submitted.errors


async def _write() -> None:
    with TemporaryDirectory() as folder:
        async with running_week(Path(folder)) as school:
            PAGE.write_text(await play(school), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(_write())
