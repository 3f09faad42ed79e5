"""Mails that arrived: each kept once, with its words until they are erased."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.mail.arrivals import MailState
from storage.database import Database
from storage.mail import letters, mails
from tests.support.builders import NOW, QUALITY
from tests.support.casework import kept
from tests.support.mails import FILE, keep_mails, mail, place


def test_a_mail_is_the_same_after_the_database(database: Database) -> None:
    arrived = mail(files=(FILE,), dated_at=NOW - timedelta(hours=3), is_in_confidence=True)
    keep_mails(database, arrived)

    with database.reading() as connection:
        assert mails.by_id(connection, arrived.id) == arrived
        assert mails.is_kept(connection, arrived.fingerprint)


def test_what_lies_at_one_place_is_kept_once(database: Database) -> None:
    first, second = mail(), mail(files=(FILE,))
    keep_mails(database, first)
    with database.writing() as connection:
        assert not mails.add(connection, second, place(first.id.int % 2**31))
    with database.reading() as connection:
        assert [one.id for one in mails.untriaged(connection)] == [first.id]


def test_what_is_decided_waits_no_longer(database: Database) -> None:
    early, late = mail(received_at=NOW - timedelta(days=1)), mail()
    keep_mails(database, late, early)
    with database.writing() as connection:
        assert [one.id for one in mails.untriaged(connection)] == [early.id, late.id]
        assert [one.id for one in mails.untriaged(connection, before=NOW)] == [early.id]
        decided = replace(early, state=MailState.SET_ASIDE, decided_by=QUALITY, decided_at=NOW)
        mails.decide(connection, decided)
        assert mails.by_id(connection, early.id) == decided
        assert [one.id for one in mails.untriaged(connection)] == [late.id]


def test_what_was_set_aside_loses_its_words_and_keeps_its_verdict(database: Database) -> None:
    aside = mail(state=MailState.SET_ASIDE, decided_by=QUALITY, decided_at=NOW, files=(FILE,))
    other = mail(raw="ef")
    keep_mails(database, aside, other)
    later = NOW + timedelta(days=30)
    with database.writing() as connection:
        assert mails.to_erase(connection, before=NOW, limit=9) == ()
        (due,) = mails.to_erase(connection, before=later, limit=9)
        mails.erase(connection, [due.id], at=later)
        left = mails.by_id(connection, aside.id)
        assert mails.to_erase(connection, before=later, limit=9) == ()
        assert mails.wanted_contents(connection, {"ab", "cd", "ef"}) == {"ef"}

    assert left is not None
    assert (left.subject, left.text, left.from_address, left.raw, left.files) == (None,) * 4 + ((),)
    assert (left.fingerprint, left.state, left.erased_at) == (
        aside.fingerprint,
        MailState.SET_ASIDE,
        later,
    )


def test_a_sender_s_mails_are_counted_from_an_instant_on(database: Database) -> None:
    keep_mails(database, *(mail(received_at=NOW - timedelta(minutes=one)) for one in (5, 50, 70)))

    with database.reading() as connection:
        since = NOW - timedelta(hours=1)
        assert mails.count_from(connection, "claire@example.net", since=since) == 2
        assert mails.count_from(connection, "eve@example.net", since=since) == 0


def test_what_is_known_of_the_cases_that_a_mail_points_to(database: Database) -> None:
    case, other = kept(database), kept(database, number=8)
    with database.writing() as connection:
        letters.learn_id(connection, "<b@example.org>", case_id=case.id, at=NOW)
        letters.learn_id(connection, "<b@example.org>", case_id=other.id, at=NOW)
        letters.confirm_address(connection, case.id, "claire@example.net", by=QUALITY, at=NOW)
        letters.confirm_address(connection, case.id, "claire@example.net", by=QUALITY, at=NOW)
        known = mails.known_cases(
            connection, cites=["<b@example.org>", "<x@example.org>"], refs=[other.ref]
        )

    assert known.by_id == {"<b@example.org>": case.id}
    assert known.by_ref == {other.ref: other.id}
    assert known.addresses == {case.id: frozenset({"claire@example.net"})}
    assert known.subjects == {}
