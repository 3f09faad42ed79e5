"""The cases offered to who attaches a mail: what it cites, who wrote, what it tells of."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from bot.domain.cases.cases import Case, Complainant, Status
from bot.domain.errors import NotAllowedError
from bot.domain.mail.likely import LIKELY_MAX, Pointer
from bot.domain.mail.reading import MailDecidedError
from bot.services.mail.choosing import CaseChoice, likely_cases
from bot.services.mail.triage import set_aside
from storage.cases import cases
from storage.database import Database
from storage.mail import letters
from tests.support.builders import QUALITY, TRAINER, opened
from tests.support.casework import SCHOOL, kept
from tests.support.lives import NOW
from tests.support.mails import keep_mails, mail

HANDLER = "U0HANDLER"
LETTER = "<lettre@example.org>"


def case_of(database: Database, number: int, **given: Any) -> Case:
    usual = {"description": f"Vidéoprojecteur muet numéro {number}", "session": None}
    return kept(database, number=number, **usual | given)


def arrives(database: Database, **given: Any) -> UUID:
    one = mail(**{"received_at": NOW, "cites": (), "subject": "Bonjour", "shown": "Merci."} | given)
    keep_mails(database, one)
    return one.id


def offered(database: Database, mail_id: UUID, *, reader: str = QUALITY) -> dict[str, Pointer]:
    found: CaseChoice = opened(database, office=SCHOOL).read(likely_cases, mail_id, reader=reader)
    return {one.case.ref: one.by for one in found.likely}


def knows(database: Database, case: Case, address: str) -> None:
    with database.writing() as connection:
        letters.confirm_address(connection, case.id, address, by=QUALITY, at=NOW)


def is_of(database: Database, case: Case, contact: str) -> None:
    with database.writing() as connection:
        cases.add_complainant(connection, case.id, Complainant(contact=contact))


def test_what_tells_most_comes_first(database: Database) -> None:
    attestation = "Attestation SST jamais reçue par la poste"
    case_of(database, 1, description=attestation)
    session = case_of(database, 2, session="SST Lyon 12")
    contact, known, named, cited = (case_of(database, number) for number in range(3, 7))
    is_of(database, contact, "Claire@example.net")
    knows(database, known, "claire@example.net")
    with database.writing() as connection:
        letters.learn_id(connection, LETTER, case_id=cited.id, at=NOW)
    mail_id = arrives(
        database,
        cites=(LETTER,),
        cited_ref=named.ref,
        shown=f"Session SST Lyon 12 : {attestation}.",
    )

    assert list(offered(database, mail_id).items()) == [
        (cited.ref, Pointer.CITED),
        (named.ref, Pointer.CITED),
        (known.ref, Pointer.ADDRESS),
        (contact.ref, Pointer.ADDRESS),
        (session.ref, Pointer.SESSION),
    ]


def test_like_words_are_offered_where_nothing_tells_more(database: Database) -> None:
    like = case_of(database, 1, description="Attestation SST jamais reçue par la poste")
    mail_id = arrives(database, shown="L'attestation SST ? Jamais reçue, ni par la poste.")

    assert offered(database, mail_id) == {like.ref: Pointer.WORDS}


def test_a_closed_case_is_offered_too_and_there_is_an_end(database: Database) -> None:
    for number in range(1, LIKELY_MAX + 3):
        closed = case_of(database, number, status=Status.CLOSED)
        is_of(database, closed, "claire@example.net")

    assert len(offered(database, arrives(database))) == LIKELY_MAX


def test_a_case_that_the_reader_may_not_see_is_not_offered(database: Database) -> None:
    hidden = case_of(database, 1, confidential=True, handlers=(HANDLER,))
    is_of(database, hidden, "claire@example.net")

    assert offered(database, arrives(database, cited_ref=hidden.ref)) == {}


def test_nothing_in_common_offers_nothing(database: Database) -> None:
    case_of(database, 1, received_at=NOW - timedelta(days=10))

    assert offered(database, arrives(database, from_address=None)) == {}


def test_only_who_may_read_it_and_only_while_it_waits(database: Database) -> None:
    mail_id = arrives(database)
    with pytest.raises(NotAllowedError):
        offered(database, mail_id, reader=TRAINER)
    opened(database, office=SCHOOL).write(set_aside, mail_id, actor=QUALITY)
    with pytest.raises(MailDecidedError):
        offered(database, mail_id)
