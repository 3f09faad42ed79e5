"""A mailbox that is unread, silent or bypassed is said to the managers until it was over."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from bot.clock import Clock
from bot.domain.messages.school import Alarm, AlarmNotice
from bot.domain.school.office import Office
from bot.monitoring.mail_watch import MailWatch, watch_of
from bot.services.mail.watching import oddities, tell_oddities
from bot.services.unit_of_work import UseCases
from bot.workers import Workers
from storage.database import Database
from storage.mail.mailboxes import MailboxRow
from storage.tables import mailboxes
from tests.support.builders import NOW, OFFICE, QUALITY, opened
from tests.support.casework import waiting
from tests.support.mail_accounts import SENDER, sending_by
from tests.support.times import StillClock

pytestmark = pytest.mark.one_database

LONG_AGO, LATELY = NOW - timedelta(days=40), NOW - timedelta(minutes=2)
A_WEEK = timedelta(days=7)
EMPTY = MailboxRow(
    id=uuid4(),
    uidvalidity=1,
    first_uid=0,
    last_uid=0,
    attempts=0,
    started_at=LONG_AGO,
    read_since=None,
    read_since_uid=None,
    polled_at=LATELY,
    arrived_at=LATELY,
    in_junk=0,
    error=None,
    failing_since=None,
)


@pytest.mark.parametrize(
    ("is_so", "expected"),
    [
        ({}, []),
        ({"in_junk": 3}, [Alarm.MAIL_IN_JUNK]),
        ({"arrived_at": NOW - A_WEEK}, [Alarm.MAIL_SILENT]),
        ({"arrived_at": NOW - A_WEEK + timedelta(minutes=1)}, []),
        ({"arrived_at": None}, [Alarm.MAIL_SILENT]),
        ({"arrived_at": None, "started_at": NOW - timedelta(days=6)}, []),
        ({"arrived_at": None, "started_at": None, "polled_at": None}, []),
        # nobody looked, so nobody can say that nothing came
        ({"arrived_at": LONG_AGO, "polled_at": NOW - timedelta(hours=1)}, []),
        ({"failing_since": NOW - timedelta(minutes=59)}, []),
        ({"failing_since": NOW - timedelta(hours=1)}, [Alarm.MAIL_UNREAD]),
        ({"failing_since": NOW - timedelta(hours=1), "arrived_at": LONG_AGO}, [Alarm.MAIL_UNREAD]),
        (
            {"failing_since": LONG_AGO, "in_junk": 1},
            [Alarm.MAIL_UNREAD, Alarm.MAIL_IN_JUNK],
        ),
    ],
)
def test_what_is_odd_about_a_mailbox(is_so: dict[str, Any], expected: list[Alarm]) -> None:
    row = replace(EMPTY, **is_so)
    odd = oddities(row, now=NOW, watched_since=LONG_AGO, silent_after=A_WEEK)

    assert list(odd) == expected


def test_what_was_noted_before_this_start_is_tried_again_first() -> None:
    row = replace(EMPTY, failing_since=LONG_AGO)
    odd = oddities(row, now=NOW, watched_since=LATELY, silent_after=A_WEEK)

    assert list(odd) == []


def say(database: Database, *standing: Alarm, at: datetime, office: Office = OFFICE) -> int:
    now = opened(database, now=at, office=office)
    return len(now.write(tell_oddities, frozenset(standing), silent_after=A_WEEK))


def told(database: Database) -> list[AlarmNotice]:
    found = (row.read() for row in waiting(database, now=NOW + timedelta(days=30)))
    return [one for one in found if isinstance(one, AlarmNotice)]


def test_each_is_told_once_until_it_was_over(database: Database) -> None:
    both, junk = (Alarm.MAIL_SILENT, Alarm.MAIL_IN_JUNK), (Alarm.MAIL_IN_JUNK,)
    spoken = [
        say(database, *standing, at=NOW + timedelta(hours=hour))
        for hour, standing in enumerate((both, both, both, junk, both))
    ]
    notices = told(database)
    silence = [one.seconds for one in notices if one.alarm is Alarm.MAIL_SILENT]

    assert spoken == [2, 2, 2, 1, 2]
    assert [one.recipient for one in notices] == [QUALITY] * 3
    assert silence == [A_WEEK.total_seconds()] * 2


def test_a_mailbox_that_cannot_be_read_is_told_daily_and_then_that_it_can(
    database: Database,
) -> None:
    for hour in (0, 1, 25, 26):
        say(database, Alarm.MAIL_UNREAD, at=NOW + timedelta(hours=hour))
    say(database, at=NOW + timedelta(hours=27))
    say(database, at=NOW + timedelta(hours=28))

    assert [one.alarm for one in told(database)] == [
        Alarm.MAIL_UNREAD,
        Alarm.MAIL_UNREAD,
        Alarm.MAIL_AGAIN,
    ]


def test_it_stays_to_be_told_while_there_is_nobody(database: Database) -> None:
    nobody = replace(OFFICE, quality_managers=())
    assert say(database, Alarm.MAIL_IN_JUNK, at=NOW, office=nobody) == 0
    assert say(database, Alarm.MAIL_IN_JUNK, at=NOW) == 1

    assert [one.alarm for one in told(database)] == [Alarm.MAIL_IN_JUNK]


def note(database: Database, **columns: Any) -> None:
    usual = {"account": SENDER.address, "folder": "INBOX", "started_at": LONG_AGO}
    with database.writing() as connection:
        connection.execute(mailboxes.delete())
        row = {"id": uuid4(), "polled_at": LATELY, "arrived_at": LATELY, **usual, **columns}
        connection.execute(mailboxes.insert().values(row))


def watch(database: Database, clock: Clock) -> MailWatch:
    workers = Workers(1)
    cases = UseCases(database=database, workers=workers, clock=clock, defaults=OFFICE)
    account = replace(sending_by(), incoming=sending_by().outgoing)
    made = watch_of(account, use_cases=cases)
    assert made is not None
    return made


async def test_health_warns_for_as_long_as_it_lasts(database: Database) -> None:
    watching = watch(database, StillClock(NOW))
    before = await watching.look()
    note(database, in_junk=2, arrived_at=NOW - A_WEEK)
    looked = (await watching.look(), await watching.look())
    warned = watching.warnings
    note(database)
    await watching.look()

    assert (before, looked, watching.warnings) == (False, (True, False), ())
    assert warned == (
        "nothing came into the mailbox for 7 days",
        "mails lie in the mailbox's junk folder, which is not read",
    )
    assert len(told(database)) == 2


async def test_another_process_tells_nobody_again(database: Database) -> None:
    note(database, in_junk=1)
    for _ in range(2):
        await watch(database, StillClock(NOW)).look()

    assert len(told(database)) == 1


def test_where_no_mailbox_is_read_none_is_watched(database: Database) -> None:
    cases = UseCases(database=database, workers=Workers(1), clock=StillClock(NOW), defaults=OFFICE)

    assert watch_of(None, use_cases=cases) is None
    assert watch_of(sending_by(), use_cases=cases) is None
