"""Copies in the mailbox, on a real server: its own prove something, ours do not."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.mail.departures import LetterState, MailedLetter
from bot.mail.accounts import MailAccount, MailServer, PasswordLogin, Security, SentCopies
from bot.mail.imap_login import open_mailbox
from storage.database import Database
from storage.mail import letters
from tests.support.dovecot import PASSWORD, Dovecot
from tests.support.lives import NOW
from tests.support.mail_accounts import account_at, sending_by
from tests.support.mailed_letters import (
    LaneOfMail,
    in_lane,
    lane_of,
    standing,
    wished,
)
from tests.support.smtp_server import (
    KEPT_AND_HUNG_UP,
    USUAL,
    Script,
    SmtpServer,
    Step,
    at,
    smtp_server,
)

UNKNOWN = at(Step.TEXT, KEPT_AND_HUNG_UP)


@contextmanager
def _account(
    dovecot: Dovecot, sent: SentCopies, *, script: Script = lambda _, __: USUAL
) -> Iterator[MailAccount]:
    with smtp_server(has_login=True) as server:
        server.script = script
        server.passwords.add(PASSWORD)
        yield _at(dovecot, server, sent)


def _at(dovecot: Dovecot, server: SmtpServer, sent: SentCopies) -> MailAccount:
    outgoing = sending_by(server.port).outgoing
    return account_at(dovecot, dovecot.new_user(), outgoing=outgoing, sent=sent)


def _user(account: MailAccount) -> str:
    assert isinstance(account.login, PasswordLogin)
    return account.login.user


def _kept(dovecot: Dovecot, account: MailAccount) -> int:
    with dovecot.entered(_user(account)) as client:
        _, count = client.select("Sent", readonly=True)
    assert count[0] is not None
    return int(count[0])


def _raw(database: Database, letter: MailedLetter) -> bytes:
    with database.reading() as connection:
        frozen = letters.frozen(connection, letter.id)
    assert frozen is not None
    return frozen.raw


async def _wait(lane: LaneOfMail, *, minutes: int) -> int:
    lane.clock.at = NOW + timedelta(minutes=minutes)
    return await lane.run()


async def test_a_copy_of_ours_is_kept_once_the_letter_is_accepted(
    database: Database, dovecot: Dovecot
) -> None:
    letter = wished(database)
    with _account(dovecot, SentCopies.APPEND) as account:
        async with lane_of(database, account, open_mailbox=open_mailbox) as lane:
            await lane.run()
    with dovecot.entered(_user(account)) as client:
        client.select("Sent", readonly=True)
        _, fetched = client.fetch("1", "(BODY.PEEK[])")

    assert standing(database, letter).state is LetterState.ACCEPTED
    assert fetched[0][1] == _raw(database, letter)  # type: ignore[index]  # imaplib's tuple
    assert in_lane(database) == []


@pytest.mark.one_database
async def test_a_copy_that_is_there_already_is_not_put_there_twice(
    database: Database, dovecot: Dovecot
) -> None:
    letter = wished(database)
    with _account(dovecot, SentCopies.APPEND) as account:
        dovecot.deliver(_user(account), _raw(database, letter), folder="Sent")
        async with lane_of(database, account, open_mailbox=open_mailbox) as lane:
            await lane.run()

        assert _kept(dovecot, account) == 1


@pytest.mark.one_database
async def test_no_copy_is_kept_of_what_was_not_accepted(
    database: Database, dovecot: Dovecot
) -> None:
    wished(database)
    with _account(dovecot, SentCopies.APPEND, script=UNKNOWN) as account:
        async with lane_of(database, account, open_mailbox=open_mailbox) as lane:
            await lane.run()
            await _wait(lane, minutes=60)

        assert _kept(dovecot, account) == 0


async def test_a_copy_that_the_server_made_settles_an_unknown_outcome(
    database: Database, dovecot: Dovecot
) -> None:
    letter = wished(database)
    with _account(dovecot, SentCopies.SERVER, script=UNKNOWN) as account:
        async with lane_of(database, account, open_mailbox=open_mailbox) as lane:
            await lane.run()
            unknown, looks = standing(database, letter), in_lane(database)
            await _wait(lane, minutes=1)
            still_unknown = standing(database, letter)
            dovecot.deliver(_user(account), _raw(database, letter), folder="Sent")
            await _wait(lane, minutes=5)
            await _wait(lane, minutes=30)
    now = standing(database, letter)

    assert unknown.state is still_unknown.state is LetterState.UNKNOWN
    assert [due - NOW for _, due in looks] == [timedelta(minutes=one) for one in (1, 5, 30)]
    assert (now.state, now.settled_at) == (LetterState.ACCEPTED, unknown.handed_over_at)
    assert in_lane(database) == []


@pytest.mark.one_database
async def test_an_id_that_the_provider_put_in_the_place_of_ours_is_learnt(
    database: Database, dovecot: Dovecot
) -> None:
    letter = wished(database)
    ours, other = letter.message_id.encode(), b"<DB9PR01@eurprd01.example>"
    copy = _raw(database, letter).replace(b"Message-ID: " + ours, b"Message-ID: " + other)
    with _account(dovecot, SentCopies.SERVER, script=UNKNOWN) as account:
        moved = b"X-Microsoft-Original-Message-ID: " + ours + b"\r\n" + copy
        dovecot.deliver(_user(account), moved, folder="Sent")
        async with lane_of(database, account, open_mailbox=open_mailbox) as lane:
            await lane.run()
            await _wait(lane, minutes=1)
    with database.reading() as connection:
        known = letters.by_message_id(connection, other.decode())

    assert standing(database, letter).state is LetterState.ACCEPTED
    assert known == letter.id


async def test_a_letter_that_is_not_among_what_was_sent_stays_unknown(
    database: Database, dovecot: Dovecot
) -> None:
    """Failure mode: a longer id that holds ours is found, for servers look for parts of a line."""
    letter = wished(database)
    with _account(dovecot, SentCopies.SERVER, script=UNKNOWN) as account:
        longer = letter.message_id.replace("<", "<x").encode()
        dovecot.deliver(_user(account), b"Message-ID: " + longer + b"\r\n\r\nx\r\n", folder="Sent")
        async with lane_of(database, account, open_mailbox=open_mailbox) as lane:
            await lane.run()
            for minutes in (1, 5, 30):
                await _wait(lane, minutes=minutes)

    assert standing(database, letter).state is LetterState.UNKNOWN
    assert in_lane(database) == []


@pytest.mark.one_database
@pytest.mark.parametrize("sent", [SentCopies.APPEND, SentCopies.NONE])
async def test_nothing_is_looked_for_where_a_copy_would_prove_nothing(
    database: Database, dovecot: Dovecot, sent: SentCopies
) -> None:
    letter = wished(database)
    with _account(dovecot, sent, script=UNKNOWN) as account:
        dovecot.deliver(_user(account), _raw(database, letter), folder="Sent")
        async with lane_of(database, account, open_mailbox=open_mailbox) as lane:
            await lane.run()

        assert in_lane(database) == []
        assert standing(database, letter).state is LetterState.UNKNOWN


@pytest.mark.one_database
async def test_a_mailbox_that_is_away_is_asked_again_later(
    database: Database, dovecot: Dovecot
) -> None:
    letter = wished(database)
    with _account(dovecot, SentCopies.APPEND) as account:
        away = MailServer(host="127.0.0.1", port=1, security=Security.CLEAR)
        unreachable = replace(account, incoming=away)
        async with lane_of(database, unreachable, open_mailbox=open_mailbox) as lane:
            await lane.run()
            waits = in_lane(database)
        async with lane_of(database, account, open_mailbox=open_mailbox) as lane:
            await _wait(lane, minutes=1)

        assert standing(database, letter).state is LetterState.ACCEPTED
        assert waits == [("letter_copy", NOW + timedelta(minutes=1))]
        assert _kept(dovecot, account) == 1
