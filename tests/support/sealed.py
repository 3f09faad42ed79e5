"""A sealed store for tests: two handlers, a substitute, keys in a folder of their own."""

from pathlib import Path

from bot.domain.sealed.handlers import Handler, Handlers
from bot.sealing.ciphers import Pair, new_pair
from bot.sealing.folder import SealedFolder

ANNE, BRUNO, SOLENE, READER = "U0ANNE", "U0BRUNO", "U0SOLENE", "U0READER"
CONTACT = "Association Exemple, 01 00 00 00 00"
HANDLERS = Handlers(
    first=Handler(person=ANNE, name="Anne « Exemple »", function="Directrice"),
    second=Handler(person=BRUNO, name="Bruno Exemple", function="Référent"),
    substitute=Handler(person=SOLENE, name="Solène Exemple"),
    contact=CONTACT,
)


def sealed_store(path: Path) -> tuple[SealedFolder, Pair]:
    """The folder, filled, and the escrow's keys."""
    folder, escrow = SealedFolder(path / "sealed"), new_pair()
    folder.make(escrow.public, HANDLERS)
    return folder, escrow
