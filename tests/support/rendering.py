"""What renders outgoing messages, outside the running bot."""

from pathlib import Path

from bot.delivery.kept_files import KeptFiles
from bot.domain.school.office import Office
from bot.messages.rendering import Renderer
from bot.slack.directory import Directory
from bot.workers import Workers
from storage.database import Database

NOWHERE = Path("/nonexistent")


def renderer_of(database: Database, *, office: Office) -> Renderer:
    """A renderer of messages; files it cannot make."""
    return Renderer(
        database=database,
        directory=Directory(database, Workers(1)),
        folder=NOWHERE,
        kept=KeptFiles(NOWHERE),
        defaults=office,
    )
