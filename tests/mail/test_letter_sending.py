"""The lane of mail: every outcome is written down once, and no letter goes twice by itself."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from time import monotonic

import pytest
from sqlalchemy import select

from bot.delivery import letter_sending
from bot.domain.mail.departures import LetterState
from bot.mail.smtp import session as smtp_session
from bot.services.mail.departing import MOST_ATTEMPTS, letter_to_send, pause_before
from bot.services.mail.letters import begin_handing_over
from storage.cases import cases
from storage.database import Database
from storage.messages import claims
from storage.messages.claims import LETTER_LEASE, Lane
from storage.tables import outbox
from tests.support.builders import opened
from tests.support.casework import SCHOOL
from tests.support.lives import NOW
from tests.support.mail_accounts import SENDER, sending_by, with_password
from tests.support.mailed_letters import (
    RECIPIENT,
    LaneOfMail,
    SetClock,
    in_lane,
    lane_of,
    standing,
    wished,
)
from tests.support.smtp_server import (
    KEPT_AND_HUNG_UP,
    KEPT_AND_STALLS,
    LOST_AND_HUNG_UP,
    PASSWORD,
    STALLS,
    Reaction,
    SmtpServer,
    Step,
    at,
    saying,
    smtp_server,
)

pytestmark = pytest.mark.one_database


@pytest.fixture
def server() -> Iterator[SmtpServer]:
    with smtp_server() as one:
        yield one


@pytest.mark.both_databases
async def test_an_accepted_letter_takes_its_step_at_the_instant_of_acceptance(
    database: Database, server: SmtpServer
) -> None:
    letter = wished(database)
    later = NOW + timedelta(minutes=3)
    async with lane_of(database, sending_by(server.port), clock=SetClock(later)) as lane:
        await lane.run()
    now = standing(database, letter)
    with database.reading() as connection:
        case = cases.by_id(connection, letter.case_id)

    assert server.ids == [letter.message_id]
    assert (server.received[0].sender, server.received[0].recipient) == (SENDER.address, RECIPIENT)
    assert (now.state, now.settled_at, now.code) == (LetterState.ACCEPTED, later, 250)
    assert (now.server, now.answer) == ("mx.example.org", "2.0.0 Queued as 4F7")
    assert case is not None
    assert case.ack_sent_at == later
    assert in_lane(database) == []


async def test_what_leaves_is_what_was_frozen(database: Database, server: SmtpServer) -> None:
    letter = wished(database)
    async with lane_of(database, sending_by(server.port)) as lane:
        await lane.run()

    assert sha256(server.received[0].raw).hexdigest() == letter.sha256


async def test_a_refused_letter_takes_no_step_and_is_not_tried_again(
    database: Database, server: SmtpServer
) -> None:
    letter = wished(database)
    server.script = saying(Step.RCPT, "550 5.1.1 Nobody here")
    async with lane_of(database, sending_by(server.port)) as lane:
        await lane.run()
        lane.clock.at += timedelta(days=2)
        again = await lane.run()
    now = standing(database, letter)
    with database.reading() as connection:
        case = cases.by_id(connection, letter.case_id)

    assert (now.state, now.code, now.enhanced_code) == (LetterState.REFUSED, 550, "5.1.1")
    assert case is not None
    assert case.ack_sent_at is None
    assert (again, server.received) == (0, [])


@pytest.mark.fault(27)
async def test_later_means_the_same_bytes_after_a_pause(
    database: Database, server: SmtpServer
) -> None:
    letter = wished(database)
    server.script = saying(Step.RCPT, "450 4.2.1 Greylisted")
    async with lane_of(database, sending_by(server.port)) as lane:
        await lane.run()
        waiting, due = standing(database, letter), in_lane(database)
        at_once = await lane.run()
        server.script = saying(Step.CONNECT, "421 4.3.2 Busy")
        lane.clock.at += timedelta(minutes=1)
        await lane.run()
        due_again = in_lane(database)
        server.script = at(Step.TEXT, Reaction())
        lane.clock.at += timedelta(minutes=2)
        await lane.run()

    assert (waiting.state, waiting.retry_at) == (LetterState.SENDING, NOW + timedelta(minutes=1))
    assert due == [("letter_to_send", NOW + timedelta(minutes=1))]
    assert at_once == 0
    assert due_again == [("letter_to_send", NOW + timedelta(minutes=3))]
    assert server.ids == [letter.message_id]
    assert standing(database, letter).state is LetterState.ACCEPTED


def test_pauses_grow_from_a_minute_to_an_hour_and_make_a_day() -> None:
    pauses = [pause_before(attempt) for attempt in range(2, MOST_ATTEMPTS + 1)]

    assert pauses[:3] == [timedelta(minutes=one) for one in (1, 2, 4)]
    assert max(pauses) == timedelta(hours=1)
    assert timedelta(hours=23) < sum(pauses, timedelta()) < timedelta(hours=25)


@pytest.mark.one_database
async def test_a_letter_that_is_never_taken_is_given_up_after_a_day(
    database: Database, server: SmtpServer
) -> None:
    letter = wished(database)
    server.script = saying(Step.TEXT, "451 4.3.0 Later")
    async with lane_of(database, sending_by(server.port)) as lane:
        while waits := in_lane(database):
            lane.clock.at = waits[0][1]
            await lane.run()
        took = lane.clock.at - NOW
    now = standing(database, letter)

    assert (now.state, now.code) == (LetterState.REFUSED, 451)
    assert timedelta(hours=23) < took < timedelta(hours=25)
    assert server.received == []


@pytest.mark.parametrize("reaction", [KEPT_AND_HUNG_UP, LOST_AND_HUNG_UP])
@pytest.mark.fault(27)
async def test_an_unknown_outcome_is_never_sent_again_by_itself(
    database: Database, server: SmtpServer, reaction: Reaction
) -> None:
    letter = wished(database)
    server.script = at(Step.TEXT, reaction)
    async with lane_of(database, sending_by(server.port)) as lane:
        await lane.run()
        server.script = at(Step.TEXT, Reaction())
        lane.clock.at += timedelta(days=3)
        again = await lane.run()
    with database.reading() as connection:
        case = cases.by_id(connection, letter.case_id)

    assert standing(database, letter).state is LetterState.UNKNOWN
    assert case is not None
    assert case.ack_sent_at is None
    assert again == 0
    assert len(server.received) == int(reaction.keeps)


async def test_a_server_that_is_silent_after_the_text_leaves_the_outcome_unknown(
    database: Database, server: SmtpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp_session, "ANSWER_SECONDS", 0.05)
    letter = wished(database)
    server.script = at(Step.TEXT, KEPT_AND_STALLS)
    async with lane_of(database, sending_by(server.port)) as lane:
        await lane.run()

    assert standing(database, letter).state is LetterState.UNKNOWN


@asynccontextmanager
async def _under_way(
    database: Database, server: SmtpServer, step: Step
) -> AsyncIterator[tuple[LaneOfMail, asyncio.Task[int]]]:
    """A lane whose letter has come to a step at the server; within the block it ends."""
    async with lane_of(database, sending_by(server.port)) as lane:
        task = asyncio.create_task(lane.run())
        while step not in server.steps:
            await asyncio.sleep(0.01)
        yield lane, task
        await asyncio.wait({task})


@pytest.mark.fault(27)
async def test_a_process_that_dies_before_the_text_leaves_the_letter_to_the_next(
    database: Database, server: SmtpServer
) -> None:
    letter = wished(database)
    async with lane_of(database, sending_by(server.port)) as dies:
        assert dies.claim() is not None
    async with lane_of(database, sending_by(server.port)) as lane:
        at_once = await lane.run()
        lane.clock.at += LETTER_LEASE
        await lane.run()

    assert at_once == 0
    assert server.ids == [letter.message_id]
    assert standing(database, letter).state is LetterState.ACCEPTED


@pytest.mark.both_databases
@pytest.mark.fault(27)
async def test_a_process_that_dies_with_the_text_under_way_leaves_the_outcome_unknown(
    database: Database, server: SmtpServer
) -> None:
    letter = wished(database)
    server.script = at(Step.TEXT, KEPT_AND_STALLS)
    async with _under_way(database, server, Step.TEXT) as (_, task):
        task.cancel()
    server.script = at(Step.TEXT, Reaction())
    async with lane_of(database, sending_by(server.port)) as lane:
        lane.clock.at += LETTER_LEASE
        await lane.run()

    assert standing(database, letter).state is LetterState.UNKNOWN
    assert server.ids == [letter.message_id]


@pytest.mark.fault(27)
async def test_a_stop_before_the_text_leaves_the_letter_to_the_next_start(
    database: Database, server: SmtpServer
) -> None:
    letter = wished(database)
    server.script = at(Step.RCPT, STALLS)
    async with _under_way(database, server, Step.RCPT) as (stops, _):
        stops.sending.stop()
    server.script = at(Step.TEXT, Reaction())
    async with lane_of(database, sending_by(server.port)) as lane:
        await lane.run()  # at once: nobody waits for a claim to end

    assert server.ids == [letter.message_id]
    assert standing(database, letter).state is LetterState.ACCEPTED


async def test_a_stop_waits_for_a_server_that_has_the_text(
    database: Database, server: SmtpServer
) -> None:
    letter = wished(database)
    server.script = at(Step.TEXT, Reaction(seconds=0.3))
    async with _under_way(database, server, Step.TEXT) as (stops, _):
        stops.sending.stop()

    assert standing(database, letter).state is LetterState.ACCEPTED


@pytest.mark.fault(27)
async def test_after_that_the_outcome_is_unknown(
    database: Database, server: SmtpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letter_sending, "LAST_SECONDS", 0.05)
    letter = wished(database)
    server.script = at(Step.TEXT, KEPT_AND_STALLS)
    async with _under_way(database, server, Step.TEXT) as (stops, _):
        stops.sending.stop()

    assert standing(database, letter).state is LetterState.UNKNOWN
    assert in_lane(database) == []


def _alarms(database: Database) -> list[str]:
    with database.reading() as connection:
        query = select(outbox.c.details).where(outbox.c.kind == "alarm")
        return [row.details["alarm"] for row in connection.execute(query)]


async def test_a_login_that_is_refused_stops_the_lane_and_is_said_once(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = wished(database), wished(database, number=8)
    seconds = [0.0]
    monkeypatch.setattr(letter_sending, "elapsed_seconds", lambda: seconds[0])
    with smtp_server(has_login=True) as server:
        account = with_password(sending_by(server.port), PASSWORD)
        server.passwords.clear()
        async with lane_of(database, account) as lane:
            tried = await lane.run()
            seconds[0] += 61
            lane.clock.at += timedelta(minutes=2)
            tried_again = await lane.run()
            said = _alarms(database)
            server.passwords.add(PASSWORD)
            seconds[0] += 121
            lane.clock.at += timedelta(minutes=4)
            await lane.run()

    assert (tried, tried_again) == (1, 1)
    assert said == ["mail_login"]
    assert {standing(database, one).state for one in (first, second)} == {LetterState.ACCEPTED}
    assert sorted(server.ids) == sorted([first.message_id, second.message_id])


@pytest.mark.one_database
async def test_an_alarm_is_raised_anew_after_all_was_well(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = [0.0]
    monkeypatch.setattr(letter_sending, "elapsed_seconds", lambda: seconds[0])
    with smtp_server(has_login=True) as server:
        account = with_password(sending_by(server.port), PASSWORD)
        async with lane_of(database, account) as lane:
            for number, passwords in enumerate((set(), {PASSWORD}, set()), start=7):
                wished(database, number=number, now=lane.clock.at)
                server.passwords = passwords
                seconds[0] += 3600
                lane.clock.at += timedelta(hours=1)
                await lane.run()

    assert _alarms(database) == ["mail_login", "mail_login"]


@pytest.mark.both_databases
async def test_two_processes_share_the_letters(database: Database, server: SmtpServer) -> None:
    made = [wished(database, number=number) for number in range(7, 19)]
    account = sending_by(server.port)
    async with lane_of(database, account) as one, lane_of(database, account) as other:
        await asyncio.gather(one.run(), other.run())

    assert sorted(server.ids) == sorted(letter.message_id for letter in made)
    assert {standing(database, letter).state for letter in made} == {LetterState.ACCEPTED}


async def test_two_processes_keep_the_provider_s_pace_together(
    sqlite_database: Database, server: SmtpServer
) -> None:
    """At once leave as many as one process may send at once, then one each pause."""
    for number in range(7, 7 + letter_sending.BURST + 3):
        wished(sqlite_database, number=number)
    account, pause = sending_by(server.port), 0.5
    began = monotonic()
    async with (
        lane_of(sqlite_database, account, per_minute=60 / pause) as one,
        lane_of(sqlite_database, account, per_minute=60 / pause) as other,
    ):
        await asyncio.gather(one.run(), other.run())

    assert len(server.ids) == letter_sending.BURST + 3
    assert monotonic() - began >= 2 * pause


@pytest.mark.both_databases
@pytest.mark.fault(27)
async def test_a_letter_that_somebody_else_holds_by_now_does_not_leave(
    database: Database, server: SmtpServer
) -> None:
    """Failure mode: a process that was frozen wakes up with a claim that has ended."""
    letter = wished(database)
    async with lane_of(database, sending_by(server.port)) as frozen:
        row = frozen.claim()
        assert row is not None
        async with lane_of(database, sending_by(server.port)) as other:
            other.clock.at += LETTER_LEASE
            await other.run()
        await frozen.sending.deliver(row)

    assert server.ids == [letter.message_id]
    assert standing(database, letter).state is LetterState.ACCEPTED


@pytest.mark.parametrize(
    ("is_begun", "state"), [(True, LetterState.UNKNOWN), (False, LetterState.REFUSED)]
)
def test_a_letter_given_up_is_refused_only_where_its_text_never_left(
    database: Database, *, is_begun: bool, state: LetterState
) -> None:
    letter = wished(database)
    with database.writing() as connection:
        (row,) = claims.claim(connection, Lane.MAIL, now=NOW, limit=1)
    if is_begun:
        opened(database, now=NOW, office=SCHOOL).write(begin_handing_over, letter.id)
    tried_too_often = replace(row, attempts=MOST_ATTEMPTS + 1)
    found = opened(database, now=NOW, office=SCHOOL).write(
        letter_to_send, tried_too_often, letter.id, is_looked_for=False
    )

    assert found is None
    assert standing(database, letter).state is state
