"""Rows of a register beside the cases that are there: new, known, changed, or somebody else's."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.domain.cases.cases import Case, Complainant
from bot.domain.cases.taxonomy import REFERENCE
from bot.domain.register.imported import ImportedCase, RowFlaw
from bot.domain.register.register_changes import Difference, Stored, differences, is_other_case
from bot.services.unit_of_work import UnitOfWork
from storage.register import registers

BATCH = 1_000


Thing = TypeVar("Thing")


class Match(StrEnum):
    """The relation of a row to the cases that are there."""

    NEW = "new"
    KNOWN = "known"
    CHANGED = "changed"
    """A known case; the row differs from what it said before, or from the case."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowMatch:
    """The case that a row belongs to, if any, and in what they differ."""

    row: ImportedCase
    submission_id: UUID
    match: Match
    stored: Stored | None = None
    differences: tuple[Difference, ...] = ()
    flaw: RowFlaw | None = None

    @property
    def ref(self) -> str:
        """The reference of the case that is there."""
        return self.stored.case.ref if self.stored else ""


def match_rows(work: UnitOfWork, rows: Sequence[ImportedCase]) -> list[RowMatch]:
    """The match of each row, in their order; nothing is written."""
    if registers.is_empty(work.connection):
        return all_new(rows)
    zone = work.office.zone
    return judge(work, rows, zone=zone)


def all_new(rows: Sequence[ImportedCase]) -> list[RowMatch]:
    """The matches of rows in an empty register: all new but sealed ones, which have no words."""
    return [_verdict(row, row.submission_id, (), ZoneInfo("UTC")) for row in rows]


def known_actions(work: UnitOfWork, refs: Sequence[str]) -> set[str]:
    """Which of these references are actions of this register."""
    return registers.known_actions(work.connection, refs)


def batches(found: Iterable[Thing]) -> Iterator[list[Thing]]:
    """Batches of `BATCH` things."""
    things = iter(found)
    while batch := list(islice(things, BATCH)):
        yield batch


def judge(work: UnitOfWork, rows: Sequence[ImportedCase], *, zone: ZoneInfo) -> list[RowMatch]:
    """The match of each row. A case recorded at `work.now` came from this very import."""
    ids = [row.submission_id for row in rows]
    candidates = _candidates(work, rows, ids)
    there = {case.id: case for found in candidates for case in found}
    stored = _stored(work, there)
    return [
        _verdict(row, submission_id, [stored[case.id] for case in found], zone)
        for row, submission_id, found in zip(rows, ids, candidates, strict=True)
    ]


def _candidates(
    work: UnitOfWork, rows: Sequence[ImportedCase], ids: Sequence[UUID]
) -> list[tuple[Case, ...]]:
    """The cases that each row may be: by its key, by its key of earlier versions, by reference."""
    by_key = registers.by_submissions(work.connection, ids)
    former = [key for row in rows if (key := row.former_submission_id)]
    by_key |= registers.by_submissions(work.connection, former) if former else {}
    refs = {row.source_ref for row in rows if row.source_ref and _is_own(row)}
    if not by_key and not refs:
        return [()] * len(rows)
    by_ref = registers.by_refs(work.connection, refs, before=work.now) if refs else {}
    found = []
    for row, own_key in zip(rows, ids, strict=True):
        keys = (own_key, row.former_submission_id)
        cases = [by_key[key] for key in keys if key in by_key]
        own = by_ref.get(row.source_ref or "")
        found.append(tuple({case.id: case for case in [*cases, *([own] if own else [])]}.values()))
    return found


def _is_own(row: ImportedCase) -> bool:
    ref = row.source_ref or ""
    return bool(REFERENCE.fullmatch(ref)) and ref.startswith(row.kind.prefix)


def _stored(work: UnitOfWork, there: Mapping[UUID, Case]) -> Mapping[UUID, Stored]:
    if not there:
        return {}
    complainants = registers.complainants_of(work.connection, list(there))
    digests, erased = registers.told_by_rows(work.connection, list(there))
    return {
        case_id: Stored(
            case=case,
            complainant=complainants.get(case_id, Complainant()),
            is_erased=case_id in erased,
            digest=digests.get(case_id),
        )
        for case_id, case in there.items()
    }


def _verdict(
    row: ImportedCase, submission_id: UUID, candidates: Sequence[Stored], zone: ZoneInfo
) -> RowMatch:
    """The verdict beside the one candidate that fits, if there is one."""
    new = RowMatch(row=row, submission_id=submission_id, match=Match.NEW)
    if not candidates:
        is_empty = row.is_sealed
        return replace(new, match=Match.REFUSED, flaw=RowFlaw.SEALED) if is_empty else new
    found = [_beside(new, one, zone) for one in candidates]
    known = [one for one in found if one.match is Match.KNOWN]
    changed = [one for one in found if one.match is Match.CHANGED]
    if known:
        return known[0]
    if len(changed) == 1:
        return changed[0]
    return replace(found[0], match=Match.REFUSED, flaw=RowFlaw.OTHER_CASE)


def _beside(new: RowMatch, stored: Stored, zone: ZoneInfo) -> RowMatch:
    row, beside = new.row, replace(new, stored=stored)
    if stored.is_erased:  # what was erased stays erased, and is not told of again
        return replace(beside, match=Match.KNOWN)
    found = differences(row, stored, zone)
    if not found or stored.digest == row.digest:
        return replace(beside, match=Match.KNOWN, differences=found)
    if is_other_case(row, stored, zone):
        return replace(beside, match=Match.REFUSED, flaw=RowFlaw.OTHER_CASE)
    return replace(beside, match=Match.CHANGED, differences=found, flaw=RowFlaw.DIFFERS)
