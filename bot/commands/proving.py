"""`vigie verify`: the journal's chain, what was noted of it elsewhere, and the register."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Connection

from bot.commands.console import say, texts_of, warn, working
from bot.domain.errors import VigieError
from bot.ledger.anchors import (
    LONGEST_LIST,
    SHOWN,
    Anchor,
    Signature,
    anchor_in,
    anchors_in,
    signing_key,
)
from bot.ledger.folder import Ledger
from bot.monitoring.hourly import note_anchor
from bot.services.register.anchoring import Held, hold_up
from bot.services.unit_of_work import Transactions
from bot.settings import Settings
from bot.ui.texts.commands import CommandTexts
from bot.ui.texts.terminal.proving import ProvingTexts
from storage import schema
from storage.cases import journal, journal_proofs
from storage.cases.journal_proofs import Mismatch
from storage.register.registers import snapshot

MISMATCHES_SHOWN = 20


class NoAnchorError(VigieError):
    """There is no anchor where one should be; the message says where it was looked for."""


def verify(
    anchors: Annotated[Path | None, typer.Option("--anchors")] = None,
    anchor: Annotated[str | None, typer.Option("--anchor", metavar="SEQ:HASH")] = None,
) -> None:
    """Check the journal's hash chain, entry by entry, and the register against it.

    With anchors that lie outside the database, also that nobody wrote the chain anew.
    """
    with working(on_older=True) as (settings, transactions):
        known = tuple(_anchors(settings, anchors, anchor))
        is_older = not schema.is_current(transactions.database)
        with snapshot(transactions.database) as connection:
            is_whole = _walk(connection, texts_of(transactions))
            texts = ProvingTexts(texts_of(transactions).reads)
            is_same = is_whole and (is_older or _compare(connection, texts))
            holds = _tell(hold_up(connection, known), texts)
    if not (is_whole and is_same and holds):
        raise typer.Exit(1)


def note_anchored(settings: Settings, transactions: Transactions) -> None:
    """Note where the journal stands after what was just handed out; say so where that failed."""
    try:
        note_anchor(transactions, settings)
    except OSError as error:
        texts = ProvingTexts(texts_of(transactions).reads)
        warn(texts.not_noted.format(reason=error.strerror or type(error).__name__))


def _walk(connection: Connection, says: CommandTexts) -> bool:
    flaw, head = journal.first_flaw(connection), journal.head_of(connection)
    if flaw is not None:
        warn(says.journal_broken.format(entry=flaw.seq, reason=says.flaws[flaw.reason]))
        return False
    entries = says.entries.say(head.seq)
    say(says.journal_whole.format(entries=entries, head=f"{head.seq}:{head.hash}"))
    if back := journal_proofs.first_step_back(connection):
        before, at = f"{back.before:%Y-%m-%d %H:%M}", f"{back.at:%Y-%m-%d %H:%M}"
        warn(says.times_run_back.format(entry=back.seq, before=before, at=at))
    return True


def _compare(connection: Connection, texts: ProvingTexts) -> bool:
    """Whether each case is as the journal leaves it; those that are not are said."""
    found = tuple(islice(journal_proofs.mismatches(connection), MISMATCHES_SHOWN))
    for one in found:
        warn(_difference(one, texts))
    if not found:
        say(texts.register_agrees)
    return not found


def _difference(one: Mismatch, texts: ProvingTexts) -> str:
    if not one.ref:
        return texts.case_gone
    if not one.fields:
        return texts.case_in_one_only.format(ref=one.ref)
    return texts.case_differs.format(ref=one.ref, fields=", ".join(one.fields))


def _anchors(settings: Settings, file: Path | None, typed: str | None) -> Iterator[Anchor]:
    """Those that were named, or else those of the ledger's folder."""
    key = signing_key(settings.sealed_folder)
    texts = ProvingTexts(settings.office.locale)
    if typed is not None:
        one = anchor_in(typed)
        if one is None:
            raise typer.BadParameter(texts.not_an_anchor, param_hint="--anchor")
        yield one
    if file is not None:
        found = tuple(anchors_in(_read(file), key=key))
        if not found:
            raise NoAnchorError(texts.no_anchor_in.format(file=file))
        yield from found
    if typed is None and file is None and settings.ledger_folder is not None:
        own = Ledger(settings.ledger_folder).anchors
        if own.is_file():
            yield from anchors_in(_read(own), key=key)


def _read(file: Path) -> str:
    with file.open("rb") as source:
        return source.read(LONGEST_LIST).decode(errors="replace")


def _tell(held: Held, texts: ProvingTexts) -> bool:
    """Say what became of the anchors, and whether all is well; without any that is said too."""
    for forged in held.forged:
        warn(texts.forged.format(anchor=forged.shown))
    if held.broken:
        first = held.broken[0]
        warn(texts.broken.format(entry=first.seq, hash=first.hash[:SHOWN], count=len(held.broken)))
    if held.youngest is not None:
        say(texts.youngest.format(anchor=held.youngest.shown))
    if not held.count:
        say(texts.no_anchors)
    for signature in Signature:
        if signature in held.signatures and signature is not Signature.FALSE:
            say(texts.signatures[signature])
    return not (held.broken or held.forged)
