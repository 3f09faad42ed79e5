"""A copy of the sealed folder that only the escrow opens, of which few are kept and not for long.

A report's key that was destroyed is gone once the copies that hold it are gone: hence two of them
at most, and none older than `KEPT_FOR`.
"""

import json
import re
from base64 import b64decode, b64encode
from datetime import date, timedelta
from pathlib import Path

from bot.domain.errors import VigieError
from bot.sealing import files
from bot.sealing.ciphers import UnopenableError, pair_of, seal, unseal
from bot.sealing.folder import FolderTakenError, SealedFolder

KEPT_FOR = timedelta(days=35)
GENERATIONS = 2
_NAME = re.compile(r"vigie-sealed-(\d{4}-\d{2}-\d{2})\.age")
_HELD = re.compile(r"[\w.\-]+(?:/[\w\-]+\.(?:age|version|replies/[\w\-]+\.age))?")


class NotACopyError(VigieError):
    """The file is no copy of a sealed folder that this key opens."""


def back_up(folder: SealedFolder, to: Path, *, today: date) -> Path:
    """Write a copy into the folder `to`, and remove those that are too many or too old.

    The server's own key stays out: the escrow's makes a new one.
    """
    held = {
        str(path.relative_to(folder.path)): b64encode(path.read_bytes()).decode()
        for path in sorted(folder.path.rglob("*"))
        if path.is_file() and not path.name.startswith(".") and path != folder.path / "identity"
    }
    made = to / f"vigie-sealed-{today.isoformat()}.age"
    files.write(made, seal(json.dumps(held).encode(), folder.recipients()[-1:]))
    for old in _too_many(to, today=today):
        files.remove(old)
    return made


def bring_back(copy: Path, folder: SealedFolder, escrow_secret: str) -> None:
    """Fill an empty folder from a copy; the server's key is then to be recovered.

    Raises NotACopyError, FolderTakenError and BadKeyError.
    """
    try:
        held = json.loads(unseal(copy.read_bytes(), pair_of(escrow_secret).secret))
    except (UnopenableError, ValueError) as error:
        raise NotACopyError from error
    if not all(map(_HELD.fullmatch, held)):
        raise NotACopyError
    folder.path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.path.iterdir()):
        raise FolderTakenError
    folder.path.chmod(0o700)
    (folder.path / "reports").mkdir(mode=0o700)
    for name, content in held.items():
        path = folder.path / name
        path.parent.mkdir(mode=0o700, exist_ok=True)
        files.write(path, b64decode(content))


def _too_many(folder: Path, *, today: date) -> list[Path]:
    dated = {
        path: date.fromisoformat(found[1])
        for path in folder.iterdir()
        if (found := _NAME.fullmatch(path.name))
    }
    newest = sorted(dated, key=lambda path: dated[path])[-GENERATIONS:]
    return [
        path for path, made_on in dated.items() if path not in newest or today - made_on > KEPT_FOR
    ]
