"""`vigie sealed …`: the keys of sealed reports, in dialogues for two people at a terminal."""

import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from bot.clock import SystemClock
from bot.commands.console import NoDatabaseError, OldSchemaError, existing_database, say
from bot.doctor.sealed_side import copied_folders
from bot.domain.calendar.wall_time import local_day
from bot.domain.errors import MisconfiguredError, VigieError
from bot.domain.sealed.handlers import Handler, Handlers
from bot.scanning.needles import Needles
from bot.scanning.places import looked_through
from bot.sealing import backups, renewing
from bot.sealing.ciphers import Pair, new_pair
from bot.sealing.folder import FolderTakenError, SealedFolder
from bot.sealing.guarding import Misplaced, misplaced
from bot.sealing.naming import UnreadableHandlersError
from bot.settings import Settings, read_settings
from bot.ui.texts.terminal.sealed import SealedCommandTexts
from storage.scanning import found_in_rows

_SHOWN_BACK = 6
_TRIES = 3

Halves = Annotated[bool, typer.Option("--halves")]


class NoStoreError(MisconfiguredError):
    """There is no sealed store: set VIGIE_SEALED_FOLDER, then run vigie sealed init."""


class BadPlaceError(MisconfiguredError):
    """The folder is no place for keys; the message says why."""


class NotCopiedError(VigieError):
    """This is no copy of that key: nothing was done."""


def init(*, halves: Halves = False) -> None:
    """Make the sealed store's keys in VIGIE_SEALED_FOLDER, with two people present."""
    settings, folder, says = _set_up()
    _check_place(settings, folder, says, may_be_new=True)
    if folder.path.exists() and any(folder.path.iterdir()):
        raise FolderTakenError
    typer.confirm(says.two_present, abort=True)
    handlers, escrow = _ask_handlers(says), new_pair()
    _show_escrow(escrow, says, halves=halves)
    folder.make(escrow.public, handlers)
    renewing.prove(folder, escrow)
    say(says.made.format(folder=folder.path))


def handlers() -> None:
    """Say who handles sealed reports, and change it."""
    _, folder, says = _set_up()
    try:
        known = folder.handlers()
    except UnreadableHandlersError:
        known = None
    if known is not None:
        people = ", ".join(f"{one.name} ({one.person})" for one in known.everybody)
        say(says.handlers_now.format(people=people, contact=known.contact))
    folder.write_handlers(_ask_handlers(says, known))
    say(says.handlers_kept)


def rotate(
    *,
    escrow: Annotated[bool, typer.Option("--escrow")] = False,
    halves: Halves = False,
) -> None:
    """Give the server a new key, once a year and when somebody with root's rights leaves."""
    _, folder, says = _set_up()
    folder.identity()  # raises before anything is shown
    fresh = None
    if escrow:
        typer.confirm(says.two_present, abort=True)
        fresh = new_pair()
        _show_escrow(fresh, says, halves=halves)
    count = renewing.rotate(folder, escrow=None if fresh is None else fresh.public)
    if fresh is not None:
        renewing.prove(folder, fresh)
        say(says.new_escrow)
    say(says.rotated.format(count=count))


def recover(
    *,
    copy: Annotated[Path | None, typer.Option("--from")] = None,
    halves: Halves = False,
    restored: Annotated[bool, typer.Option("--restored")] = False,
) -> None:
    """Open the sealed store again with the escrow key, where the server's is lost.

    Or, without a key, after an older backup of the database was restored.
    """
    _, folder, says = _set_up()
    if restored:
        typer.confirm(says.was_restored, abort=True)
        say(says.taken_as_newest.format(count=folder.forget_versions()))
        return
    if halves:
        parts = [typer.prompt(what, hide_input=True) for what in (says.ask_one, says.ask_other)]
        secret = renewing.secret_from(*parts)
    else:
        secret = typer.prompt(says.ask_secret, hide_input=True)
    if copy is not None:
        backups.bring_back(copy, folder, secret)
    say(says.recovered.format(count=renewing.recover(folder, secret)))


def back_up(to: Annotated[Path, typer.Argument()]) -> None:
    """Copy the sealed store for the escrow alone; two copies are kept, 35 days at most."""
    settings, folder, says = _set_up()
    today = local_day(SystemClock().now(), settings.office.zone)
    say(says.copied.format(file=backups.back_up(folder, to, today=today)))


