"""What follows a mail that was taken in: its card, its case, or what it says of our letters."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.cases.journal_entries import VIGIE
from bot.domain.errors import NotAllowedError
from bot.domain.mail.arrivals import Mail, MailState
from bot.domain.mail.departures import LetterState, MailedLetter, ServerAnswer
from bot.domain.messages.mails import MailCardMessage, MailLineMessage
from bot.domain.school.office import Person
from bot.mail.composing import thread_message_id
from bot.services.mail.announcing import announce
from bot.services.mail.letters import begin_handing_over, note_accepted, note_unknown
from bot.services.mail.triage import read_mail, set_aside
from storage.database import Database
from storage.mail import mails
from storage.school import people
from storage.tables import mails as mails_table
from tests.support.builders import QUALITY, opened
from tests.support.casework import SCHOOL, case_now, waiting
from tests.support.lives import NOW
from tests.support.mail_accounts import SENDER
from tests.support.mail_reading import Hands, Shelf
from tests.support.mailed_letters import RECIPIENT, standing, wished

AUTHSERV = "mx.example.org"
PASSED = f"Authentication-Results: {AUTHSERV}; dmarc=pass header.from=example.net\r\n"
OWN = frozenset({"ecole@example.org"})
LATER = NOW + timedelta(hours=2)


class Post:
    """A school that reads its mailbox."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database, self.mailbox = database, Shelf()
        hands = Hands(database, folder)
        hands.now = LATER
        self._reader = hands.reader(
            then=announce,
            opened=self.opened,
            own=frozenset({"ecole@example.org"}),
            authserv=AUTHSERV,
        )
        assert self._reader.hold()
        self._reader.read_new(self.mailbox)

    def opened(self) -> Any:
        return opened(self.database, now=LATER, office=SCHOOL)

    def arrives(self, *raws: str) -> list[Mail]:
        """Mails as they are recorded, the latest last."""
        self.mailbox.held += [(LATER, raw.encode()) for raw in raws]
        while self._reader.read_new(self.mailbox).is_more:
            pass
        with self.database.reading() as connection:
            ids = connection.execute(select(mails_table.c.id)).scalars()
            found = [mails.by_id(connection, one) for one in ids]
        return [one for one in found if one is not None]

    def told(self, kind: type) -> list[Any]:
        rows = waiting(self.database, now=LATER)
        return [one for row in rows if isinstance(one := row.read(), kind)]


@pytest.fixture
def post(database: Database, tmp_path: Path) -> Post:
    return Post(database, tmp_path)


def answer(letter: MailedLetter, **given: str) -> str:
    """Marie answers a letter of ours."""
    usual = {"sender": RECIPIENT, "subject": f"Re: {letter.subject}", "vouched": PASSED} | given
    return (
        f"{usual['vouched']}From: {usual['sender']}\r\nSubject: {usual['subject']}\r\n"
        f"Message-ID: <reponse@example.net>\r\nIn-Reply-To: {letter.message_id}\r\n"
        f"\r\nMerci, je viendrai.\r\n"
    )


def bounce(letter: MailedLetter) -> str:
    """A server reports that a letter of ours was not delivered (RFC 3464)."""
    return (
        "From: MAILER-DAEMON@mx.example.net\r\nSubject: Undelivered Mail\r\n"
        "Return-Path: <>\r\nMIME-Version: 1.0\r\nMessage-ID: <dsn@mx.example.net>\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.net\r\n"
        f"\r\nFinal-Recipient: rfc822; {RECIPIENT}\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        "Diagnostic-Code: smtp; 550 5.1.1 unknown user\r\n"
        f"\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {letter.message_id}\r\n"
        "\r\n--b--\r\n"
    )


def handed_over(database: Database, letter: MailedLetter) -> None:
    opened(database, now=NOW, office=SCHOOL).write(begin_handing_over, letter.id)


def test_an_answer_that_three_things_vouch_for_stands_in_its_thread_by_itself(
    post: Post, database: Database
) -> None:
    letter = wished(database)
    (arrived,) = post.arrives(answer(letter))

    assert (arrived.state, arrived.case_id, arrived.decided_by) == (
        MailState.ATTACHED,
        letter.case_id,
        VIGIE,
    )
    assert [one.mail_id for one in post.told(MailLineMessage)] == [arrived.id]


@pytest.mark.parametrize(
    "given", [{"sender": "eve@example.net"}, {"vouched": ""}, {"subject": "Autre chose"}]
)
def test_anything_less_waits_for_somebody(
    post: Post, database: Database, given: dict[str, str]
) -> None:
    letter = wished(database)
    (arrived,) = post.arrives(answer(letter, **given))

    assert (arrived.state, arrived.case_id) == (MailState.NEW, None)
    assert arrived.cited_ref == case_now(database, letter.case_id).ref
    assert [one.mail_id for one in post.told(MailCardMessage)] == [arrived.id]


