"""Looking for cases by words, among those a person may see."""

from bot.domain.office import Office
from bot.domain.searching import FOUND_MAX, Found
from bot.services.offices import current_office
from storage import search
from storage.database import Database


def search_cases(database: Database, words: str, *, reader: str, defaults: Office) -> Found:
    """The cases closest to the words, at most `FOUND_MAX`. Raises StorageUnavailableError."""
    with database.reading() as connection:
        office = current_office(connection, defaults)
        hits = search.matching(connection, words, reader=reader, office=office, limit=FOUND_MAX + 1)
    return Found(words=words, hits=hits[:FOUND_MAX], is_cut=len(hits) > FOUND_MAX, office=office)
