"""Anchors are noted when something leaves that people rely on, and once a day; and held up."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.domain.calendar.wall_time import local_day
from bot.ledger.anchors import DAILY, Anchor, NotedAnchor, Signature, last_noted
from bot.ledger.folder import Ledger
from bot.services.unit_of_work import Transactions, UnitOfWork
from storage.cases import journal, journal_proofs
from storage.cases.journal import Head

OCCASIONS = frozenset(
    {
        *("summary_frozen", "review_frozen", "review_approved", "minutes_frozen"),
        *("register_exported", "evidence_exported", "backup_made", "erasure_list_frozen"),
        "case_anonymised",
    }
)
"""Entries of the journal after which an anchor is noted: what they speak of leaves the database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What became of anchors: the youngest that holds, those that do not, and who noted them."""

    youngest: Anchor | None = None
    broken: tuple[Anchor, ...] = ()
    forged: tuple[Anchor, ...] = ()
    count: int = 0
    signatures: Collection[Signature] = field(default_factory=frozenset)


def anchor_when_due(transactions: Transactions, ledger: Ledger | None, key: bytes | None) -> bool:
    """Note where the journal stands, where something left since the last anchor or a day is over.

    Whether one was noted. Raises OSError.
    """
    if ledger is None:
        return False
    with transactions.reading() as work:
        head, zone = journal.head_of(work.connection), work.office.zone

        def line_after(tail: str) -> str | None:
            occasion = _occasion(work, head, last_noted(tail), zone)
            if occasion is None:
                return None
            noted = NotedAnchor(at=work.now, seq=head.seq, hash=head.hash, occasion=occasion)
            return noted.line(key)

        return ledger.add_if(ledger.anchors, line_after)


def _occasion(work: UnitOfWork, head: Head, last: NotedAnchor | None, zone: ZoneInfo) -> str | None:
    """Why an anchor is due; None when none is. The list may be ahead of a restored copy."""
    if head.seq == 0 or (last is not None and (last.seq, last.hash) == (head.seq, head.hash)):
        return None
    since = last.seq if last and last.seq < head.seq else 0
    if event := journal_proofs.last_event(work.connection, OCCASIONS, after=since):
        return event
    is_new_day = last is None or local_day(last.at, zone) != local_day(work.now, zone)
    return DAILY if is_new_day else None


def hold_up(connection: Connection, anchors: Iterable[Anchor]) -> Held:
    """Hold anchors up against the journal. One that is falsely signed proves nothing."""
    known = tuple(anchors)
    true = [one for one in known if one.signature is not Signature.FALSE]
    found = journal_proofs.hashes_at(connection, {one.seq for one in true})
    holding = [one for one in true if one.holds(found.get(one.seq))]
    broken = [one for one in true if not one.holds(found.get(one.seq))]
    return Held(
        youngest=max(holding, key=lambda one: one.seq, default=None),
        broken=tuple(sorted(broken, key=lambda one: one.seq)),
        forged=tuple(one for one in known if one.signature is Signature.FALSE),
        count=len(known),
        signatures=frozenset(one.signature for one in known),
    )
