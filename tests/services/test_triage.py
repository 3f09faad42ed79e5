"""What people make of a mail: who may, once, undone, and nothing of it anywhere else."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from bot.delivery.kept_files import KeptFiles
from bot.domain.cases.cases import Case, Complainant
from bot.domain.cases.taxonomy import Channel
from bot.domain.errors import CaseHiddenError, NotAllowedError
from bot.domain.mail.arrivals import Mail, MailState
from bot.domain.mail.reading import MailDecidedError, MailInConfidenceError, MailNotFoundError
from bot.services.cases.filing import file_case
from bot.services.mail.forgetting import forget_mails
from bot.services.mail.triage import (
    KEPT_ASIDE,
    attach,
    due_to_erase,
    erase,
    look_at_mail,
    read_mail,
    set_aside,
    take_back,
)
from storage.cases import cases
from storage.database import Database
from storage.mail import mails
from storage.tables import journal, outbox
from tests.support.all_at_once import all_at_once
from tests.support.builders import DIRECTION, NOW, OFFICE, QUALITY, TRAINER, complaint_draft, opened
from tests.support.casework import case_now, kept
from tests.support.mails import FILE, keep_mails, mail

HANDLER = "U0HANDLER"
SECOND = "U0SECOND"
SCHOOL = replace(OFFICE, quality_managers=(QUALITY, SECOND), confidential_handlers=(HANDLER,))
WORDS = ("Toujours rien", "claire@example.net", "Claire Exemple", "Attestation")


@pytest.fixture
def arrived(database: Database) -> Mail:
    """A mail with a file that nobody has decided about, and that wants its answer elsewhere."""
    files = (FILE, replace(FILE, id=UUID(int=6), is_folded=True))
    one = mail(files=files, reply_to="autre@example.net")
    keep_mails(database, one)
    return one


def act(database: Database, use_case: Any, *args: Any, **more: Any) -> Any:
    now = more.pop("now", NOW)
    return opened(database, now=now, office=SCHOOL).write(use_case, *args, **more)


def now_of(database: Database, one: Mail) -> Mail:
    with database.reading() as connection:
        found = mails.by_id(connection, one.id)
    assert found is not None
    return found


def file(database: Database, mail_id: UUID, *, by: str, submission: UUID | None = None) -> Case:
    draft = complaint_draft(
        submission_id=submission or uuid4(),
        reporter=by,
        channel=Channel.EMAIL,
        mail_id=mail_id,
        complainant=Complainant(contact="claire@example.net"),
    )
    return file_case(opened(database, office=SCHOOL), draft).case


def test_a_complaint_by_mail_has_its_files_its_address_and_its_id(
    database: Database, arrived: Mail
) -> None:
    case = file(database, arrived.id, by=QUALITY)
    decided = now_of(database, arrived)
    with database.reading() as connection:
        known = mails.known_cases(connection, cites=["<a@example.net>"], refs=())
        files = cases.files_of(connection, case.id)

    assert (decided.state, decided.case_id, decided.decided_by) == (
        MailState.FILED,
        case.id,
        QUALITY,
    )
    assert known.by_id == {"<a@example.net>": case.id}
    assert known.addresses == {case.id: frozenset({"claire@example.net"})}
    assert [(one.name, one.sha256) for one in files] == [("photo.jpg", "ab")]
    assert case_now(database, case.id).file_count == 1


def test_two_managers_file_one_mail_and_there_is_one_case(
    database: Database, arrived: Mail
) -> None:
    def press(by: str) -> str:
        try:
            return file(database, arrived.id, by=by).ref
        except MailDecidedError as error:
            return f"late: {error.mail.state}"

    told = all_at_once(press, (QUALITY, SECOND), threads=2)

    assert sorted(told) == ["REC-2026-0001", "late: filed"]


def test_the_same_form_twice_is_one_case(database: Database, arrived: Mail) -> None:
    submission = uuid4()
    first, second = (
        file(database, arrived.id, by=QUALITY, submission=submission) for _ in range(2)
    )

    assert first.id == second.id


def test_set_aside_with_one_press_and_taken_back(database: Database, arrived: Mail) -> None:
    act(database, set_aside, arrived.id, actor=QUALITY)
    with pytest.raises(MailDecidedError):
        act(database, set_aside, arrived.id, actor=SECOND)
    with pytest.raises(MailDecidedError):
        file(database, arrived.id, by=SECOND)
    act(database, take_back, arrived.id, actor=SECOND)

    assert now_of(database, arrived) == arrived
    with pytest.raises(MailDecidedError):
        act(database, take_back, arrived.id, actor=SECOND)


def test_attached_it_is_the_case_s_until_it_is_taken_back(
    database: Database, arrived: Mail
) -> None:
    case = kept(database)
    act(database, attach, arrived.id, case.ref, actor=QUALITY)
    with database.reading() as connection:
        (belongs,) = mails.of_case(connection, case.id)
    assert (belongs.id, belongs.state) == (arrived.id, MailState.ATTACHED)
    assert case_now(database, case.id).file_count == 1

    act(database, take_back, arrived.id, actor=QUALITY)
    with database.reading() as connection:
        assert mails.of_case(connection, case.id) == ()
        assert cases.files_of(connection, case.id) == ()
        known = mails.known_cases(connection, cites=["<a@example.net>"], refs=[case.ref])
    assert (known.by_id, known.addresses) == ({}, {})
    assert case_now(database, case.id).file_count == 0


def test_a_mail_in_confidence_is_shown_to_an_ordinary_case_on_purpose_only(
    database: Database,
) -> None:
    case = kept(database, owner=HANDLER)
    secret = kept(database, confidential=True, handlers=(HANDLER,), ref="REC-2026-0099")
    one, other = (mail(is_in_confidence=True, message_id=f"<{n}@example.net>") for n in range(2))
    keep_mails(database, one, other)
    with pytest.raises(MailInConfidenceError):
        act(database, attach, one.id, case.ref, actor=HANDLER)
    waits = now_of(database, one).state
    act(database, attach, one.id, case.ref, actor=HANDLER, is_opened=True)
    act(database, attach, other.id, secret.ref, actor=HANDLER)

    assert waits is MailState.NEW
    assert now_of(database, one).case_id == case.id
    assert now_of(database, other).case_id == secret.id


def test_what_became_a_complaint_is_not_taken_back(database: Database, arrived: Mail) -> None:
    file(database, arrived.id, by=QUALITY)

    with pytest.raises(MailDecidedError):
        act(database, take_back, arrived.id, actor=QUALITY)


@pytest.mark.parametrize("person", [TRAINER, DIRECTION, "U0STRANGER"])
def test_who_decides_nothing_reads_nothing(database: Database, arrived: Mail, person: str) -> None:
    for use_case in (read_mail, look_at_mail):
        with pytest.raises(NotAllowedError):
            act(database, use_case, arrived.id, reader=person)
    for decide in (set_aside, take_back):
        with pytest.raises(NotAllowedError):
            act(database, decide, arrived.id, actor=person)
    with pytest.raises(NotAllowedError):
        file(database, arrived.id, by=person)


def test_in_confidence_it_is_read_by_those_who_handle_such_cases_and_that_is_written_down(
    database: Database,
) -> None:
    one = mail(is_in_confidence=True)
    keep_mails(database, one)
    with pytest.raises(NotAllowedError):
        act(database, read_mail, one.id, reader=QUALITY)
    act(database, read_mail, one.id, reader=HANDLER)

    with database.reading() as connection:
        events = connection.execute(journal.select()).mappings().all()
    assert [(row["event"], row["actor"]) for row in events] == [("mail_read", HANDLER)]


def test_a_mail_of_a_case_follows_the_case(database: Database) -> None:
    confidential = kept(database, confidential=True, handlers=(HANDLER,))
    one = mail(state=MailState.ATTACHED, case_id=confidential.id)
    keep_mails(database, one)

    with pytest.raises(NotAllowedError):
        act(database, read_mail, one.id, reader=QUALITY)
    assert act(database, read_mail, one.id, reader=HANDLER).mail == one


def test_nobody_learns_of_a_case_that_they_may_not_see(database: Database, arrived: Mail) -> None:
    hidden = kept(database, confidential=True, handlers=(HANDLER,))

    for ref in (hidden.ref, "REC-2026-0999", ""):
        with pytest.raises(CaseHiddenError):
            act(database, attach, arrived.id, ref, actor=QUALITY)
    assert now_of(database, arrived) == arrived


def test_after_thirty_days_the_words_of_what_was_set_aside_are_gone(
    database: Database, arrived: Mail
) -> None:
    other = mail(raw="ef")
    keep_mails(database, other)
    act(database, set_aside, arrived.id, actor=QUALITY)
    after = NOW + KEPT_ASIDE + timedelta(seconds=1)
    assert act(database, due_to_erase, now=NOW + KEPT_ASIDE) == ()
    gone = act(database, erase, act(database, due_to_erase, now=after), now=after)

    assert gone == ("ab", "cd")
    assert now_of(database, other).text
    with pytest.raises(MailNotFoundError):
        act(database, read_mail, arrived.id, reader=QUALITY)


def test_no_word_of_a_mail_stands_in_journal_or_outbox(database: Database, arrived: Mail) -> None:
    case = kept(database)
    act(database, set_aside, arrived.id, actor=QUALITY)
    act(database, take_back, arrived.id, actor=QUALITY)
    act(database, attach, arrived.id, case.ref, actor=QUALITY)
    with database.reading() as connection:
        rows = [
            dict(row)
            for table in (journal, outbox)
            for row in connection.execute(table.select()).mappings()
        ]
    written = json.dumps(rows, default=str, ensure_ascii=False)

    assert str(arrived.id) in written
    assert not [word for word in WORDS if word in written]


def test_their_bytes_go_from_the_disk_and_those_that_a_case_has_stay(
    database: Database, tmp_path: Path
) -> None:
    disk = KeptFiles(tmp_path)
    raw, photo, of_case = (disk.keep(content) for content in (b"mail", b"photo", b"of a case"))
    files = (replace(FILE, sha256=photo), replace(FILE, id=uuid4(), sha256=of_case))
    aside = mail(raw=raw, files=files)
    other = mail(raw=None, files=(replace(FILE, id=uuid4(), sha256=of_case),))
    keep_mails(database, aside, other)
    file(database, other.id, by=QUALITY)
    act(database, set_aside, aside.id, actor=QUALITY)
    after = opened(database, now=NOW + KEPT_ASIDE + timedelta(days=1), office=SCHOOL)

    assert [forget_mails(after, disk) for _ in range(2)] == [1, 0]
    assert [disk.path_of(one).exists() for one in (raw, photo, of_case)] == [False, False, True]
