"""« Réponse reçue »: shown from when an answer became a part of its case until a step is taken."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.cases.cases import Case
from bot.domain.cases.journal_entries import VIGIE
from bot.domain.mail.arrivals import Mail, MailState
from bot.domain.mail.case_mail import JoinedMail
from bot.domain.mail.departures import ServerAnswer
from bot.domain.messages.cases import CardMessage
from bot.domain.steps.handling import AddNote, Assign
from bot.services.cases.case_mail import mail_of_case
from bot.services.cases.viewing import open_case
from bot.services.mail.letters import begin_handing_over, note_accepted
from bot.services.mail.triage import attach, take_back
from storage.cases import journal
from storage.database import Database
from tests.support.builders import DIRECTION, QUALITY, TRAINER, opened
from tests.support.casework import SCHOOL, case_now, kept, take, waiting
from tests.support.lives import NOW
from tests.support.mailed_letters import wished
from tests.support.mails import keep_mails, mail

SOON, LATER = NOW + timedelta(minutes=5), NOW + timedelta(hours=1)


@pytest.fixture
def answered(database: Database) -> tuple[Case, Mail]:
    """A trainer's case, to which somebody attached what the complainant answered."""
    case, one = kept(database, recorded_by=TRAINER), mail(received_at=NOW - timedelta(hours=2))
    keep_mails(database, one)
    do(database, attach, one.id, case.ref, actor=QUALITY)
    return case, one


def do(database: Database, use_case: Any, *args: Any, **more: Any) -> Any:
    return opened(database, now=SOON, office=SCHOOL).write(use_case, *args, **more)


def reply_of(database: Database, case: Case) -> JoinedMail | None:
    now = case_now(database, case.id)
    return opened(database, now=LATER, office=SCHOOL).read(mail_of_case, now).reply


def test_an_answer_shows_on_the_card_and_in_the_case(
    database: Database, answered: tuple[Case, Mail]
) -> None:
    case, one = answered
    expected = JoinedMail(mail_id=one.id, received_at=one.received_at, joined_at=SOON)
    read = open_case(opened(database, now=LATER, office=SCHOOL), case.id, reader=QUALITY)

    assert reply_of(database, case) == expected
    assert read.mail.reply == expected
    assert any(isinstance(row.read(), CardMessage) for row in waiting(database, now=LATER))


def test_the_mail_that_a_case_came_by_is_no_answer(database: Database) -> None:
    assert reply_of(database, kept(database)) is None


def test_a_case_has_the_mails_that_became_a_part_of_it_but_none_that_is_erased(
    database: Database,
) -> None:
    case = kept(database)
    decided: dict[str, Any] = {"case_id": case.id, "decided_by": QUALITY, "decided_at": NOW}
    first = mail(state=MailState.FILED, **decided)
    later = mail(state=MailState.ATTACHED, **decided | {"decided_at": SOON})
    gone = mail(state=MailState.ATTACHED, erased_at=LATER, **decided)
    keep_mails(database, later, first, gone, mail())
    came = opened(database, now=LATER, office=SCHOOL).read(mail_of_case, case).came

    assert [(one.mail_id, one.opened_case) for one in came] == [(first.id, True), (later.id, False)]


@pytest.mark.parametrize(
    ("step", "actor", "is_shown"),
    [
        (Assign(owner=QUALITY), QUALITY, False),
        (AddNote(text="Vu, rien à répondre."), QUALITY, False),
        (AddNote(text="J'ai retrouvé la feuille."), TRAINER, True),
    ],
)
def test_it_goes_with_a_step_of_who_handles_the_case(
    database: Database, answered: tuple[Case, Mail], step: Any, actor: str, *, is_shown: bool
) -> None:
    case, _ = answered
    take(database, case, step, actor=actor, now=LATER)

    assert (reply_of(database, case) is not None) is is_shown


def test_a_step_before_it_or_by_nobody_leaves_it(
    database: Database, answered: tuple[Case, Mail]
) -> None:
    case, _ = answered
    with database.writing() as connection:
        for at, actor in ((NOW, DIRECTION), (LATER, VIGIE)):
            journal.append(connection, "acknowledge", at=at, actor=actor, case_id=case.id)

    assert reply_of(database, case) is not None


def test_a_letter_that_was_asked_for_before_it_leaves_it(database: Database) -> None:
    """Its server said « later »; what the complainant wrote meanwhile is not answered by it."""
    case, one = kept(database), mail()
    keep_mails(database, one)
    letter = wished(database, case=case)
    do(database, attach, one.id, case.ref, actor=QUALITY)
    later = opened(database, now=LATER, office=SCHOOL)
    later.write(begin_handing_over, letter.id)
    later.write(note_accepted, letter.id, ServerAnswer(code=250))

    assert case_now(database, case.id).ack_sent_at == LATER
    assert reply_of(database, case) is not None


def test_it_goes_where_the_mail_is_taken_off_the_case(
    database: Database, answered: tuple[Case, Mail]
) -> None:
    case, one = answered
    do(database, take_back, one.id, actor=QUALITY)

    assert reply_of(database, case) is None
