"""The demo's sealed store: two of its people handle, a third one takes their place."""

from pathlib import Path

from bot.demo.texts import SEALED_CONTACT, SEALED_FUNCTIONS
from bot.domain.sealed.handlers import Handler, Handlers
from bot.sandbox.people import Role
from bot.sandbox.server import Sandbox
from bot.sealing.ciphers import Pair, new_pair
from bot.sealing.folder import SealedFolder

_WHO = (Role.QUALITY_MANAGER, Role.ADMIN, Role.NO_LOCALE)


def make_store(folder: Path, sandbox: Sandbox) -> Pair:
    """Fill an empty folder; the escrow's keys, which a school puts into an envelope."""
    escrow = new_pair()
    people = [sandbox.world.workspace.person(role) for role in _WHO]
    first, second, substitute = (
        Handler(person=one.id, name=one.real_name, function=function)
        for one, function in zip(people, SEALED_FUNCTIONS, strict=True)
    )
    handlers = Handlers(first=first, second=second, substitute=substitute, contact=SEALED_CONTACT)
    SealedFolder(folder).make(escrow.public, handlers)
    return escrow
