"""A clock that was ahead for a moment leaves no trace in what people hear afterwards.

Two schools live the same weeks; in one of them the clock once ran five weeks ahead, with
nothing to compare it with. From then on both hear the same.
"""

import shutil
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.services.deadlines.planning_again import plan_again
from bot.services.deadlines.upcoming import send_weekly
from bot.services.reports.meeting_days import ask_activity
from bot.services.reports.review_drafts import prepare_due_review
from bot.services.reports.summaries import publish_due_summary
from storage.database import Database
from storage.deadlines import premature
from storage.messages import claims
from storage.messages.claims import Lane
from tests.support.builders import complaint_draft, incident_draft, opened
from tests.support.desk import Desk, Sent
from tests.support.times import paris

pytestmark = pytest.mark.one_database

NOW = paris("2026-11-27 10:00")
DAYS = 40
HOURS = ("09:05", "18:20")
PILOT = "U0PILOTE"

Heard = tuple[datetime, str | None, str, str]
"""When, who, which kind of message, and what it says."""


@pytest.fixture
def desk(database: Database) -> Desk:
    return a_school(database)


def a_school(database: Database) -> Desk:
    """A complaint with an owner, one without, and an incident, as they were filed."""
    desk = Desk(database)
    for at, owner in (("2026-11-26 16:00", PILOT), ("2026-11-20 09:00", None)):
        desk.file(complaint_draft(received_at=paris(at)), at=paris(at), owner=owner)
    desk.file(incident_draft(), at=paris("2026-11-26 11:00"))
    live(desk, NOW)
    return desk


@pytest.fixture(scope="module")
def heard_elsewhere(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Heard]:
    """What people hear in the same school, whose clock is never wrong."""
    path = tmp_path_factory.mktemp("twin") / "twin.db"
    shutil.copy(sqlite_template, path)
    with closing(Database(f"sqlite:///{path}")) as database:
        return live_on(a_school(database), NOW)


def live(desk: Desk, at: datetime) -> list[Sent]:
    """All that the clock does at a moment, and what people hear."""
    send_weekly(opened(desk.database, now=at))
    ask_activity(opened(desk.database, now=at))
    publish_due_summary(opened(desk.database, now=at))
    prepare_due_review(opened(desk.database, now=at))
    desk.tick(at)
    return desk.send(at)


def live_on(desk: Desk, since: datetime) -> list[Heard]:
    """What people hear on the working days of the weeks to come, without edition numbers."""
    heard = []
    for day in range(DAYS):
        for hour in HOURS:
            at = paris(f"{(since + timedelta(days=day)).date()} {hour}")
            if at > since and at.weekday() < 5:
                found = live(desk, at)
                heard += [(at, one.to, one.kind, without_edition(one)) for one in found]
    return heard


def without_edition(sent: Sent) -> str:
    """What a message says, but for which edition of a report it is."""
    lines = sent.text.splitlines()
    return "\n".join(line for line in lines if "dition" not in line and "approuver" not in line)


def was_ahead(desk: Desk, *, by: timedelta) -> list[str]:
    """The clock says another time for a while, and then the true one; what is said then."""
    live(desk, NOW + by)
    live(desk, NOW + by + timedelta(seconds=5))
    assert plan_again(opened(desk.database, now=NOW))
    assert not plan_again(opened(desk.database, now=NOW))
    return [one.kind for one in live(desk, NOW)]


@pytest.mark.both_databases
@pytest.mark.parametrize("ahead", [timedelta(hours=30), timedelta(weeks=5)])
def test_everybody_hears_what_they_would_have_heard(
    desk: Desk, heard_elsewhere: list[Heard], ahead: timedelta
) -> None:
    at_once = was_ahead(desk, by=ahead)
    heard = live_on(desk, NOW)

    assert set(at_once) == {"card"}  # which show no lateness any more
    assert heard == heard_elsewhere
    assert {"reminder", "weekly_digest", "summary", "review"} <= {one[2] for one in heard}


@pytest.mark.both_databases
def test_what_people_did_meanwhile_is_sent_at_once(desk: Desk) -> None:
    ahead = NOW + timedelta(weeks=5)
    desk.file(incident_draft(), at=ahead)
    with desk.database.writing() as connection:
        claims.claim(connection, Lane.CHANNEL, now=ahead, limit=1)  # and the process died
    plan_again(opened(desk.database, now=NOW))
    kinds = [one.kind for one in desk.send(NOW)]

    assert {"card", "incident_notice"} <= set(kinds)


def test_what_waits_for_a_morning_goes_on_waiting(desk: Desk) -> None:
    night = paris("2026-11-27 20:00")
    desk.tick(night)
    with desk.database.reading() as connection:
        is_any = premature.is_any(connection, now=night)

    assert not is_any
    assert not plan_again(opened(desk.database, now=night))


def test_a_school_whose_first_day_was_told_ahead_has_its_summary(database: Database) -> None:
    desk = Desk(database)
    desk.file(incident_draft(), at=NOW + timedelta(weeks=5))
    desk.file(incident_draft(), at=NOW)
    told = publish_due_summary(opened(database, now=paris("2027-01-04 10:00")))

    assert told is not None
