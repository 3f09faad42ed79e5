"""An installation that is not backed up, or whose disk is full, is told daily until it is over."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.messages.school import Alarm, AlarmNotice
from bot.domain.school.office import Person
from bot.domain.school.upkeep import Upkeep, expired_backups, least_free
from bot.monitoring.health import Observation
from bot.monitoring.pulse import Pulse, tell_pulse
from bot.monitoring.symptoms import Symptoms
from bot.monitoring.upkeep_watch import UpkeepWatch, files_state
from bot.services.school.upkeep import note_backup
from bot.services.unit_of_work import UseCases
from bot.settings import Settings
from bot.workers import Workers
from storage.database import Database
from storage.messages.outbox import Backlog
from storage.school import people
from tests.support.builders import NOW, OFFICE, QUALITY, opened
from tests.support.casework import waiting
from tests.support.listener import listening
from tests.support.times import StillClock

pytestmark = pytest.mark.one_database

LEFT, SECOND = "U0LEFT", "U0SECOND"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class School:
    """An installation at an hour of its life; each look is by a process that just started."""

    def __init__(self, database: Database, *, managers: tuple[str, ...] = (QUALITY,)) -> None:
        self._database = database
        self._office = replace(OFFICE, quality_managers=managers)
        self.is_tight = False
        self.symptoms: dict[Alarm, bool] = {}

    async def _symptoms(self) -> dict[Alarm, bool]:
        return self.symptoms

    async def look(self, at: datetime) -> UpkeepWatch:
        cases = UseCases(
            database=self._database,
            workers=Workers(1),
            clock=StillClock(at),
            defaults=self._office,
        )
        settings = Settings(database_url="sqlite:///vigie.db", backup_hours=36)
        watch = UpkeepWatch(
            settings, use_cases=cases, symptoms=self._symptoms, is_tight=lambda: self.is_tight
        )
        await watch.look()
        return watch

    def back_up(self, at: datetime) -> None:
        opened(self._database, now=at).write(note_backup)

    def told(self) -> list[tuple[str | None, Alarm]]:
        found = (row.read() for row in waiting(self._database, now=NOW + timedelta(days=90)))
        return [(one.recipient, one.alarm) for one in found if isinstance(one, AlarmNotice)]


async def test_a_backup_that_is_missed_is_told_daily_and_then_that_it_is_made_again(
    database: Database,
) -> None:
    school = School(database)
    first = await school.look(NOW)
    late = [await school.look(NOW + hours * HOUR) for hours in (35, 37, 38, 60, 62)]
    school.back_up(NOW + 63 * HOUR)
    after = [await school.look(NOW + hours * HOUR) for hours in (64, 65)]

    assert school.told() == [
        (QUALITY, Alarm.BACKUP_OLD),
        (QUALITY, Alarm.BACKUP_OLD),
        (QUALITY, Alarm.BACKUP_AGAIN),
    ]
    assert [one.backup for one in (first, late[1], after[1])] == ["none yet", "none yet", "ok, 2 h"]
    assert [one.warnings for one in (first, late[1], after[1])] == [
        (),
        ("no sound backup was made in time",),
        (),
    ]


async def test_a_full_disk_is_told_to_each_manager_and_then_that_it_has_room(
    database: Database,
) -> None:
    school = School(database, managers=(QUALITY, LEFT, SECOND))
    with database.writing() as connection:
        people.remember(connection, [Person(id=LEFT, name="partie", is_deleted=True)])
    school.back_up(NOW)
    for is_tight in (False, True, True, False, False):
        school.is_tight = is_tight
        await school.look(NOW)

    assert Counter(school.told()) == Counter(
        (one, alarm) for one in (QUALITY, SECOND) for alarm in (Alarm.DISK_FULL, Alarm.DISK_AGAIN)
    )


@dataclass
class Process:
    """What one sees of itself, and for how many seconds it has run."""

    observed: Observation
    elapsed: float = 0.0

    async def observe(self) -> Observation:
        return self.observed

    def uptime(self) -> float:
        return self.elapsed


async def test_what_lasts_is_told_daily_then_that_it_is_over_and_what_just_began_is_not(
    database: Database,
) -> None:
    well = Observation(
        now=NOW,
        sockets=2,
        since_tick=timedelta(),
        tick=timedelta(seconds=5),
        backlog=Backlog(pending=0, oldest_at=None, dead=0),
    )
    long_ago = NOW - timedelta(minutes=11)
    sick = replace(
        well,
        sockets=0,
        backlog=Backlog(pending=1, oldest_at=long_ago, dead=0),
        reminders_since=long_ago,
    )
    process = Process(observed=sick)
    school, symptoms = School(database), Symptoms(process.observe, elapsed=process.uptime)
    school.back_up(NOW + 25 * HOUR)
    warned = []
    for at, process.elapsed, process.observed in (
        (NOW, 0.0, sick),
        (NOW, 299.0, replace(well, sockets=None)),  # over before it was told
        (NOW, 300.0, sick),
        (NOW, 600.0, sick),
        (NOW + HOUR, 700.0, sick),
        (NOW + HOUR, 700.0, replace(sick, backlog=None, sockets=2)),  # it cannot be known
        (NOW + HOUR, 700.0, sick),  # as a process that just started sees it
        (NOW + 25 * HOUR, 1000.0, sick),
        (NOW + 26 * HOUR, 1060.0, well),
        (NOW + 27 * HOUR, 1120.0, well),
    ):
        school.symptoms = dict(await symptoms.seen())
        warned.append(len((await school.look(at)).warnings))
    told = Counter(alarm for _, alarm in school.told())

    assert warned == [0, 0, 0, 3, 3, 0, 0, 3, 0, 0]
    assert told == {
        Alarm.DEAF: 2,
        Alarm.HEARS_AGAIN: 2,  # it heard again, while the database was away
        Alarm.WAITING: 2,
        Alarm.SENT_AGAIN: 1,
        Alarm.LATE: 2,
        Alarm.RECALLED_AGAIN: 1,
    }


def test_files_need_a_folder_that_can_be_written_to(tmp_path: Path) -> None:
    kept = Settings(database_url="sqlite:///vigie.db", vigie_files_folder=tmp_path / "kept")
    made_later = files_state(kept)
    (tmp_path / "kept").touch()

    assert (made_later, files_state(kept)) == ("ok", "unwritable")


def test_room_is_needed_for_a_copy_and_its_archive() -> None:
    assert (least_free(0), least_free(10**9)) == (200_000_000, 3 * 10**9)


def test_nothing_is_missed_before_anybody_looked() -> None:
    assert Upkeep().unsaved_for(NOW) == timedelta()


def test_thirty_days_stay_none_older_than_five_weeks_and_always_the_newest() -> None:
    daily = [NOW - days * DAY for days in range(50)]
    twice = [*daily, NOW - HOUR]
    alone = [NOW - 400 * DAY]

    assert sorted(expired_backups(daily, today=NOW.date())) == sorted(daily[30:])
    assert NOW - HOUR in set(expired_backups(twice, today=NOW.date()))
    assert list(expired_backups(alone, today=NOW.date())) == []
    assert set(expired_backups(daily[40:], today=date(2030, 1, 1))) == set(daily[41:])


@pytest.mark.parametrize(("status", "path"), [("ok", "/uuid"), ("failing", "/uuid/fail")])
async def test_the_pulse_says_how_it_is_and_nothing_of_any_case(status: str, path: str) -> None:
    async def report() -> dict[str, object]:
        parts = {"version": "1.2.3", "socket": "ok", "outbox": {"pending": 7}}
        return {"status": status, **parts, "warnings": ["the disk is nearly full"]}

    with listening() as listener:
        await Pulse(f"{listener.url}/uuid", report).beat()

    assert listener.asked == [(path, "version: 1.2.3\nsocket: ok\nthe disk is nearly full")]


async def test_an_address_that_does_not_answer_is_told_without_its_name() -> None:
    with listening(status=404) as listener:
        refused = await tell_pulse(f"{listener.url}/secret", is_well=True)
    gone = await tell_pulse(f"{listener.url}/secret", is_well=True)

    assert refused == "HTTP 404"
    assert gone == "ClientConnectorError"
