"""Makes a review again and again, as the bot does when one is asked for, until stdin ends.

It says `ready` first, so that what is measured beside it is the making and not its start.
"""

import sys
from threading import Event, Thread

from bot.documents.reports.review_pages import review_document
from bot.documents.typesetting.typesetting import set_pdf
from bot.domain.calendar.periods import Semester, parse_semester
from bot.services.reports.reviews import look_at_review
from bot.ui.texts.catalogue import FRENCH
from storage.database import Database
from tests.support.builders import NOW, OFFICE, QUALITY, opened


def main(url: str, semester: str) -> None:
    """Review a half-year of a database."""
    database, wanted, is_enough = Database(url), parse_semester(semester), Event()
    _make(database, wanted)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    Thread(target=_wait_for_the_end, args=(is_enough,), daemon=True).start()
    while not is_enough.is_set():
        _make(database, wanted)
    database.close()


def _wait_for_the_end(is_enough: Event) -> None:
    sys.stdin.read()
    is_enough.set()


def _make(database: Database, semester: Semester) -> None:
    view = opened(database).read(look_at_review, semester, reader=QUALITY)
    document = review_document(view.review, zone=OFFICE.zone, texts=FRENCH, names=view.names)
    set_pdf(document, made_at=NOW)


if __name__ == "__main__":
    main(*sys.argv[1:])
