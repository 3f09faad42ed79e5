"""Mails that nobody sorted are recalled once each time; automatic ones are a line a day."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.domain.mail.arrivals import Mail, MailState
from bot.domain.messages.mails import FoldedMailsMessage, MailRecall
from bot.services.mail.recalling import recall_mails, tell_folded
from bot.services.mail.triage import set_aside
from storage.database import Database
from tests.support.builders import OFFICE, QUALITY, opened
from tests.support.casework import waiting
from tests.support.mails import keep_mails, mail
from tests.support.times import paris

HANDLER = "U0HANDLER"
SCHOOL = replace(OFFICE, confidential_handlers=(HANDLER,))
MONDAY = paris("2026-11-16 10:00")


def arrived(at: datetime = MONDAY, **given: Any) -> Mail:
    return mail(received_at=at, seen_at=at, **given)


def tick(database: Database, at: str) -> tuple[int, int]:
    now = opened(database, now=paris(at), office=SCHOOL)
    return recall_mails(now), tell_folded(now)


def told(database: Database) -> list[tuple[str | None, bool]]:
    found = [row.read() for row in waiting(database, now=paris("2026-12-31 12:00"))]
    return sorted((one.recipient, one.is_last) for one in found if isinstance(one, MailRecall))


def test_each_recall_is_said_once_to_who_may_sort_it(database: Database) -> None:
    keep_mails(database, arrived(), arrived(is_in_confidence=True))
    assert tick(database, "2026-11-17 09:59") == (0, 0)
    assert tick(database, "2026-11-17 10:00") == (2, 0)
    assert tick(database, "2026-11-17 12:00") == (0, 0)
    assert tick(database, "2026-11-17 18:25") == (2, 0)
    assert tick(database, "2026-11-18 12:00") == (0, 0)

    expected = [(QUALITY, False), (QUALITY, True), (HANDLER, False), (HANDLER, True)]
    assert told(database) == sorted(expected)


def test_what_is_sorted_is_not_recalled(database: Database) -> None:
    one = arrived()
    keep_mails(database, one)
    opened(database, now=MONDAY, office=SCHOOL).write(set_aside, one.id, actor=QUALITY)

    assert tick(database, "2026-11-18 12:00") == (0, 0)


def test_after_an_outage_the_last_recall_alone_is_said(database: Database) -> None:
    keep_mails(database, arrived())
    assert tick(database, "2026-11-19 10:00")[0] == 1
    assert told(database) == [(QUALITY, True)]


def test_automatic_mails_are_one_line_each_working_morning(database: Database) -> None:
    friday = paris("2026-11-20 10:00")
    folded = [arrived(friday + timedelta(days=one), state=MailState.FOLDED) for one in (0, 1, 2)]
    keep_mails(database, *folded)
    assert [tick(database, f"2026-11-{when}")[1] for when in ("20 12:00", "21 12:00")] == [0, 0]
    assert [tick(database, f"2026-11-23 {when}")[1] for when in ("07:59", "08:00", "09:00")] == [
        0,
        1,
        0,
    ]
    lines = [row.read() for row in waiting(database, now=paris("2026-11-23 09:00"))]

    assert lines == [FoldedMailsMessage(day="2026-11-23", count=3)]
