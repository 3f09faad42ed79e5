"""The corpus taken in by a school whose letters it answers and returns, and what is not as told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select

from bot.domain.mail.arrivals import MailState
from bot.domain.mail.departures import LetterState, ServerAnswer
from bot.services.cases.filing import file_case
from bot.services.mail.announcing import announce
from bot.services.mail.letters import begin_handing_over, note_accepted
from storage.cases import cases as kept_cases
from storage.database import Database
from storage.mail import letters as kept_letters
from storage.tables import cases, mail_copies, mails
from tests.support.builders import OFFICE, complaint_draft, opened
from tests.support.mail_corpus.expected import ExpectedReading, MailOfCorpus
from tests.support.mail_corpus.thousand import letters
from tests.support.mail_corpus.words import AUTHSERV, SCHOOL, SentLetter
from tests.support.mail_reading import Hands, Shelf
from tests.support.mailed_letters import wished

RIGHT_THREAD_AT_LEAST = 0.99
_ROBOTS = {ExpectedReading.AUTOMATIC, ExpectedReading.BOUNCE}


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenCorpus:
    """What came of the corpus: how many mails are recorded, and the share in the right thread."""

    recorded: int
    right_threads: float
    flaws: tuple[str, ...]


def take_corpus_in(database: Database, held: Sequence[MailOfCorpus], folder: Path) -> TakenCorpus:
    """Have a reader begin before the first mail, read on when the last has come, and judge."""
    case_of = {letter.case: _acknowledged(database, letter) for letter in letters()}
    hands = Hands(database, folder)
    reader = hands.reader(then=announce, own=frozenset({SCHOOL}), authserv=AUTHSERV)
    shelf = Shelf((mail.received_at, mail.raw) for mail in held)
    hands.now = held[0].received_at - timedelta(hours=1)
    assert reader.hold()
    reader.read_new(Shelf())
    hands.now = held[-1].received_at + timedelta(minutes=1)
    assert reader.hold()
    while reader.read_new(shelf).is_more:
        assert reader.hold()
    return _judged(database, held, case_of)


def _acknowledged(database: Database, letter: SentLetter) -> UUID:
    """A case that was acknowledged by mail, its letter known by the id that the corpus cites."""
    now = opened(database, now=letter.at, office=OFFICE)
    case = file_case(now, complaint_draft(received_at=letter.at)).case
    made = wished(database, case=case, to=letter.to, now=letter.at)
    now.write(begin_handing_over, made.id)
    now.write(note_accepted, made.id, ServerAnswer(code=250))
    learn = partial(kept_letters.learn_id, case_id=case.id, letter_id=made.id, at=letter.at)
    with database.writing() as connection:
        learn(connection, letter.message_id)
    return case.id


def _judged(
    database: Database, held: Sequence[MailOfCorpus], case_of: dict[int, UUID]
) -> TakenCorpus:
    with database.reading() as connection:
        rows = {row.uid: row for row in connection.execute(select(mails))}
        copies = set(connection.execute(select(mail_copies.c.uid)).scalars())
        made = connection.execute(select(func.count()).select_from(cases)).scalar_one()
    told = [(rows[uid], held[uid - 1]) for uid in sorted(rows)]
    people = [pair for pair in told if pair[1].reading not in _ROBOTS]
    right = sum(_is_right_thread(row, mail) for row, mail in people) / len(people)
    flaws = [
        *(
            f"lost: {mail.name}"
            for uid, mail in enumerate(held, 1)
            if uid not in rows.keys() | copies
        ),
        *(flaw for row, mail in told for flaw in _flaws_of(row, mail, case_of)),
        *_unreturned(database, held, case_of),
    ]
    if made != len(case_of):
        flaws.append(f"cases that nobody made: {made - len(case_of)}")
    if right < RIGHT_THREAD_AT_LEAST:
        flaws.append(f"in the right thread: {right:.3f}")
    return TakenCorpus(recorded=len(rows), right_threads=right, flaws=tuple(flaws))


def _is_right_thread(row: Row[Any], mail: MailOfCorpus) -> bool:
    """Answers are attached, and nothing else is."""
    return (row.case_id is not None) is (mail.reading is ExpectedReading.ANSWER)


def _flaws_of(row: Row[Any], mail: MailOfCorpus, case_of: Mapping[int, UUID]) -> Iterator[str]:
    if row.received_at != mail.received_at:
        yield f"received at another instant: {mail.name}"
    if row.case_id is not None and row.case_id != case_of.get(_number(mail)):
        yield f"in a wrong case: {mail.name}"
    if row.case_id is not None and mail.reading is not ExpectedReading.ANSWER:
        yield f"attached by itself: {mail.name}"
    if (row.state == MailState.FOLDED) is not (mail.reading in _ROBOTS):
        yield f"folded or not: {mail.name}"


def _number(mail: MailOfCorpus) -> int:
    return -1 if mail.case is None else mail.case


def _unreturned(
    database: Database, held: Sequence[MailOfCorpus], case_of: Mapping[int, UUID]
) -> Iterator[str]:
    """Cases whose acknowledgement came back and still counts, or counts no more and did not."""
    returned = {mail.case for mail in held if mail.reading is ExpectedReading.BOUNCE} - {None}
    with database.reading() as connection:
        for number, case_id in case_of.items():
            case = kept_cases.by_id(connection, case_id)
            (letter,) = kept_letters.of_case(connection, case_id)
            is_owed = case is not None and case.ack_sent_at is None
            is_back = letter.state is LetterState.RETURNED
            if not (is_owed is is_back is (number in returned)):
                yield f"returned or not: case {number}, {letter.state}"
