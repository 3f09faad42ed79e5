"""The register as sheets: columns and rows, ready for a file of any format."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic

from bot.documents.action_columns import ACTION_COLUMNS, SeenAction
from bot.documents.case_columns import case_columns
from bot.documents.columns import Cell, Code, Column, Of
from bot.documents.seen import Seen
from bot.documents.tally import Tally
from bot.domain.taxonomy import Kind
from bot.domain.wall_time import local_day
from bot.services.register_lines import KIND_OF_PART, Part
from bot.services.registers import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet(Generic[Of]):
    """A part of the register; its rows are read once, as they are asked for."""

    part: Part
    columns: tuple[Column[Of], ...]
    rows: Iterable[Of]

    def cells(self) -> Iterator[list[Cell]]:
        """Each row as people read it."""
        for row in self.rows:
            if row.is_sealed:
                columns = self.columns
                yield [column.cell(row) if column.is_in_sealed else None for column in columns]
            else:
                yield [column.cell(row) for column in self.columns]

    def codes(self) -> Iterator[dict[str, Code]]:
        """Each row as programs read it, by the columns' names."""
        for row in self.rows:
            yield {
                column.name: column.code(row) if column.is_in_sealed or not row.is_sealed else None
                for column in self.columns
            }


def case_sheet(register: Register, kind: Kind, *, tally: Tally | None = None) -> Sheet[Seen]:
    """The cases of a kind, each counted in `tally` as it goes by."""
    return Sheet(
        part=Part(kind),
        columns=case_columns(
            kind,
            with_names=register.wanted.with_names,
            with_sites=bool(register.office.sites),
        ),
        rows=_seen(register, kind, tally=tally),
    )


def action_sheet(register: Register, *, tally: Tally | None = None) -> Sheet[SeenAction]:
    """The actions of the period, each counted in `tally` as it goes by."""
    rows = _seen_actions(register, tally=tally)
    return Sheet(part=Part.ACTIONS, columns=ACTION_COLUMNS, rows=rows)


def sheet_of(
    register: Register, part: Part, *, tally: Tally | None = None
) -> Sheet[Seen] | Sheet[SeenAction]:
    """A part of the register."""
    if part is Part.ACTIONS:
        return action_sheet(register, tally=tally)
    return case_sheet(register, KIND_OF_PART[part], tally=tally)


def _seen(register: Register, kind: Kind, *, tally: Tally | None) -> Iterator[Seen]:
    zone = register.office.zone
    for line in register.lines(kind):
        seen = Seen(line=line, case=line.case, now=register.now, zone=zone)
        if tally is not None:
            tally.add(seen)
        yield seen


def _seen_actions(register: Register, *, tally: Tally | None) -> Iterator[SeenAction]:
    today = local_day(register.now, register.office.zone)
    for line in register.actions():
        seen = SeenAction(line=line, today=today)
        if tally is not None:
            tally.add_action(seen)
        yield seen