def scan(
    words: Annotated[Path, typer.Argument(allow_dash=True)],
    more: Annotated[list[Path] | None, typer.Option("--in")] = None,
) -> None:
    """Look for words in database, kept files and whatever else is named; 1 when one is found.

    The words come one a line, from standard input for -, and are never repeated.
    """
    settings, says = read_settings(), SealedCommandTexts(read_settings().office.locale)
    lines = sys.stdin.buffer.read() if str(words) == "-" else words.read_bytes()
    wanted = [line.strip() for line in lines.decode(errors="replace").splitlines() if line.strip()]
    needles, files, found = Needles(tuple(wanted)), 0, set[int]()
    in_files = looked_through(needles, [*_copied(settings), *(more or [])])
    for place, held in chain(in_files, _in_rows(settings, needles)):
        files += isinstance(place, Path)
        numbers = [number for number, word in enumerate(wanted) if word in held]
        found |= set(numbers)
        for number in numbers:
            say(says.found_at.format(number=number + 1, place=place))
    say(says.scanned.say(len(found)).format(files=files))
    if found:
        sys.exit(1)


def _in_rows(settings: Settings, needles: Needles) -> Iterator[tuple[str, frozenset[str]]]:
    """What a database says by itself, PostgreSQL above all, whose files lie elsewhere."""
    try:
        database = existing_database(settings)
    except (NoDatabaseError, OldSchemaError):
        return
    try:
        yield from found_in_rows(needles, database).items()
    finally:
        database.close()


def _set_up() -> tuple[Settings, SealedFolder, SealedCommandTexts]:
    settings = read_settings()
    if settings.sealed_folder is None:
        raise NoStoreError
    folder = SealedFolder(settings.sealed_folder)
    return settings, folder, SealedCommandTexts(settings.office.locale)


def _check_place(
    settings: Settings, folder: SealedFolder, says: SealedCommandTexts, *, may_be_new: bool
) -> None:
    for wrong in misplaced(folder.path, copied_folders(settings)):
        if not (may_be_new and wrong in {Misplaced.MISSING, Misplaced.OPEN}):
            why = says.misplaced[wrong].format(folder=folder.path)
            raise BadPlaceError(f"No place for keys: {why}.")


def _copied(settings: Settings) -> Iterator[Path]:
    yield from settings.database_files
    yield settings.files_folder


def _ask_handlers(says: SealedCommandTexts, known: Handlers | None = None) -> Handlers:
    """Who handles, asked one by one; Enter keeps who it was."""
    first = _ask(says.first, says, known.first if known else None)
    second = _ask(says.second, says, known.second if known else None)
    before = known.substitute if known else None
    substitute = _ask(says.substitute, says, before, needed=False)
    contact = typer.prompt(says.contact, default=known.contact if known else None)
    return Handlers(
        first=first or Handler(person="", name=""),
        second=second or Handler(person="", name=""),
        substitute=substitute,
        contact=contact,
    )


def _ask(
    who: str, says: SealedCommandTexts, known: Handler | None, *, needed: bool = True
) -> Handler | None:
    default = known.person if known else (None if needed else "")
    asked = says.person.format(who=who)
    person = typer.prompt(asked, default=default, show_default=bool(default)).strip()
    if not person:
        return None
    same = known if known and known.person == person else None
    name = typer.prompt(says.name, default=same.name if same else None)
    function = typer.prompt(says.function, default=same.function if same else None)
    return Handler(person=person, name=name.strip(), function=function.strip())


def _show_escrow(escrow: Pair, says: SealedCommandTexts, *, halves: bool) -> None:
    """Show the key once, and have its end typed from the copy. Raises NotCopiedError."""
    ends = [escrow.secret]
    if halves:
        ends = list(renewing.halves_of(escrow.secret))
        say(says.escrow_halves.format(one=ends[0], other=ends[1]))
    else:
        say(says.escrow_key.format(secret=escrow.secret))
    for end in ends:
        _have_copied(end[-_SHOWN_BACK:], says)


def _have_copied(end: str, says: SealedCommandTexts) -> None:
    for _ in range(_TRIES):
        if typer.prompt(says.last_six).strip().casefold() == end.casefold():
            return
    raise NotCopiedError
