"""Letters on paper: sent to who prints them, of what the journal tells, to nobody else."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.documents.typesetting.letter_paper import LetterPaper, on_paper
from bot.documents.typesetting.typesetting import set_letter
from bot.domain.cases.cases import Case, Complainant
from bot.domain.cases.letters import Letter, LetterKind, ToldLetter, letter_told_in
from bot.domain.cases.taxonomy import Means
from bot.domain.errors import NotAllowedError
from bot.domain.messages.files import FileToWithdraw, LetterOnPaper
from bot.domain.steps.ending import Withdraw
from bot.domain.steps.opening import Acknowledge
from bot.services.cases.erasing import anonymise_case
from bot.services.cases.filing import file_case
from bot.services.cases.printing import letter_to_print, request_letters
from bot.services.messages.shown_files import note_printed
from storage.database import Database
from tests.support.builders import OFFICE, QUALITY, TRAINER, complaint_draft, opened
from tests.support.casework import history, take, waiting
from tests.support.lives import NOW, told

pytestmark = pytest.mark.one_database

PARIS = ZoneInfo("Europe/Paris")
LETTER = Letter(
    kind=LetterKind.ACKNOWLEDGEMENT,
    subject="Accusé de réception",
    body="Bonjour,\n\nNous l'avons reçue.\nMerci.\n\nBien cordialement,\nHélène Vidal",
)


@pytest.fixture
def case(database: Database) -> Case:
    return file_case(opened(database), complaint_draft()).case


def acknowledged(database: Database, case: Case, means: Means) -> None:
    wanted = Acknowledge(told=replace(told(means=means), letter=LETTER))
    take(database, case, wanted, actor=QUALITY, office=OFFICE)


def papers(database: Database) -> list[LetterOnPaper]:
    read = [row.read() for row in waiting(database, now=NOW)]
    return [one for one in read if isinstance(one, LetterOnPaper)]


def paper(contact: str | None = None, *, letterhead: str | None = None) -> LetterPaper:
    complainant = Complainant(name="Mme Exemple", contact=contact)
    kept = ToldLetter(
        kind=LETTER.kind, subject=LETTER.subject, body=LETTER.body, at=NOW, means=Means.POST
    )
    return on_paper(
        kept, ref="REC-2026-0007", complainant=complainant, letterhead=letterhead, zone=PARIS
    )


@pytest.mark.parametrize(
    ("means", "count"), [(Means.POST, 1), (Means.HANDED_OVER, 1), (Means.EMAIL, 0)]
)
def test_a_letter_that_goes_on_paper_is_sent_to_who_took_the_step(
    database: Database, case: Case, means: Means, count: int
) -> None:
    acknowledged(database, case, means)
    found = papers(database)

    assert [one.recipient for one in found] == [QUALITY] * count
    assert all(opened(database, now=NOW).read(letter_to_print, one) for one in found)


def test_every_letter_comes_once_however_often_the_same_press_comes(
    database: Database, case: Case
) -> None:
    acknowledged(database, case, Means.EMAIL)
    take(database, case, Withdraw(reason="réglé"), actor=QUALITY, office=OFFICE)
    for _ in range(2):
        wanted = {"person": QUALITY, "request_id": "press"}
        assert opened(database, now=NOW).write(request_letters, case.id, **wanted) == 1
    (asked,) = papers(database)
    found = opened(database, now=NOW).read(letter_to_print, asked)

    assert found is not None
    assert (found.told.subject, found.told.body) == (LETTER.subject, LETTER.body)
    assert (found.told.kind, found.told.means) == (LETTER.kind, Means.EMAIL)


def test_nobody_who_may_not_know_the_complainant_is_sent_any(
    database: Database, case: Case
) -> None:
    acknowledged(database, case, Means.POST)
    (asked,) = papers(database)
    with pytest.raises(NotAllowedError):
        opened(database, now=NOW).write(
            request_letters, case.id, person=TRAINER, request_id="press"
        )
    with pytest.raises(NotAllowedError):
        opened(database, now=NOW).read(letter_to_print, replace(asked, recipient=TRAINER))


def test_of_an_erased_letter_nothing_is_left_to_print(database: Database, case: Case) -> None:
    acknowledged(database, case, Means.POST)
    (asked,) = papers(database)
    take(database, case, Withdraw(reason="réglé"), actor=QUALITY, office=OFFICE)
    opened(database, now=NOW + timedelta(days=1)).write(anonymise_case, case.ref)

    assert opened(database, now=NOW).read(letter_to_print, asked) is None


def test_what_slack_shows_of_it_is_written_down_and_removed(database: Database, case: Case) -> None:
    acknowledged(database, case, Means.POST)
    (asked,) = papers(database)
    opened(database, now=NOW).write(note_printed, asked, slack_file="F0PAPER")
    later = [row.read() for row in waiting(database, now=NOW + timedelta(hours=25))]
    removals = [one for one in later if isinstance(one, FileToWithdraw)]

    assert [one.slack_file for one in removals] == ["F0PAPER"]
    assert (history(database, case.id)[-1].event, history(database, case.id)[-1].actor) == (
        "letter_printed",
        QUALITY,
    )


def test_the_paper_says_whose_it_is_to_whom_it_goes_and_leaves_room_to_sign() -> None:
    seen = paper("12 rue des Lilas, 97300 Cayenne", letterhead="CAPsécurité\n4 avenue du Port")

    assert seen.letterhead == ("CAPsécurité", "4 avenue du Port")
    assert seen.addressee == ("Mme Exemple", "12 rue des Lilas", "97300 Cayenne")
    assert seen.subject == "Objet\u00a0: Accusé de réception"
    assert seen.paragraphs == (("Bonjour,",), ("Nous l'avons reçue.", "Merci."))
    assert seen.closing == ("Bien cordialement,", "Hélène Vidal")


@pytest.mark.parametrize(
    "contact", [None, "a@example.net", "06 12 34 56 78", "rappeler le soir", "Service RH, Exemple"]
)
def test_what_is_no_address_of_the_post_stands_on_no_paper(contact: str | None) -> None:
    assert paper(contact).addressee == ("Mme Exemple",)


def test_the_same_letter_is_the_same_bytes_whatever_was_typed() -> None:
    odd = replace(paper(), closing=(), paragraphs=((r"#import \"x\" *_`$ 🙂",),), letterhead=())
    once, again = (set_letter(odd, made_at=NOW) for _ in range(2))

    assert once == again
    assert once.startswith(b"%PDF-")


def test_a_letter_of_a_kind_that_a_newer_release_wrote_is_read_word_for_word() -> None:
    letter = {"kind": "invitation", "subject": "Rencontre", "body": "Bonjour"}
    told = letter_told_in({"told": {"letter": letter, "at": NOW.isoformat(), "means": "drone"}})

    assert told is not None
    assert (told.kind, told.subject, told.body) == ("invitation", "Rencontre", "Bonjour")
    assert not told.goes_on_paper
