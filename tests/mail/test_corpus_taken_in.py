"""The corpus through the taking in of mails: none lost, none in a wrong case, none from a robot.

A part of the thousand; `make soak` takes all of them in, on both databases.
"""

from pathlib import Path

from storage.database import Database
from tests.support.mail_corpus.expected import ExpectedReading
from tests.support.mail_corpus.taking_in import take_corpus_in
from tests.support.mail_corpus.thousand import corpus

SOME = 100


def test_each_mail_goes_where_it_belongs_and_what_came_back_is_owed_again(
    sqlite_database: Database, tmp_path: Path
) -> None:
    held = list(corpus(SOME))
    returned = [mail for mail in held if mail.reading is ExpectedReading.BOUNCE and mail.case]
    taken = take_corpus_in(sqlite_database, held, tmp_path / "files")

    assert returned
    assert taken.flaws == ()
