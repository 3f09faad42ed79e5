"""Health says what was observed of each part, and is red when one of them fails."""

from dataclasses import replace
from datetime import timedelta
from importlib.metadata import version
from typing import Any

import pytest

from bot.monitoring.health import MailSeen, Observation, observe_backlog, report
from storage.database import Database
from storage.messages.outbox import Backlog
from tests.support.builders import NOW

WELL = Observation(
    now=NOW,
    sockets=2,
    since_tick=timedelta(),
    clock_ahead=timedelta(),
    tick=timedelta(seconds=5),
    backlog=Backlog(pending=0, oldest_at=None, dead=0),
)


def test_all_is_well() -> None:
    assert report(WELL) == {
        "status": "ok",
        "version": version("vigie"),
        "socket": "ok",
        "database": "ok",
        "scheduler": "ok",
        "clock": "ok",
        "outbox": {"pending": 0, "oldest_s": 0.0, "dead": 0},
        "reminders": {"oldest_s": 0.0, "unplanned": 0},
        "mail": "off",
        "files": "ok",
        "backup": "off",
        "warnings": [],
    }


@pytest.mark.parametrize(
    ("change", "part", "said"),
    [
        ({"sockets": 0}, "socket", "disconnected"),
        ({"backlog": None}, "database", "unreachable"),
        ({"files": "unwritable"}, "files", "unwritable"),
        ({"clock_ahead": timedelta(weeks=5)}, "clock", "3024000 s ahead of Slack"),
        ({"clock_ahead": timedelta(minutes=-3)}, "clock", "180 s behind Slack"),
        ({"since_tick": None}, "scheduler", "not started"),
        ({"since_tick": timedelta(minutes=1)}, "scheduler", "stalled"),
    ],
)
def test_one_failing_part_makes_health_red(change: dict[str, Any], part: str, said: str) -> None:
    seen = report(replace(WELL, **change))

    assert (seen["status"], seen[part]) == ("failing", said)


def test_what_could_be_sent_and_is_not_makes_health_red() -> None:
    stuck = Backlog(pending=3, oldest_at=NOW - timedelta(minutes=11), dead=0)

    assert report(replace(WELL, backlog=stuck))["status"] == "failing"


def test_one_dead_message_is_shown_and_does_not_make_all_red() -> None:
    seen = report(replace(WELL, backlog=Backlog(pending=0, oldest_at=None, dead=1)))

    assert (seen["status"], seen["outbox"]["dead"]) == ("ok", 1)


def test_http_mode_has_no_socket_to_lose() -> None:
    assert report(replace(WELL, sockets=None))["socket"] == "http"


def test_a_database_that_is_gone_is_seen() -> None:
    assert observe_backlog(Database("sqlite:////nonexistent/vigie.db"), now=NOW) is None


def test_a_reminder_that_is_due_and_not_said_makes_health_red() -> None:
    stuck = replace(WELL, reminders_since=NOW - timedelta(minutes=11))

    assert report(stuck)["status"] == "failing"


def test_what_the_audit_found_and_mended_is_shown() -> None:
    seen = report(replace(WELL, unplanned=2))

    assert (seen["status"], seen["reminders"]["unplanned"]) == ("ok", 2)


MAIL = MailSeen(
    since=NOW - timedelta(hours=1),
    polled_at=NOW - timedelta(minutes=2),
    poll=timedelta(minutes=2),
    error=None,
)


@pytest.mark.parametrize(
    ("change", "state", "status"),
    [
        ({}, "ok", "ok"),
        ({"error": "login"}, "login", "ok"),
        ({"polled_at": NOW - timedelta(minutes=11)}, "silent", "failing"),
        ({"polled_at": NOW - timedelta(minutes=11), "error": "login"}, "login", "failing"),
        ({"polled_at": None}, "silent", "failing"),
        ({"polled_at": None, "since": NOW - timedelta(minutes=1)}, "ok", "ok"),
        ({"polled_at": NOW - timedelta(minutes=11), "poll": timedelta(minutes=5)}, "ok", "ok"),
    ],
)
def test_a_mailbox_that_is_not_read_makes_health_red(
    change: dict[str, Any], state: str, status: str
) -> None:
    said = report(replace(WELL, mail=replace(MAIL, **change)))

    assert (said["mail"]["state"], said["status"]) == (state, status)