def test_an_answer_to_a_letter_whose_id_was_rewritten_is_known_by_its_thread(
    post: Post, database: Database
) -> None:
    """Some servers put an id of theirs in the place of ours; References keep the case's."""
    letter = wished(database)
    thread = thread_message_id(letter.case_id, SENDER)
    rewritten = answer(letter).replace(
        f"In-Reply-To: {letter.message_id}",
        f"In-Reply-To: <4F1@exchange.example>\r\nReferences: {thread} <4F1@exchange.example>",
    )
    (arrived,) = post.arrives(rewritten)

    assert (arrived.state, arrived.case_id) == (MailState.ATTACHED, letter.case_id)


@pytest.mark.parametrize("mark", ["ours", "<forged>", "00000000-0000-0000-0000-000000000000"])
def test_a_bounce_of_a_letter_whose_id_was_rewritten_is_known_by_its_mark(
    post: Post, database: Database, mark: str
) -> None:
    letter = wished(database)
    handed_over(database, letter)
    mark = str(letter.id) if mark == "ours" else mark
    rewritten = bounce(letter).replace(
        f"Message-ID: {letter.message_id}", f"Message-ID: <4F1@x>\r\nX-Vigie-Letter: {mark}"
    )
    post.arrives(rewritten)

    is_ours = mark == str(letter.id)
    expected = LetterState.RETURNED if is_ours else LetterState.SENDING
    assert standing(database, letter).state is expected


def test_a_bounce_takes_back_what_the_letter_had_kept_and_makes_no_card(
    post: Post, database: Database
) -> None:
    letter = wished(database)
    handed_over(database, letter)
    accepted = opened(database, now=NOW, office=SCHOOL)
    accepted.write(note_accepted, letter.id, ServerAnswer(code=250))
    assert case_now(database, letter.case_id).ack_sent_at == NOW
    (arrived,) = post.arrives(bounce(letter))

    assert standing(database, letter).state is LetterState.RETURNED
    assert case_now(database, letter.case_id).ack_sent_at is None
    assert arrived.state is MailState.FOLDED
    assert post.told(MailCardMessage) == []


def test_a_bounce_of_a_letter_of_somebody_else_s_changes_nothing(
    post: Post, database: Database
) -> None:
    letter = wished(database)
    strange = bounce(letter).replace(letter.message_id, "<autre@example.org>")
    post.arrives(strange)

    assert standing(database, letter).state is LetterState.SENDING


@pytest.mark.parametrize(
    ("given", "state"),
    [
        ({}, LetterState.ACCEPTED),
        ({"vouched": ""}, LetterState.UNKNOWN),
        ({"sender": "eve@example.net"}, LetterState.UNKNOWN),
        ({"vouched": "Auto-Submitted: auto-replied\r\n"}, LetterState.UNKNOWN),
        ({"sender": "ecole@example.org"}, LetterState.UNKNOWN),
    ],
)
def test_an_answer_proves_that_a_letter_of_unknown_outcome_came_and_a_copy_does_not(
    post: Post, database: Database, given: dict[str, str], state: LetterState
) -> None:
    letter = wished(database)
    handed_over(database, letter)
    opened(database, now=NOW, office=SCHOOL).write(note_unknown, letter.id)
    post.arrives(answer(letter, **given))

    assert standing(database, letter).state is state
    told_at = case_now(database, letter.case_id).ack_sent_at
    assert told_at == (NOW if state is LetterState.ACCEPTED else None)


def test_a_flood_of_one_sender_is_one_card_more(post: Post) -> None:
    flood = [
        f"From: flot@example.net\r\nSubject: n {n}\r\nMessage-ID: <{n}@flot>\r\n\r\nRien {n}\r\n"
        for n in range(30)
    ]
    arrived = post.arrives(*flood)
    cards = {one.mail_id for one in post.told(MailCardMessage)}
    assert (len(arrived), len(cards)) == (30, 19)

    first = min(arrived, key=lambda one: int((one.subject or "").split()[1]))
    post.opened().write(set_aside, first.id, actor=QUALITY)
    assert len({one.mail_id for one in post.told(MailCardMessage)} - cards) == 1


FORWARDED = (
    "From: paul@example.net\r\nSubject: Pour information\r\nMessage-ID: <tr@example.net>\r\n"
    'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\n'
    "--x\r\nContent-Type: text/plain\r\n\r\nVoir ci-joint.\r\n"
    "--x\r\nContent-Type: message/rfc822\r\n\r\nSubject: Plainte\r\nFrom: ana@example.net\r\n"
    "Content-Type: text/plain\r\n\r\nSacha me harcele sexuellement.\r\n--x--\r\n"
)


def test_words_of_violence_in_a_mail_within_are_read_in_confidence_and_not_by_whom_they_name(
    post: Post, database: Database
) -> None:
    office = replace(SCHOOL, confidential_handlers=("U0SACHA1", "U0OTHER1"))
    with database.writing() as connection:
        people.remember(connection, [Person(id="U0SACHA1", name="Sacha Roy")])
    (arrived,) = post.arrives(FORWARDED)
    school = opened(database, now=LATER, office=office)

    assert arrived.is_in_confidence
    assert school.write(read_mail, arrived.id, reader="U0OTHER1").mail.attached
    for person in ("U0SACHA1", QUALITY):
        with pytest.raises(NotAllowedError):
            school.write(read_mail, arrived.id, reader=person)
