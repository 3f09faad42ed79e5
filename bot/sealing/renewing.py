"""New keys for old: rotation, recovery with the escrow, the escrow's two halves."""

import secrets

from bot.domain.errors import VigieError
from bot.sealing.ciphers import BadKeyError, Pair, UnopenableError, new_pair, pair_of, seal, unseal
from bot.sealing.folder import SealedFolder

_PROOF = b"Vigie"


class NotProvenError(VigieError):
    """The keys do not open what they sealed: nothing may be filed with them."""


class WrongEscrowError(VigieError):
    """This is not the secret half of the escrow's key."""


def rotate(folder: SealedFolder, *, escrow: str | None = None) -> int:
    """Give the server a new key, and the escrow where one is given; how many reports have it.

    Broken off anywhere, the identity that is there opens everything: until the end each report's
    key is sealed for the old one and the new one, and so is that of one filed meanwhile.
    """
    old, fresh = folder.identity(), new_pair()
    kept = escrow or folder.recipients()[-1]
    folder.write_recipients(fresh.public, old.public, kept)
    _rewrap_all(folder, old.secret)
    folder.write_identity(fresh)
    folder.write_recipients(fresh.public, kept)
    folder.escrow_keys()
    return _rewrap_all(folder, fresh.secret, old.secret)


def recover(folder: SealedFolder, escrow_secret: str) -> int:
    """Make the server a new key with the escrow's. Raises WrongEscrowError and BadKeyError."""
    escrow = pair_of(escrow_secret)
    if escrow.public != folder.recipients()[-1]:
        raise WrongEscrowError
    folder.restore_keys(escrow.secret)
    fresh = new_pair()
    folder.write_recipients(fresh.public, escrow.public)
    count = _rewrap_all(folder, escrow.secret)
    folder.write_identity(fresh)
    folder.escrow_keys()
    return count


def prove(folder: SealedFolder, escrow: Pair) -> None:
    """Open a planted text with both keys. Raises NotProvenError."""
    sealed = seal(_PROOF, folder.recipients())
    try:
        opened = [unseal(sealed, secret) for secret in (folder.identity().secret, escrow.secret)]
    except UnopenableError as error:
        raise NotProvenError from error
    if opened != [_PROOF, _PROOF]:
        raise NotProvenError


def halves_of(secret: str) -> tuple[str, str]:
    """Two halves of a secret, each of which alone says nothing of it."""
    written = secret.encode()
    one = secrets.token_bytes(len(written))
    return one.hex(), bytes(a ^ b for a, b in zip(one, written, strict=True)).hex()


def secret_from(one: str, other: str) -> str:
    """The secret of which these are the halves. Raises BadKeyError."""
    try:
        pairs = zip(bytes.fromhex(one), bytes.fromhex(other), strict=True)
        return pair_of(bytes(a ^ b for a, b in pairs).decode("ascii")).secret
    except ValueError:
        raise BadKeyError from None


def _rewrap_all(folder: SealedFolder, *openers: str) -> int:
    count = 0
    for path in sorted(folder.wrapped()):
        folder.rewrap(path, *openers)
        count += 1
    return count
