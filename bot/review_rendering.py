"""What the quality channel is told of a half-year, made from what was frozen and written since."""

from sqlalchemy import Connection

from bot.domain.office import Office
from bot.domain.periods import parse_semester
from bot.ui.post import Post
from bot.ui.review import review_post
from bot.ui.texts import texts_for
from storage import reviews
from storage.claims import Claimed


def said_of_half_year(connection: Connection, row: Claimed, office: Office) -> Post:
    """The message of a half-year's review: the latest edition, with what was written since."""
    semester = parse_semester((row.details or {})["period"])
    review = reviews.latest(connection, semester)
    notes = reviews.notes_of(connection, semester)
    if review is None or notes is None:
        raise LookupError(row.key)
    return review_post(review, notes, zone=office.zone, texts=texts_for(office.locale))
