"""What renders outgoing messages, outside the running bot."""

from pathlib import Path

from bot.directory import Directory
from bot.domain.office import Office
from bot.packing import Packing
from bot.rendering import Renderer
from bot.workers import Workers
from storage.database import Database

NOWHERE = Path("/nonexistent")


def renderer_of(database: Database, *, office: Office) -> Renderer:
    """A renderer of messages; files it cannot make."""
    return Renderer(
        database=database,
        directory=Directory(database, Workers(1)),
        packing=Packing(database=database, folder=NOWHERE, defaults=office),
        defaults=office,
    )
